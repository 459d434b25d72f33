import TicketsCore

/// The parts of a ticket that are open; looked for only where the ticket would be closed before them.
struct OpenParts {
  private let records: [TicketRecord]

  init(
    of record: TicketRecord, before next: Status, in tree: any TicketTree, _ session: Session
  ) throws(Failure) {
    guard !next.isOpen, record.ticket.status?.isOpen ?? true else {
      records = []
      return
    }
    records = try session.reading(tree) { () throws(TreeFailure) in
      let family = try Family(try Snapshot(of: tree).records, in: tree)
      return family.children(of: record).compactMap(family.record)
        .filter { $0.ticket.status?.isOpen ?? true }
    }
  }

  /// Which they are, when there are any.
  var sentence: String? {
    guard !records.isEmpty else { return nil }
    let names = records.prefix(5).map { "\($0.ticket.id?.short ?? $0.folder) \($0.ticket.title ?? "")" }
    let more = records.count > names.count ? " and \(records.count - names.count) more" : ""
    let verb = records.count == 1 ? "is" : "are"
    return "\(records.count.counting("part")) of it \(verb) still open: \(names.joined(separator: ", "))\(more)"
  }
}

extension Failure {
  /// A ticket would be done before its parts are.
  init(_ parts: OpenParts, hint: String? = nil) {
    self.init(
      .openParts, parts.sentence ?? "",
      hint: hint ?? "Finish or cancel them first; a person may with 'tickets status … done --force --summary WHY'",
      exitCode: .found)
  }
}
