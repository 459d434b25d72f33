/// Checks the tickets of a tree by every rule of the format.
package struct Validator: Sendable {
  private let settings: Settings

  package init(_ settings: Settings) {
    self.settings = settings
  }

  /// Checks all tickets, or those in some folders; rules about several tickets look at the others too.
  ///
  /// Alone, the tickets are checked each by itself: that opens no other.
  package func validate(
    _ tree: any TicketTree, only targets: Set<String>? = nil, alone: Bool = false
  ) throws(TreeFailure) -> ValidationReport {
    let reader = try tree.reader()
    let entries = if let targets { try reader.entries(named: targets) } else { try reader.entries() }
    let wanted = entries.filter(\.isTicketFolder)
    let checks = try Threads.map(count: wanted.count) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: [.document, .logs])
    } _: { (reader, index) throws(TreeFailure) in
      TicketCheck(reader.record(of: wanted[index]))
    }.filter { !$0.isHollow }
    var issues = checks.flatMap(\.issues) + links(among: entries)
    if !alone {
      var facts = checks.compactMap(\.facts)
      var unreadable = checks.filter { $0.facts == nil }.map(\.folder)
      if targets != nil {
        let others = try Snapshot(of: tree, only: { targets?.contains($0.name) == false }).records
        facts += others.map(TicketFacts.init(other:))
        unreadable += others.filter { $0.failure != nil }.map(\.folder)
      }
      issues += DuplicateIDRule.issues(facts) + CycleRule.issues(facts)
      issues += DanglingReferenceRule.issues(facts, unreadable: unreadable)
    }
    if targets == nil { issues += settings.issues }
    return ValidationReport(
      targets: targets.map { $0.map { "/\(WorkingTree.folderName)/\($0)" }.sorted { $0.precedesInBytes($1) } }
        ?? ["/\(WorkingTree.folderName)"],
      ticketCount: checks.count, issues: issues.compactMap(settings.judged).sorted())
  }

  /// Where a ticket's folder should be, nothing else that could be followed may stand.
  private func links(among entries: [TreeEntry]) -> [Issue] {
    entries.filter { $0.kind == .link && !$0.name.hasPrefix(".") && $0.name != Settings.fileName }.map { entry in
      Issue(
        .ticketNotAFile, "In '/\(WorkingTree.folderName)' lies a symbolic link, which is not followed.",
        ticketPath: "/\(WorkingTree.folderName)/\(entry.name)")
    }
  }
}
