import TicketsCore

/// Findings as commands that a runner of GitHub turns into annotations beside the lines.
struct GitHubAnnotations {
  private let review: ReviewFindings

  init(_ review: ReviewFindings) {
    self.review = review
  }

  /// A step shows no more of each kind.
  private static let most = 10

  func write(to page: inout Page) {
    var left: [String] = []
    for severity in Severity.allCases {
      let findings = review.findings.filter { $0.severity == severity }
      for finding in findings.prefix(Self.most) { page.line(Page.Piece(escaped: Self.line(finding))) }
      if findings.count > Self.most { left.append((findings.count - Self.most).counting("more \(severity.rawValue)")) }
    }
    if !left.isEmpty {
      let text = "And \(left.joined(separator: " and ")): tickets \(review.command)"
      page.line(Page.Piece(escaped: "::notice title=tickets::\(Self.data(text))"))
    }
  }

  private static func line(_ finding: ReviewFindings.Finding) -> String {
    var properties = ["file=\(property(finding.path))", "line=\(finding.place?.line ?? 1)"]
    if let column = finding.place?.column { properties.append("col=\(column)") }
    properties.append("title=\(property(finding.code))")
    return "::\(finding.severity.rawValue) \(properties.joined(separator: ","))::\(data(finding.message))"
  }

  /// A text that ends no command and begins none.
  private static func data(_ text: String) -> String {
    Escape.line(text).replacing { $0 == "%" ? "%25" : $0 == "\r" ? "%0D" : $0 == "\n" ? "%0A" : nil }
  }

  private static func property(_ text: String) -> String {
    data(text).replacing { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : nil }
  }
}
