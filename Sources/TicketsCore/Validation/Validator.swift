/// Checks the tickets of a tree by every rule of the format.
package struct Validator: Sendable {
  private let settings: Settings

  package init(_ settings: Settings) {
    self.settings = settings
  }

  /// Everything that is wrong with all tickets, or with those in some folders.
  package func validate(
    _ tree: any TicketTree, only targets: Set<String>? = nil, alone: Bool = false
  ) throws(TreeFailure) -> ValidationReport {
    try check(tree, only: targets, alone: alone).report
  }

  /// Checks all tickets, or those in some folders; rules about several tickets look at the others too.
  ///
  /// Alone, the tickets are checked each by itself: that opens no other. The faulty ones are kept when repairs shall
  /// start from them.
  package func check(
    _ tree: any TicketTree, only targets: Set<String>? = nil, alone: Bool = false, keepingFaulty: Bool = false
  ) throws(TreeFailure) -> TreeCheck {
    let reader = try tree.reader()
    let entries = if let targets { try reader.entries(named: targets) } else { try reader.entries() }
    let wanted = entries.filter(\.isTicketFolder)
    var tickets = try Threads.map(count: wanted.count) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(of: wanted.count), parts: .document)
    } _: { (reader, index) throws(TreeFailure) in
      TicketCheck(reader.record(of: wanted[index]), logsFrom: reader, keepingFaulty: keepingFaulty)
    }.filter { !$0.isHollow }
    if let targets { tickets += strays(of: tickets, besides: targets, reader, keepingFaulty) }
    var others: [TicketFacts] = []
    var unreadable: [String] = []
    if let targets, !alone {
      let records = try Snapshot(of: tree, only: { !targets.contains($0.name) }).records
      others = records.map(TicketFacts.init(other:))
      unreadable = records.filter { $0.failure != nil }.map(\.folder)
    }
    return TreeCheck(
      settings: settings, targets: targets, isAlone: alone, tickets: tickets, links: links(among: entries),
      others: others, unreadableOthers: unreadable)
  }

  /// What was left of targets in folders that have their ids for names.
  private func strays(
    of tickets: [TicketCheck], besides targets: Set<String>, _ reader: any TreeReader, _ keepingFaulty: Bool
  ) -> [TicketCheck] {
    let records = RecordReader(reader: reader, parts: .document)
    return tickets.compactMap { ticket in
      guard let id = ticket.file.facts?.id?.text, id != ticket.folder, !targets.contains(id),
        records.holdsOnlyLogs(id)
      else { return nil }
      let record = records.record(of: TreeEntry(name: id, kind: .folder))
      return TicketCheck(record, logsFrom: records, keepingFaulty: keepingFaulty)
    }
  }

  /// Where a ticket's folder should be, nothing else that could be followed may stand.
  private func links(among entries: [TreeEntry]) -> [Issue] {
    entries.filter { $0.kind == .link && !$0.name.hasPrefix(".") && $0.name != Settings.fileName }.map { entry in
      Issue(
        .ticketNotAFile, "In '/\(Layout.folderName)' lies a symbolic link, which is not followed.",
        ticketPath: "/\(Layout.folderName)/\(entry.name)")
    }
  }
}
