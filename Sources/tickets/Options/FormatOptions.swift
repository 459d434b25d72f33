import Arguments

/// The formats that a command can write, JSON among them.
protocol OutputFormat: CaseIterable, Equatable, ParameterValue, RawRepresentable<String> {
  static var json: Self { get }
  static var help: String { get }
}

/// What most results can be written as.
enum PlainFormat: String, OutputFormat {
  case text, json

  static let help = "Output format (default: text)"
}

/// What a report that people also paste elsewhere can be written as.
enum ReportFormat: String, OutputFormat {
  case text, markdown, html, json

  static let help = "Output format (default: text); markdown is for a comment on a pull request, html for a browser"
}

/// What the forecast of a merge can be written as.
enum ForecastFormat: String, OutputFormat {
  case text, markdown, html, json, sarif, github, gitlab, junit

  static let help = """
    Output format (default: text); markdown is for a comment on a pull request, html for a browser, the others are for \
    services that check pull requests
    """

  /// The format of a tool for reviews, where it is one.
  var review: ReviewFormat? {
    switch self {
    case .text, .markdown, .html, .json: nil
    case .sarif: .sarif
    case .github: .github
    case .gitlab: .gitlab
    case .junit: .junit
    }
  }
}

/// How a result is written.
struct FormatOptions<Format: OutputFormat>: ParameterGroup {
  @Option(help: Format.help)
  var format: Format?

  @Flag(help: "Write JSON for scripts; the same as --format json")
  var json: Bool

  /// Whether the result is JSON, however that was said.
  var isJSON: Bool { json || format == .json }

  func validate() throws(UsageError) {
    if json, let format, format != .json {
      throw .custom("'--json' and '--format \(format.rawValue)' name two formats", hint: "Give one of them")
    }
  }
}

/// How a result is written that is text or JSON.
typealias OutputOptions = FormatOptions<PlainFormat>

/// What the words ask for before anybody has understood them.
enum WrittenFormat {
  /// Whether the words ask for JSON: errors are JSON then too, even when the words themselves are wrong.
  static func isJSON(_ words: [String]) -> Bool {
    let options = words.prefix { $0 != "--" }
    return options.contains("--json") || options.contains("--format=json")
      || zip(options, options.dropFirst()).contains { $0 == "--format" && $1 == "json" }
  }
}
