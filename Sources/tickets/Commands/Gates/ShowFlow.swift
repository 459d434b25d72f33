import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Shows where the work on a ticket stands.
struct ShowFlow: TicketsCommand {
  static let configuration = Configuration(
    "flow", abstract: "Show where the work on a ticket stands, and what its next state needs",
    discussion: """
      A flow is a list of states. A state holds while what was recorded for it counts: for this contract (the criteria, \
      the verification, the scope and the specs of the ticket) and, where it is bound, for this very change. What the \
      ticket's flow is comes from its label flow:NAME, or from 'workflow' in config.yml; without both there is none.
      """,
    examples: [
      .init("tickets flow 4f1e2d3c", "what holds, what fell open and why, what is next"),
      .init("tickets flow 4f1e2d3c --live", "whether it is delivered, asked of the remote"),
      .init("tickets flow --list", "the flows there are, and what their states need"),
    ], tool: .init(.writes, shows: "ticket"))

  @Options var ticket: OptionalTicketOptions

  @Option(placeholder: "rev", completion: Completions.revision, help: "Look at the state at this revision")
  var at: String?

  @Flag(help: "Look at each local branch")
  var branches: Bool

  @Flag(help: "Ask the remote instead of relying on the last fetch")
  var live: Bool

  @Flag(help: "List the flows and what their states need")
  var list: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if ticket.name == nil, !list { throw .missingTicket }
    if at != nil, branches {
      throw .custom("'--at' and '--branches' name two states", hint: "Give one of them")
    }
  }

  func run(in session: Session) throws(Failure) -> FlowReport {
    guard let name = ticket.name else { return FlowReport(flows: try flows(session)) }
    let ground = try session.workGround(at: at)
    session.warnOfUnheeded(ground.settings)
    let folder = try name.folder(in: ground.tree, root: try? session.root(), session: session)
    let gate = try session.gate(folder, on: ground, live: live ? try session.liveTip(ground) : nil)
    var report = FlowReport(gate: gate, needs: try gate.needs(session))
    for id in gate.children {
      guard let entry = try? TicketName(word: id.text).folder(in: ground.tree, root: nil, session: session),
        let child = try? session.gate(entry, on: ground)
      else { continue }
      report.children.append(child)
    }
    if branches { report.branches = try elsewhere(folder, gate, session) }
    return report
  }

  private func flows(_ session: Session) throws(Failure) -> [Flow] {
    guard let root = Root.holdingTickets(from: session.folder) else { return Flow.builtIn }
    return try session.settings(of: WorkingTree(root: root)).workflow.all
  }

  /// The ticket on every local branch that has it.
  private func elsewhere(
    _ folder: TreeEntry, _ gate: Gate, _ session: Session
  ) throws(Failure) -> [(name: String, gate: Gate)] {
    let names = try session.asking { () throws(GitError) in
      try gate.ground.repository.branches().filter { !$0.isRemote }.map(\.name)
    }
    var found: [(name: String, gate: Gate)] = []
    for name in names {
      let ground = try session.workGround(at: name)
      let isThere = try session.asking { () throws(GitError) in
        guard let commit = ground.revision else { return false }
        return try ground.repository.ticketFile(folder.name, prefix: ground.prefix, at: commit) != nil
      }
      if isThere { found.append((name, try session.gate(folder, on: ground))) }
    }
    return found
  }
}

extension Gate {
  /// What the next state needs; nothing that depends on who acts or on what they bring.
  func needs(_ session: Session) throws(Failure) -> [String] {
    guard let standing, let next = standing.next else { return [] }
    if standing.failedReviews > settings.maxRepairs {
      return [
        "\(standing.failedReviews) reviews failed, more than \(settings.maxRepairs): only 'status blocked' is left"
      ]
    }
    let checks = GateChecks(session: session, gate: self, actorType: nil, actorID: nil)
    var lines = ground.judged == nil ? try checks.missing(for: next) : []
    if next.checks.contains(.otherActor), let implementer = standing.implementer {
      lines.append("another actor than \(implementer), who recorded the implementation")
    }
    return lines
  }
}

extension FlowStanding.Row {
  /// Who recorded it and when, and why it does not count.
  var remark: String {
    let by = entry.map { "\($0.actorID ?? "?")  \($0.ts?.text ?? "")" } ?? ""
    return by + (why.map { by.isEmpty ? $0 : "  (\($0))" } ?? "")
  }
}

/// Where the work on a ticket stands, or the flows that there are.
struct FlowReport: Report {
  private let gate: Gate?
  private let needs: [String]
  private let flows: [Flow]
  var children: [Gate] = []
  var branches: [(name: String, gate: Gate)]?

  init(gate: Gate, needs: [String]) {
    (self.gate, self.needs) = (gate, needs)
    flows = []
  }

  init(flows: [Flow]) {
    (gate, needs) = (nil, [])
    self.flows = flows
  }

  func write(to page: inout Page) {
    guard let gate else { return writeList(to: &page) }
    let id = gate.record.ticket.id?.short ?? gate.folder.name
    guard let standing = gate.standing else {
      page.line("\(id) has no flow")
      return writeOthers(to: &page)
    }
    page.cutLine([
      Page.Piece(id, .faint), Page.Piece("  \(standing.flow.name): "),
      Page.Piece(standing.current?.name ?? "not begun", .bold), Page.Piece("  \(gate.record.ticket.title ?? "")"),
    ])
    let width = standing.rows.map { Width.of($0.state.name) }.max() ?? 0
    for row in standing.rows {
      let mark = row.counts ? Page.Piece("  ✓ ", .green) : Page.Piece(row.entry == nil ? "  · " : "  ✗ ", .faint)
      let name = Page.Piece(row.state.name)
      page.line(
        row.remark.isEmpty ? [mark, name] : [mark, name.padded(to: width + 2), Page.Piece(row.remark, .faint)])
    }
    if let next = standing.next {
      page.line(Page.Piece("next: "), Page.Piece(next.name, .bold))
      for need in needs { page.line("  needs \(need)") }
    }
    if gate.delivered.isFinal {
      page.line(Page.Piece("delivered", .green))
    } else if gate.delivered.committed {
      page.line(Page.Piece("done, not pushed", .yellow))
    }
    writeOthers(to: &page)
  }

  private func writeOthers(to page: inout Page) {
    if !children.isEmpty { page.line("children:") }
    for child in children { page.cutLine(Self.line(child.record.ticket.id?.short ?? child.folder.name, child)) }
    if branches != nil { page.line("branches:") }
    for (name, gate) in branches ?? [] { page.cutLine(Self.line(name, gate)) }
  }

  private static func line(_ name: String, _ gate: Gate) -> [Page.Piece] {
    let status = gate.record.ticket.status
    return [
      Page.Piece("  \(name)  "), Page.Piece(status?.rawValue ?? "?", status?.style ?? .red),
      Page.Piece("  \(gate.standing?.current?.name ?? "-")  \(gate.record.ticket.title ?? "")"),
    ]
  }

  private func writeList(to page: inout Page) {
    for flow in flows {
      page.line(Page.Piece(flow.name, .bold))
      let width = flow.states.map { Width.of($0.name) }.max() ?? 0
      for state in flow.states {
        page.line(
          Page.Piece("  "), Page.Piece(state.name).padded(to: width + 2),
          Page.Piece(state.words.joined(separator: ", ")))
      }
    }
    page.line()
    for check in Flow.Check.allCases {
      page.line(Page.Piece(check.rawValue).padded(to: 14), Page.Piece(check.meaning))
    }
  }

  func write(to json: inout JSONWriter) {
    guard let gate else { return writeList(to: &json) }
    let standing = gate.standing
    json.object { json in
      json.member("id", gate.record.idText)
      json.member("flow", gate.flow?.name)
      json.member("state", standing?.current?.name)
      json.member("next") { json in
        guard let next = standing?.next else { return json.value(JSON.null) }
        json.object { json in
          json.member("state", next.name)
          json.member("needs", needs)
        }
      }
      Self.states(of: standing, to: &json)
      json.member("delivered") { json in
        json.object { json in
          json.member("committed", gate.delivered.committed)
          json.member("pushed", gate.delivered.pushed)
          json.member("live", gate.delivered.live)
        }
      }
      json.member("children") { json in
        json.array { json in
          for child in children { Self.write(child, named: nil, to: &json) }
        }
      }
      if let branches {
        json.member("branches") { json in
          json.array { json in
            for (name, gate) in branches { Self.write(gate, named: name, to: &json) }
          }
        }
      }
      json.member("contract", gate.contract)
      json.member("change", standing?.change ?? gate.changeID)
    }
  }

  /// What became of each state of a flow.
  static func states(of standing: FlowStanding?, to json: inout JSONWriter) {
    json.member("states") { json in
      json.array { json in
        for row in standing?.rows ?? [] { write(row, to: &json) }
      }
    }
  }

  private static func write(_ row: FlowStanding.Row, to json: inout JSONWriter) {
    json.object { json in
      json.member("state", row.state.name)
      json.member("by", row.entry?.actorID)
      json.member("ts", row.entry?.ts)
      json.member("change", row.entry?.workflow?.change)
      json.member("counts", row.counts)
      json.member("why", row.why)
    }
  }

  private static func write(_ gate: Gate, named name: String?, to json: inout JSONWriter) {
    json.object { json in
      if let name { json.member("ref", name) }
      json.member("id", gate.record.idText)
      json.member("title", gate.record.ticket.title)
      json.member("status", gate.record.ticket.status?.rawValue)
      json.member("flow", gate.flow?.name)
      json.member("state", gate.standing?.current?.name)
      json.member("next", gate.standing?.next?.name)
    }
  }

  private func writeList(to json: inout JSONWriter) {
    json.array { json in
      for flow in flows {
        json.object { json in
          json.member("name", flow.name)
          json.member("states") { json in
            json.array { json in
              for state in flow.states {
                json.object { json in
                  json.member("name", state.name)
                  json.member("checks", state.checks.map(\.rawValue))
                  if let proof = state.proof { json.member("proof", proof.rawValue) }
                }
              }
            }
          }
        }
      }
    }
  }
}
