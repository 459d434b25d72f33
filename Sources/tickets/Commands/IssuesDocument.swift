import Arguments
import TicketsCore

/// The document of `validate --issues`: every issue, with a plan for repairs to fill in.
struct IssuesDocument: Report {
  let report: IssuesReport
  /// Whether the document is JSON, and not YAML.
  let isJSON: Bool
  let exitCode: ExitCode

  func write(to page: inout Page) {
    report.writeYAML { page.block($0) }
  }

  func write(to json: inout JSONWriter) { json.value(report) }

  /// The document as it stands in a file.
  var bytes: [UInt8] {
    if isJSON { return JSONWriter.bytes(of: report, .pretty) + [Ascii.newline] }
    var bytes: [UInt8] = []
    report.writeYAML { lines in
      bytes.append(contentsOf: lines.utf8)
      bytes.append(Ascii.newline)
    }
    return bytes
  }
}

/// That the document went to a file.
struct WrittenIssues: Report {
  let document: IssuesDocument
  let path: String

  func write(to page: inout Page) {
    let report = document.report
    page.line(
      "\(report.issues.count.counting("issue")) and \(report.repairs.count.counting("repair")) written to \(path)")
  }

  func write(to json: inout JSONWriter) {
    json.object { $0.member("path", path) }
  }

  var exitCode: ExitCode { document.exitCode }
}
