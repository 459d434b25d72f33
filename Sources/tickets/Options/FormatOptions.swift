import Arguments

/// What a report that people also paste elsewhere can be written as.
enum ReportFormat: String, CaseIterable, ParameterValue {
  case text, markdown, json
}

/// How a report is written that has a Markdown form.
struct FormatOptions: ParameterGroup {
  @Option(help: "How to write the result; markdown is a comment for a pull request")
  var format: ReportFormat = .text

  @Flag(help: "The same as --format json")
  var json: Bool

  func validate() throws(UsageError) {
    if json, format != .text, format != .json {
      throw .custom("'--json' and '--format \(format.rawValue)' name two formats", hint: "Give one of them")
    }
  }
}
