extension TreeDiff {
  /// Log lines that only the old side has, of two that have parted.
  package var logLinesMissing: Int { tickets.reduce(0) { $0 + $1.logLinesMissing } }

  package var isReordered: Bool { tickets.contains { $0.logs.contains { $0.changes.isReordered } } }

  /// The same difference of two sides that come from one base: what only the old side has added since is missing in the
  /// new one, and not lost.
  package func parted(from base: any TicketTree, to new: any TicketTree) throws(TreeFailure) -> TreeDiff {
    let (end, reader) = (try AuditEnd(base), try new.reader())
    var parted: [TicketDiff] = []
    for var ticket in tickets {
      for index in ticket.logs.indices {
        let log = ticket.logs[index]
        guard log.changes.linesLost > 0 || log.changes.isReordered else { continue }
        let name = LogAudit.LogName(
          ticket: (ticket.old ?? ticket.new)?.idText ?? "", file: log.oldPath.splitAtLastSlash.name)
        let before = try end.log(name, lastAt: log.oldPath.belowTickets)?.bytes ?? []
        ticket.logs[index].changes.part(from: before) { (try? reader.read(log.newPath.belowTickets)) ?? [] }
      }
      parted.append(ticket)
    }
    return TreeDiff(tickets: parted)
  }
}
