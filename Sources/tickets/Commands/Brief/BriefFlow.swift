import TicketsCore
import TicketsGit

/// Where the work on a ticket stands in its flow, and what its next state needs.
struct FlowState {
  private let flow: String
  private let current: String?
  private let next: Flow.State?
  private let needs: [String]

  /// Nothing where the ticket has no flow, and nothing is asked of git then.
  init?(of record: TicketRecord, _ folder: TreeEntry, at place: BriefPlace) {
    guard place.repository != nil, record.ticket.status?.isOpen != false,
      place.settings.workflow.flow(for: record.ticket.labels) != nil,
      let ground = try? place.session.workGround(), let gate = try? place.session.gate(folder, on: ground),
      let standing = gate.standing
    else { return nil }
    flow = standing.flow.name
    (current, next) = (standing.current?.name, standing.next)
    needs = (try? gate.needs(place.session)) ?? []
  }

  var lines: [String] {
    let way = next.map { "; next is `\($0.name)`" } ?? "; every state of it holds"
    return ["- `\(flow)`: \(current.map { "`\($0)`" } ?? "not begun")\(way)"]
      + needs.map { "- `\(next?.name ?? "")` needs \(Briefing.line($0))" }
  }

  /// What carries the work on; nothing where its status is all that is left.
  func command(_ ticket: String, _ run: String) -> String? {
    guard let next else { return nil }
    return next.proof == nil
      ? "- `\(next.name)` is reached: `tickets advance \(ticket) \(next.name)\(run)`"
      : "- it is complete: `tickets deliver \(ticket)`"
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", flow)
      json.member("state", current)
      json.member("next", next?.name)
      json.member("needs", needs)
    }
  }
}

extension TicketSurvey.BaseMove {
  /// What changed there, in words.
  var changes: [String] {
    guard let new = after.document else { return ["it cannot be read there"] }
    guard let before else { return ["new there: \(after.ticket.status?.rawValue ?? "?")"] }
    var changes = before.document.map { old in DiffDetail.between(old, new).map { "\($0.name): \($0.text)" } } ?? []
    let known = TicketPage.newestFirst(before.logs).count
    let entries = TicketPage.newestFirst(after.logs)
    if entries.count > known, let newest = entries.first?.entry {
      let who = newest.actorID.map { " by \($0)" } ?? ""
      let count = entries.count - known
      changes.append("\(count) log \(count == 1 ? "entry" : "entries"), the newest\(who): \(newest.summary ?? "")")
    }
    return changes.isEmpty ? ["only its form"] : changes.map(Briefing.line)
  }

  var lines: [String] { changes.map { "- \($0)" } }
}
