/// What a command line asks for; a mistake is thrown instead.
package enum Request<Root: Command> {
  /// Run this command; the root holds the options of the tool as a whole.
  case run(any Command, path: [String], root: Root)
  /// Show the help of the command at this path, which is empty for the root.
  case help(path: [String])
  /// Show the version.
  case version(String)
  /// Offer what could stand in place of the last of these words; only completion scripts ask.
  case complete([String])
}

/// Reads the words of a command line by what the commands declare.
package struct Parser<Root: Command> {
  /// Makes a parser for the tool with this root command.
  package init(_ root: Root.Type) {}

  /// Says what the words, the tool's own name left out, ask for.
  package func parse(_ words: [String]) throws(UsageError) -> Request<Root> {
    if words.first == completionWord { return .complete(Array(words.dropFirst())) }
    var reading = Reading<Root>(words)
    return try reading.request()
  }
}
