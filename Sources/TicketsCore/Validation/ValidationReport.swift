/// Everything that is wrong with some tickets, in a fixed order.
package struct ValidationReport: Sendable {
  /// What was validated, as reports name it: `/.tickets`, or the folders of single tickets.
  package let targets: [String]
  /// The folders of the tickets that were looked at.
  package let folders: [String]
  package let issues: [Issue]

  package var ticketCount: Int { folders.count }
  package var errors: [Issue] { issues.filter { $0.severity == .error } }
  package var errorCount: Int { issues.count { $0.severity == .error } }
  package var warningCount: Int { issues.count - errorCount }

  /// Whether something could not be read at all, which is a failure of the check and not of a ticket.
  package var isIncomplete: Bool {
    issues.contains { $0.code == .ticketUnreadable || $0.code == .logUnreadable }
  }
}
