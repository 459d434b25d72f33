import TicketsCore

/// A ticket as `list` and `show` write it for scripts.
enum RecordJSON {
  /// Writes what a row of `list` has.
  static func members(of record: TicketRecord, to json: inout JSONWriter) {
    let ticket = record.ticket
    // A broken ticket still needs a name to go by.
    json.member("id", record.idText)
    json.member("title", ticket.title)
    json.member("status", ticket.status?.rawValue)
    json.member("priority", ticket.priority?.rawValue)
    json.member("owner", ticket.owner)
    json.member("holder", record.holder)
    json.member("mode", ticket.mode?.rawValue)
    json.member("labels", ticket.labels)
    json.member("created_at", ticket.createdAt)
    json.member("last_updated", record.lastLogged)
    json.member("path", record.path)
    json.member("broken", record.broken)
  }
}
