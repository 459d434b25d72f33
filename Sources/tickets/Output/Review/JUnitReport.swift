import TicketsCore

/// Findings as results of tests: a case for each ticket without an error, and one for each finding.
struct JUnitReport {
  private let review: ReviewFindings

  init(_ review: ReviewFindings) {
    self.review = review
  }

  var text: String {
    let faulty = Set(review.findings.map(\.ticket))
    let sound = review.tickets.filter { !faulty.contains($0) }
    let failures = review.findings.count { $0.severity == .error }
    let counts = [
      ("name", "tickets \(review.command)"), ("tests", String(sound.count + review.findings.count)),
      ("failures", String(failures)), ("errors", "0"),
    ]
    var cases = Markup()
    cases += .element(
      "properties", [], .element("property", [("name", "version"), ("value", Tickets.version)], Markup()))
    for finding in review.findings { cases += Self.testCase(finding) }
    for ticket in sound { cases += .element("testcase", [("classname", ticket), ("name", review.command)], Markup()) }
    let suites = Markup.element("testsuites", counts, .element("testsuite", counts, cases))
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(suites.text)\n"
  }

  private static func testCase(_ finding: ReviewFindings.Finding) -> Markup {
    let place = finding.place.map { ":\($0.line):\($0.column)" } ?? ""
    let text = Markup(escaping: "\(finding.path)\(place): \(finding.message)")
    let detail: Markup =
      finding.severity == .error
      ? .element("failure", [("type", finding.code), ("message", finding.message)], text)
      : .element("system-out", [], text)
    return .element("testcase", [("classname", finding.ticket), ("name", finding.code)], detail)
  }
}
