extension String {
  /// The path of the folder and the name in it.
  package var splitAtLastSlash: (parent: String, name: String) {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", self) }
    return (String(self[..<slash]), String(self[utf8.index(after: slash)...]))
  }
}
