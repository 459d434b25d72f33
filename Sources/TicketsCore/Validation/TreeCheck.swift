/// The tickets of a tree, each checked by itself, and what rules about several of them need.
package struct TreeCheck: Sendable {
  let settings: Settings
  let targets: Set<String>?
  let isAlone: Bool
  private(set) var tickets: [TicketCheck]
  let links: [Issue]
  /// What is known of tickets that are no targets.
  private(set) var others: [TicketFacts]
  let unreadableOthers: [String]
  /// What git leaves out, where somebody has asked it.
  package var ignored: [IgnoredLogs] = []

  /// Everything that is wrong, by the rules for one ticket and by those for several.
  package var report: ValidationReport {
    let facts = tickets.compactMap(\.file.facts) + others
    let homes = StrayLogsRule.homes(of: tickets, facts)
    var issues = StrayLogsRule.issues(tickets, homes) + links + ignored.map(\.issue)
    issues += FlowRule.issues(facts, settings.workflow)
    if !isAlone {
      let unreadable = tickets.filter { $0.file.facts == nil }.map(\.folder) + unreadableOthers
      issues += DuplicateIDRule.issues(facts) + CycleRule.issues(facts) + HandleRule.issues(facts)
      issues += DanglingReferenceRule.issues(facts, unreadable: unreadable)
    }
    if targets?.contains(Settings.fileName) ?? true { issues += settings.issues }
    return ValidationReport(
      targets: targets.map { $0.map { "/\(Layout.folderName)/\($0)" }.sorted { $0.precedesInBytes($1) } }
        ?? ["/\(Layout.folderName)"],
      folders: tickets.map(\.folder).filter { homes[$0] == nil }, issues: issues.compactMap(settings.judged).sorted())
  }

  /// The faulty tickets that were kept, by their folders.
  package var faulty: [String: Document] {
    var documents: [String: Document] = [:]
    for ticket in tickets { documents[ticket.folder] = ticket.file.faulty }
    return documents
  }

  /// The same tickets without what lies in some folders.
  func without(_ folders: [String]) -> TreeCheck {
    var rest = self
    rest.tickets.removeAll { folders.contains($0.folder) }
    return rest
  }

  /// The same tickets with other files in some folders, checked already, and without some of their run logs.
  func replacing(_ repaired: [String: (file: FileCheck, goneLogs: [String])]) -> TreeCheck {
    var replaced = self
    replaced.tickets = tickets.map { ticket in
      repaired[ticket.folder].map { ticket.replacing($0.file, withoutLogs: $0.goneLogs) } ?? ticket
    }
    replaced.others = others.map { other in repaired[other.folder]?.file.facts?.asOther ?? other }
    return replaced
  }
}
