import TicketsCore
import TicketsGit

/// What an agent needs to know to work on one ticket.
struct TicketBrief: BriefContent {
  private let page: TicketPage
  private let place: BriefPlace
  private let name: String
  private let elsewhere: TicketSurvey?
  private let flow: FlowState?
  private let decisions: [(dependency: Graph.Node, decisions: [String])]
  private let newCommits: [CapturedCommit]
  private let parent: Graph.Node?
  private let siblings: [Graph.Node]

  init(of ticket: TicketName, at place: BriefPlace) throws(Failure) {
    self.place = place
    let session = place.session
    let folder = try ticket.folder(in: place.tree, root: place.root, session: session)
    let page = try session.page(of: folder, in: place.tree, at: nil, shownEntries: Self.mostEntries)
    self.page = page
    name = page.record.ticket.id?.short ?? page.record.folder
    elsewhere = place.elsewhere(page.record.folder)
    flow = FlowState(of: page.record, folder, at: place)
    let recorded = RecordedCommits(logs: page.record.logs)
    newCommits = place.commits.filter { !recorded.contains($0.id.hex, patchID: $0.patchID?.hex) }
    let logs = Self.logs(in: place)
    decisions = page.record.ticket.dependencies.compactMap { id in
      guard let node = page.graph.node(of: id).map({ page.graph.nodes[$0] }), node.record?.ticket.status == .done,
        let record = node.record,
        let newest = TicketPage.newestFirst(logs(record)).first(where: { !$0.entry.decisions.isEmpty })
      else { return nil }
      return (node, newest.entry.decisions)
    }
    parent = page.parent
    siblings = try session.reading(place.tree) { () throws(TreeFailure) in
      guard let parent = page.parent?.record else { return [] }
      return try Family(page.graph.nodes.compactMap(\.record), in: place.tree).children(of: parent)
        .filter { $0 != page.record.ticket.id }
        .compactMap { page.graph.node(of: $0) }.map { page.graph.nodes[$0] }
    }
  }

  /// Reads the logs of a neighbour.
  private static func logs(in place: BriefPlace) -> (TicketRecord) -> [LogFile] {
    { record in
      guard let reader = try? place.tree.reader() else { return [] }
      return RecordReader(reader: reader, parts: .logs).record(of: TreeEntry(name: record.folder, kind: .folder)).logs
    }
  }

  private static let mostEntries = 10

  /// The run that goes on: the environment's, or that of the claim in this work tree.
  private var run: String? {
    if let run = place.run { return run }
    guard let claim = page.claim?.claim, claim.claimant.workTree == nil || claim.claimant.workTree == place.root
    else { return nil }
    return claim.claimant.runID
  }

  /// What was last logged of work.
  private var lastWork: LogEntry? { page.entries.first { $0.entry.isWork }?.entry }

  private var newest: ArraySlice<TicketPage.Entry> { page.entries.prefix(Self.mostEntries) }

  var briefing: Briefing {
    var briefing = Briefing()
    briefing.add(head)
    let criteria = (page.record.document?.body.criteria ?? []).map {
      "- [\($0.checked ? "x" : " ")] \(Briefing.line($0.text))"
    }
    let show = "tickets show \(name)"
    briefing.add(.init("Acceptance criteria", rank: 1, rest: show, criteria))
    briefing.add(.init("Verification", rank: 3, rest: show, verification))
    briefing.add(.init("Commands for this run", rank: 0, rest: "tickets --help", commands))
    briefing.add(.init("In the way", rank: 2, rest: "\(show) --logs all", blockers))
    briefing.add(
      .init("Description (quoted from ticket.md)", rank: 5, rest: show, description))
    briefing.add(.init("Scope", rank: 2, rest: show, scope))
    briefing.add(.init("Flow", rank: 2, rest: "tickets flow \(name)", flow?.lines ?? []))
    briefing.add(
      .init("Decided by finished dependencies", rank: 6, rest: "\(show) --logs all", decisions.flatMap { lines($0) }))
    briefing.add(.init("Newest entries (quoted from the logs)", rank: 7, rest: "\(show) --logs all", entries))
    if let move = elsewhere?.baseMove {
      briefing.add(
        .init("On `\(move.branch)` since this branch left it", rank: 3, rest: "tickets branches", move.lines))
    }
    briefing.add(.init("On other branches", rank: 4, rest: "tickets branches", otherPlaces))
    briefing.add(
      .init(
        "Commits here that no entry names", rank: 8, rest: "tickets log \(name) --changes",
        newCommits.reversed().map {
          "- \($0.id.hex.prefix(10))" + ($0.files.first.map { " \(Briefing.line($0))" } ?? "")
            + ($0.files.count > 1 ? " and \($0.files.count - 1) more" : "")
        }))
    briefing.add(.init("Around it", rank: 9, rest: show, neighbours))
    return briefing
  }

  private var head: Briefing.Section {
    let ticket = page.record.ticket
    var lines = ["# \(Briefing.line(ticket.title ?? "(no title)"))", ""]
    if let broken = page.record.broken { lines.append("This ticket is broken: \(Briefing.line(broken))") }
    var facts = ["Ticket \(page.record.idText): \(ticket.status?.rawValue ?? "?")"]
    if let priority = ticket.priority { facts.append("priority \(priority.rawValue)") }
    if ticket.mode == .humanOnly { facts.append("human_only: not for agents") }
    lines.append("\(facts.joined(separator: ", ")); \(place.sentence).")
    if let claim = page.claim?.claim {
      lines.append("Claimed by \(Briefing.line(claim.holder)) until \(claim.end.text).")
    } else if let holder = page.record.holder {
      lines.append("\(ticket.owner == nil ? "Taken up by" : "Owner:") \(Briefing.line(holder)).")
    }
    for obstacle in page.obstacles {
      let (name, state, title) = TicketLine.texts(page.graph.nodes[obstacle.node])
      lines.append("Waits for \(name) (\(state)): \(Briefing.line(title))")
    }
    if let meeting {
      lines.append("Other work is in the same files: \(Briefing.line(meeting)) (`tickets overlap \(name)`)")
    }
    if let limits { lines.append(limits) }
    if elsewhere?.isUnsaved == true {
      lines.append("Not committed yet: what stands under `.tickets/` for it here; it goes into the next commit.")
    }
    if ticket.status?.isOpen != false, let next = lastWork?.nextSteps.first {
      lines.append("Next: \(Briefing.line(next))")
    }
    lines.append("All of it: `tickets show \(name) --logs all`")
    return Briefing.Section(rank: 0, rest: "tickets show \(name)", lines)
  }

  /// Whom the ticket meets in files.
  private var meeting: String? {
    guard let repository = place.repository, page.record.ticket.status?.isOpen == true else { return nil }
    return place.session.collisions(
      of: [page.record], among: page.graph.nodes.compactMap(\.record), settings: place.settings, in: repository)[
        page.record.idText]
  }

  private var limits: String? {
    let allowance = page.allowance
    var parts: [String] = []
    if let most = allowance.maxIterations, let left = allowance.iterationsLeft {
      parts.append("\(allowance.iterationsUsed) of \(most) iterations used, \(left) left")
    }
    for limit in allowance.limits where limit.name != AgentLimits.iterations {
      if let value = limit.value { parts.append("\(limit.name) \(value)") }
    }
    return parts.isEmpty ? nil : "Limits: \(parts.joined(separator: "; "))"
  }

  private var description: [String] {
    let text = page.record.document?.body.description ?? ""
    return text.isEmpty ? [] : Briefing.quotation(text)
  }

  private var verification: [String] {
    let commands = page.record.ticket.verificationCommands
    let wanted = commands.isEmpty ? place.settings.verificationCommands : commands
    return wanted.map { "- `\(Briefing.line($0))`" }
  }

  private var scope: [String] {
    let scope = page.record.ticket.scope
    var lines: [String] = []
    if !scope.allow.isEmpty { lines.append("- may touch: \(scope.allow.map(Briefing.line).joined(separator: ", "))") }
    if !scope.deny.isEmpty { lines.append("- not touch: \(scope.deny.map(Briefing.line).joined(separator: ", "))") }
    return lines
  }

  /// What stood in the way when work last stopped.
  private var blockers: [String] {
    (lastWork?.blockers ?? []).map { "- \(Briefing.line($0))" }
  }

  private func lines(_ decided: (dependency: Graph.Node, decisions: [String])) -> [String] {
    let (name, _, title) = TicketLine.texts(decided.dependency)
    return ["- \(name) \(Briefing.line(title))"] + decided.decisions.map { "  - \(Briefing.line($0))" }
  }

  private var entries: [String] {
    let older = page.entries.count - newest.count
    return shownEntries + (older > 0 ? ["- … \(older) more: `tickets show \(name) --logs all`"] : [])
  }

  private var shownEntries: [String] {
    newest.flatMap { shown -> [String] in
      let entry = shown.entry
      let who = "\(entry.actorType?.rawValue ?? "?") \(Briefing.line(entry.actorID ?? "?"))"
      var lines = ["- \(entry.ts?.text ?? "?") \(who), run \(Briefing.line(shown.run))"]
      lines += Briefing.quotation(entry.summary ?? "").map { "  \($0)" }
      for (name, texts) in [
        ("next", entry.nextSteps), ("in the way", entry.blockers), ("decided", entry.decisions),
        ("verified", entry.verification.results.map { [$0] } ?? []),
      ] {
        lines += texts.map { "  > \(name): \(Briefing.line($0))" }
      }
      return lines
    }
  }

  private var otherPlaces: [String] {
    if elsewhere?.isTooLarge == true { return ["- too many to look at here"] }
    return (elsewhere?.states ?? []).map { state in
      guard let record = state.record else { return "- `\(state.place)`: its folder is gone" }
      let who = record.holder.map { " (\(Briefing.line($0)))" } ?? ""
      let when = record.lastUpdated.map { ", \($0.text)" } ?? ""
      return "- `\(state.place)`: \(record.ticket.status?.rawValue ?? "?")\(who)\(when)"
    }
  }

  private var neighbours: [String] {
    func line(_ word: String, _ node: Graph.Node) -> String {
      let (name, state, title) = TicketLine.texts(node)
      return "- \(word) \(name) (\(state)): \(Briefing.line(title))"
    }
    return (parent.map { [line("part of", $0)] } ?? []) + siblings.map { line("beside", $0) }
      + page.children.compactMap { id in page.graph.node(of: id).map { line("has", page.graph.nodes[$0]) } }
  }

  /// The commands that fit how the ticket stands.
  private var commands: [String] {
    let run = run.map { " --run-id \($0)" } ?? ""
    guard page.record.ticket.status?.isOpen != false else {
      return [
        "- it is closed, and only a person may reopen it; what is left is a ticket of its own: `tickets new --title \"…\" --related \(name)`"
      ]
    }
    let check = (page.record.document?.body.criteria ?? []).firstIndex { !$0.checked }.map { "\($0 + 1)" } ?? "1"
    let begin = page.record.ticket.status == .doing ? [] : ["- begin: `tickets status \(name) doing --log\(run)`"]
    let base = place.baseBranch ?? "main"
    return begin + [
      "- after each iteration, when its commits (`Ticket: \(name)` in the message) are made: `tickets log \(name)\(run) --summary \"…\" --verification-results \"…\" --next-steps \"…\" --changes`",
      "- a criterion holds: `tickets edit \(name) --check \(check)`",
      "- a part of it: `tickets new --title \"…\" --parent \(name)`",
      flow?.command(name, run) ?? "- it is complete: `tickets status \(name) done --log\(run)`",
      "- it is stuck: `tickets status \(name) blocked --summary \"why\"\(run)`",
      "- before a merge: `tickets validate && tickets audit && tickets merge-check \(base) HEAD`",
    ]
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("branch", place.branch)
      json.member("worktree", place.root)
      json.member("run_id", run)
      json.member("ticket") { json in page.write(to: &json) }
      json.member(
        "verification",
        page.record.ticket.verificationCommands.isEmpty
          ? place.settings.verificationCommands : page.record.ticket.verificationCommands)
      json.member("decisions") { json in
        json.array { json in
          for decided in decisions {
            json.object { json in
              json.member("id", decided.dependency.name)
              json.member("decisions", decided.decisions)
            }
          }
        }
      }
      json.member("elsewhere") { json in
        json.array { json in
          for state in elsewhere?.states ?? [] {
            json.object { json in
              json.member("ref", state.place)
              json.member("status", state.record?.ticket.status?.rawValue)
              json.member("holder", state.record?.holder)
              json.member("last_updated", state.record?.lastUpdated)
            }
          }
        }
      }
      json.member("base") { json in
        guard let move = elsewhere?.baseMove else { return json.value(JSON.null) }
        json.object { json in
          json.member("branch", move.branch)
          json.member("changes", move.changes)
        }
      }
      json.member("flow") { json in
        guard let flow else { return json.value(JSON.null) }
        flow.write(to: &json)
      }
      json.member("uncommitted", elsewhere?.isUnsaved ?? false)
      json.member("unrecorded_commits", newCommits.map(\.id.hex))
      json.member("parent", parent?.name)
      json.member("siblings", siblings.map(\.name))
      json.member("commands", commands.map { String($0.dropFirst(2)) })
    }
  }
}
