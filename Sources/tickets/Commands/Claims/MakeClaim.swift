import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Claims a ticket for a while.
struct MakeClaim: TicketsCommand {
  static let configuration = Configuration(
    "claim", abstract: "Claim tickets for a while, so that nobody else takes them",
    discussion: """
      A claim is a ref in this repository, refs/tickets/claims/<id>, which all its work trees see at once; no file, \
      branch or index changes, and nothing is pushed unless --push asks for it. Of many who claim a ticket at the same time one gets it. It ends by \
      itself, and claiming again renews it.

      It belongs to the actor and the run, or without a run to the actor in this work tree. An agent is refused what \
      somebody else has claimed; a person never is. Of several tickets those that are free are claimed, and the others \
      named; the exit code is 1 then.
      """,
    examples: [
      .init("tickets claim 4f1e2d3c --actor-type agent --actor-id codex --run-id r1", "take it for 30 minutes"),
      .init("tickets claim 4f1e2d3c 8a6b5c4d --for 2h", "two of them, as a person, whoever had them"),
    ], tool: .init(.writes, core: true, shows: "ticket for run_id", beginsRun: .always))

  @Argument("--ticket", help: "Tickets: an id, a beginning or end of one, or a path")
  var tickets: [TicketName]

  @Option("--for", placeholder: "time", help: "How long it holds: 90s, 30m, 2h (default: 30m; at most 24h)")
  var lease: LeaseTime?

  @Option(
    whenAlone: "", placeholder: "remote",
    help: "Claim it for all clones, in this remote or the branch's own; it decides who gets it")
  var push: String?

  @Options var actor: ActorOptions

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if tickets.isEmpty { throw .missingTicket }
  }

  func run(in session: Session) throws(Failure) -> OneOrMore<ClaimReport> {
    let root = try session.root()
    let tree = WorkingTree(root: root)
    let records = try session.ticketRecords(of: tickets, in: tree, root)
    let ids = try session.ids(of: records)
    let ground = try session.claimGround()
    let claimant = try session.claimant(actor, on: ground)
    let lease = try session.lease(lease, tree)
    let shared = try push.map { name throws(Failure) in
      try SharedClaims(name, in: session.repository(), session)
    }
    let made = try OneOrMore(ids) { id throws(Failure) in
      let claim = session.claim(on: id, by: claimant, for: lease, on: ground)
      if let shared {
        let (held, before) = try shared.take(claim)
        return ClaimReport(held: held, before: before)
      }
      switch try session.asking({ () throws(GitError) in try session.claims.take(claim) }) {
      case .lost(let other): throw .claimed(other.claim)
      case .won(let held, let before):
        return ClaimReport(held: held, before: before?.claim.isLive(at: session.now) == true ? before?.claim : nil)
      }
    }
    for record in records {
      for doubt in session.doubts(about: record, byAgent: claimant.actorType == .agent) {
        session.console.warn("\(record.ticket.id?.short ?? record.folder) \(doubt)")
      }
    }
    return made
  }
}

/// What became of one ticket or of several: of several each has its row, and what one is refused keeps no other from it.
struct OneOrMore<Row: Report>: Report {
  private let rows: [(ticket: TicketID, result: Result<Row, Failure>)]

  init(_ tickets: [TicketID], _ work: (TicketID) throws(Failure) -> Row) throws(Failure) {
    if tickets.count == 1 {
      rows = [(tickets[0], .success(try work(tickets[0])))]
    } else {
      rows = tickets.map { ticket in (ticket, Result { () throws(Failure) in try work(ticket) }) }
    }
  }

  var exitCode: ExitCode {
    rows.map { row in
      switch row.result {
      case .success(let report): report.exitCode
      case .failure(let failure): failure.exitCode
      }
    }.max { $0.rawValue < $1.rawValue } ?? .done
  }

  func write(to page: inout Page) {
    for (ticket, result) in rows {
      switch result {
      case .success(let report): report.write(to: &page)
      case .failure(let failure):
        page.line(Page.Piece("\(ticket.short) refused: ", .red), Page.Piece(failure.message))
      }
    }
  }

  func write(to json: inout JSONWriter) {
    if rows.count == 1, case .success(let report) = rows[0].result { return report.write(to: &json) }
    json.array { json in
      for (ticket, result) in rows {
        switch result {
        case .success(let report): report.write(to: &json)
        case .failure(let failure):
          json.object { json in
            json.member("ticket", ticket)
            json.member("refused") { json in
              json.object { json in
                json.member("code", failure.code.rawValue)
                json.member("message", failure.message)
              }
            }
          }
        }
      }
    }
  }
}

extension Session {
  /// The ids of tickets that were named, each once.
  func ticketIDs(of names: [TicketName], in tree: WorkingTree, _ root: String) throws(Failure) -> [TicketID] {
    try ids(of: ticketRecords(of: names, in: tree, root))
  }

  /// What the front matter of named tickets says, each once.
  func ticketRecords(of names: [TicketName], in tree: WorkingTree, _ root: String) throws(Failure) -> [TicketRecord] {
    var folders: [TreeEntry] = []
    for name in names {
      let folder = try name.folder(in: tree, root: root, session: self)
      if !folders.contains(where: { $0.name == folder.name }) { folders.append(folder) }
    }
    return try reading(tree) { () throws(TreeFailure) in
      let reader = RecordReader(reader: try tree.reader(), parts: [])
      return folders.map(reader.record)
    }
  }

  func ids(of records: [TicketRecord]) throws(Failure) -> [TicketID] {
    var ids: [TicketID] = []
    for record in records { ids.append(try id(of: record)) }
    return ids.withoutRepeats
  }

  /// The id of the ticket in a folder, which claims go by.
  func ticketID(of folder: TreeEntry, in tree: WorkingTree) throws(Failure) -> TicketID {
    let record = try reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: []).record(of: folder)
    }
    return try id(of: record)
  }

  private func id(of record: TicketRecord) throws(Failure) -> TicketID {
    if let id = record.ticket.id ?? TicketID(record.folder) { return id }
    throw Failure(
      .broken, "\(record.path) has no id that can be read, and claims go by it", hint: "'tickets validate' says where")
  }
}

/// A claim that was made, and whose it was before.
struct ClaimReport: Report {
  let held: ClaimStore.Held
  let before: Claim?

  func write(to page: inout Page) {
    let claim = held.claim
    let name = claim.ticket.short
    guard let before else { return page.line("\(name) is claimed until \(claim.end.text)") }
    if before.claimant.isSame(as: claim.claimant) { return page.line("\(name) stays claimed until \(claim.end.text)") }
    page.line("\(name) is claimed until \(claim.end.text); \(before.holder) had it until \(before.end.text)")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("claim", held.id.hex)
      held.claim.members(to: &json)
      json.member("replaced", before)
    }
  }
}
