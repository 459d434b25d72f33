/// Something that is wrong with a ticket, one of its run logs, or the settings.
package struct Issue: Equatable, Sendable {
  package let code: IssueCode
  package var severity: Severity
  /// One sentence that says what is wrong and what is expected.
  package let message: String
  /// The file of the ticket, from the root: `/.tickets/<folder>/ticket.md`.
  package let ticketPath: String
  /// The run log, when the issue is in one.
  package let logPath: String?
  package let place: Place?
  /// What a program may want to know without reading the message.
  package let details: [JSON.Member]

  package init(
    _ code: IssueCode, _ message: String, severity: Severity? = nil, ticketPath: String, logPath: String? = nil,
    place: Place? = nil, details: [JSON.Member] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.ticketPath = ticketPath
    self.logPath = logPath
    self.place = place
    self.details = details
  }

  /// The file that the issue is in.
  package var path: String { logPath ?? ticketPath }
}

extension Issue: Comparable {
  /// The order of reports: path, line, column, code.
  package static func < (left: Issue, right: Issue) -> Bool {
    if left.path != right.path { return left.path.precedesInBytes(right.path) }
    let places = (left.place ?? .beforeAll, right.place ?? .beforeAll)
    if places.0 != places.1 { return places.0 < places.1 }
    if left.code != right.code { return left.code.rawValue.precedesInBytes(right.code.rawValue) }
    return left.message.precedesInBytes(right.message)
  }
}

extension Place {
  fileprivate static var beforeAll: Place { Place(line: 0, column: 0) }
}
