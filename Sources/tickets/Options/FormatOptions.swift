import Arguments

/// The formats that a command can write, JSON among them.
protocol OutputFormat: CaseIterable, Equatable, ParameterValue, RawRepresentable<String> {
  static var json: Self { get }
  static var help: String { get }
}

/// What a report that people also paste elsewhere can be written as.
enum ReportFormat: String, OutputFormat {
  case text, markdown, json

  static let help = "How to write the result, usually as text; markdown is a comment for a pull request"
}

/// How the result is written, where there is a choice besides JSON.
struct FormatOptions<Format: OutputFormat>: ParameterGroup {
  @Option(help: Format.help)
  var format: Format?

  @Flag(help: "Write JSON for scripts; the same as --format json")
  var json: Bool

  func validate() throws(UsageError) {
    if json, let format, format != .json {
      throw .custom("'--json' and '--format \(format.rawValue)' name two formats", hint: "Give one of them")
    }
  }
}
