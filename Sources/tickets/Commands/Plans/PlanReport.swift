import TicketsCore

/// How far a plan is, here and perhaps elsewhere.
struct PlanReport: Report {
  let state: PlanState
  /// Its tickets in full, by their folders.
  let details: [String: TicketRecord]
  /// How it stands in many places, when that is wanted.
  var places: [PlanPlace]?

  init(state: PlanState, details: [String: TicketRecord]) {
    (self.state, self.details) = (state, details)
  }

  var exitCode: ExitCode { state.node.all.contains(where: \.isOutOfReach) ? .failed : .done }

  /// What is still to be filled in, by ticket, and where.
  private var placeholders: [(record: TicketRecord, open: [(placeholder: Placeholder, place: Place)])] {
    state.node.all.filter { $0.ticket.status?.isOpen ?? true }.compactMap { record in
      guard let document = details[record.folder]?.document else { return nil }
      let open = Placeholder.all(in: document.bytes, from: document.bodyStart)
      return open.isEmpty ? nil : (record, open.map { ($0, document.place(of: $0.offset)) })
    }
  }

  /// The newest log entry of all its tickets.
  private var newest: (record: TicketRecord, entry: LogEntry)? {
    let newest = state.node.all.compactMap { details[$0.folder] }.filter { $0.lastLogged != nil }
      .max { ($0.lastLogged?.milliseconds ?? 0) < ($1.lastLogged?.milliseconds ?? 0) }
    guard let newest else { return nil }
    let entries = newest.logs.flatMap { log in (try? log.content.get()).map { RunLog($0).entries } ?? [] }
    return entries.last { $0.ts == newest.lastLogged }.map { (newest, $0) }
  }

  func write(to page: inout Page) {
    let text = PlanText(state, places)
    let last = state.lastUpdated(details).map { "   last \($0.minute)" } ?? ""
    text.write(last: last, to: &page)
    page.line()
    let path = PlanPath(of: state.node)
    if path.ids.count > 1 {
      let hours = path.hours > 0 ? ", \(Hours.text(path.hours))" : ""
      page.wrap(
        Page.Piece("longest chain  ", .faint), path.ids.map(\.short).joined(separator: " -> ") + hours)
    }
    if let (record, entry) = newest {
      let actor = "\(entry.actorType?.rawValue ?? "?") \(entry.actorID ?? "?")"
      page.wrap(
        Page.Piece("newest entry   ", .faint),
        "\(record.ticket.id?.short ?? record.folder)  \(entry.ts?.minute ?? "?")  \(actor): \(entry.summary ?? "")")
    }
    for (index, (record, open)) in placeholders.enumerated() {
      let places = open.map { "\($0.place.line):\($0.place.column)" }.joined(separator: ", ")
      page.wrap(
        Page.Piece(index == 0 ? "not filled in  " : "               ", .faint),
        "\(record.ticket.id?.short ?? record.folder)  at \(places)")
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      PlanJSON.members(of: state, state.lastUpdated(details), to: &json)
      PlanJSON.parts("milestones", state.shownMilestones, to: &json)
      PlanJSON.parts("others", state.others, to: &json)
      let path = PlanPath(of: state.node)
      json.member("critical_path") { json in
        json.object { json in
          json.member("ids", path.ids.map(\.text))
          json.member("hours", path.hours)
        }
      }
      json.member("newest") { json in
        guard let (record, entry) = newest else { return json.value(JSON.null) }
        json.object { json in
          json.member("id", record.idText)
          json.member("entry", entry)
        }
      }
      json.member("placeholders") { json in
        json.array { json in
          for (record, open) in placeholders {
            for (placeholder, place) in open {
              json.object { json in
                json.member("id", record.idText)
                json.member("line", place.line)
                json.member("column", place.column)
                json.member("text", placeholder.text)
              }
            }
          }
        }
      }
      PlanPlaces.write(places, to: &json)
    }
  }
}
