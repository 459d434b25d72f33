import Arguments

/// How a result is written.
struct OutputOptions: ParameterGroup {
  @Flag(help: "Write JSON for scripts")
  var json: Bool

  /// Whether the words ask for JSON: errors are JSON then too, even when the words themselves are wrong.
  static func wantsJSON(_ words: [String]) -> Bool {
    let options = words.prefix { $0 != "--" }
    return options.contains("--json") || options.contains("--format=json")
      || zip(options, options.dropFirst()).contains { $0 == "--format" && $1 == "json" }
  }
}
