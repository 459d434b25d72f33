import TicketsCore

/// One ticket in full: facts, body, neighbours, newest log entries.
struct TicketPage: Report {
  let record: TicketRecord
  let relatives: Relatives
  let children: [TicketID]
  let iterationsUsed: Int
  let entries: [LogEntry]

  init(record: TicketRecord, others: [TicketRecord], shownEntries: Int) {
    self.record = record
    relatives = Relatives(of: record.ticket, among: others)
    let all = record.logs.flatMap { log in (try? log.content.get()).map { RunLog($0).entries } ?? [] }
    children = all.flatMap(\.ticketsCreated).compactMap { TicketID($0) }.withoutRepeats
    iterationsUsed = Usage.iterations(in: record.logs)
    let newestFirst = all.enumerated().sorted { ($0.element.ts, $0.offset) > ($1.element.ts, $1.offset) }
    entries = newestFirst.prefix(shownEntries).map(\.element)
  }

  func write(to page: inout Page) {
    let ticket = record.ticket
    page.line(Page.Piece(ticket.title ?? "(no title)", .bold))
    fact("id", record.idText, to: &page)
    if let broken = record.broken { page.line(Page.Piece("broken: \(broken)", .red)) }
    if let status = ticket.status { page.line(label("status"), Page.Piece(status.rawValue, status.style)) }
    fact("priority", ticket.priority?.rawValue, to: &page)
    fact("owner", ticket.owner, to: &page)
    fact("mode", ticket.mode?.rawValue, to: &page)
    fact("labels", ticket.labels.joined(separator: ", "), to: &page)
    fact("created", ticket.createdAt?.text, to: &page)
    fact("updated", record.lastLogged?.text, to: &page)
    fact("estimate", ticket.estimateHours.map { "\($0) h" }, to: &page)
    if let most = ticket.limits.maxIterations { fact("iterations", "\(iterationsUsed) of \(most) used", to: &page) }
    neighbours("blocked by", relatives.blockedBy, to: &page)
    neighbours("blocks", relatives.blocks, to: &page)
    neighbours("related", ticket.related, to: &page)
    neighbours("children", children, to: &page)
    if let document = record.document {
      page.line()
      page.block(String(decoding: Array(document.bytes[document.bodyStart...]), as: UTF8.self).trimmed)
    }
    for entry in entries { write(entry, to: &page) }
  }

  private func label(_ name: String) -> Page.Piece {
    Page.Piece(name + String(repeating: " ", count: max(12 - name.utf8.count, 1)), .faint)
  }

  private func fact(_ name: String, _ value: String?, to page: inout Page) {
    if let value, !value.isEmpty { page.line(label(name), Page.Piece(value)) }
  }

  private func neighbours(_ name: String, _ ids: [TicketID], to page: inout Page) {
    for (index, id) in ids.enumerated() {
      let other = relatives.record(of: id)?.ticket
      let state = other.map { "\($0.status?.rawValue ?? "?")  \($0.title ?? "")" } ?? "(not here)"
      page.line(label(index == 0 ? name : ""), Page.Piece("\(id.short)  \(state)"))
    }
  }

  private func write(_ entry: LogEntry, to page: inout Page) {
    page.line()
    let actor = "\(entry.actorType?.rawValue ?? "?") \(entry.actorID ?? "?")"
    page.line(Page.Piece(entry.ts?.text ?? "?", .cyan), Page.Piece("  \(actor)", .faint))
    page.block(entry.summary ?? "", indent: 2)
    for (name, texts) in [
      ("decided", entry.decisions), ("next", entry.nextSteps), ("blocked by", entry.blockers),
      ("commits", entry.changes.commits),
    ] {
      for text in texts { page.line(Page.Piece("  \(name): ", .faint), Page.Piece(text)) }
    }
    if let results = entry.verification.results {
      page.line(Page.Piece("  verified: ", .faint), Page.Piece(results))
    }
  }

  func write(to json: inout JSONWriter) {
    let ticket = record.ticket
    json.object { json in
      RecordJSON.members(of: record, to: &json)
      json.member("description", record.document?.body.description)
      json.member("criteria") { json in
        json.array { json in
          for criterion in record.document?.body.criteria ?? [] {
            json.object { json in
              json.member("text", criterion.text)
              json.member("checked", criterion.checked)
            }
          }
        }
      }
      json.member("dependencies", ticket.dependencies)
      json.member("blocks", ticket.blocks)
      json.member("related", ticket.related)
      json.member("blocked_by", relatives.blockedBy)
      json.member("children", children)
      json.member("limits") { json in
        json.object { json in
          for limit in ticket.limits.values { json.member(limit.name, limit.value) }
          json.member("iterations_used", iterationsUsed)
        }
      }
      json.member("verification_commands", ticket.verificationCommands)
      json.member("estimate_hours", ticket.estimateHours)
      json.member("logs", entries)
    }
  }
}

private func > (left: (Instant?, Int), right: (Instant?, Int)) -> Bool {
  let (first, second) = (left.0?.milliseconds ?? .min, right.0?.milliseconds ?? .min)
  return first == second ? left.1 > right.1 : first > second
}
