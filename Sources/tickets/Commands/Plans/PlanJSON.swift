import TicketsCore

/// Plans and their parts as scripts read them.
enum PlanJSON {
  /// What a row of `plan list` has.
  static func members(of plan: PlanState, _ lastUpdated: Instant?, to json: inout JSONWriter) {
    let ticket = plan.node.record.ticket
    json.member("handle", ticket.handle?.text)
    json.member("id", plan.node.record.idText)
    json.member("title", ticket.title)
    json.member("status", ticket.status?.rawValue)
    json.member("derived", plan.derived?.rawValue)
    figures(of: plan.progress, to: &json)
    json.member("progress", plan.progress.share)
    json.member("owner", ticket.owner)
    for facet in Facet.allCases { json.member(facet.rawValue, facet.value(in: ticket.labels)) }
    json.member("last_updated", lastUpdated)
  }

  /// The parts of a plan.
  static func parts(_ name: String, _ parts: [PlanState.Part], to json: inout JSONWriter) {
    json.member(name) { json in
      json.array { json in
        for part in parts {
          json.object { json in
            let ticket = part.node.record.ticket
            json.member("handle", ticket.handle?.text)
            json.member("id", part.node.record.idText)
            json.member("title", ticket.title)
            json.member("status", ticket.status?.rawValue)
            json.member("derived", part.derived?.rawValue)
            figures(of: part.progress, to: &json)
            json.member("progress", part.progress.share)
            json.member("waits_for", part.waitsFor.map(\.name))
            json.member("blocked", part.blocked.map(\.record.idText))
          }
        }
      }
    }
  }

  static func figures(of progress: Progress, to json: inout JSONWriter) {
    json.member("done", progress.done)
    json.member("total", progress.total)
  }
}

extension PlanState.Part {
  /// What people call it: its number, or the end of its id.
  var name: String {
    let record = node.record
    return record.ticket.handle?.text ?? record.ticket.id?.short ?? String(record.folder.suffix(8))
  }

  /// The status that is written down, and in brackets what its parts say when that is something else.
  var statusPiece: Page.Piece {
    let status = node.record.ticket.status
    let word = status?.rawValue ?? "broken"
    guard !node.isLeaf, let derived = derived, derived != status else {
      return Page.Piece(word, status?.style ?? .red)
    }
    return Page.Piece("\(word) (\(derived.rawValue))", derived.style)
  }
}

extension Progress {
  /// `4/9`.
  var text: String { "\(done)/\(total)" }
}
