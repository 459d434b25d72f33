extension String {
  /// The text with a newline at its end, unless it is empty.
  var endedLine: String { isEmpty || utf8.last == Ascii.newline ? self : self + "\n" }
}
