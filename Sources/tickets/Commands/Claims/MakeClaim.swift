import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Claims a ticket for a while.
struct MakeClaim: TicketsCommand {
  static let configuration = Configuration(
    "claim", abstract: "Claim a ticket for a while, so that nobody else takes it",
    discussion: """
      A claim is a ref in this repository, refs/tickets/claims/<id>, which all its work trees see at once; no file, \
      branch or index changes, and nothing is pushed unless --push asks for it. Of many who claim a ticket at the same time one gets it. It ends by \
      itself, and claiming again renews it.

      It belongs to the actor and the run, or without a run to the actor in this work tree. An agent is refused what \
      somebody else has claimed; a person never is.
      """,
    examples: [
      .init("tickets claim 4f1e2d3c --actor-type agent --actor-id codex --run-id r1", "take it for 30 minutes"),
      .init("tickets claim 4f1e2d3c --for 2h", "as a person, whoever had it"),
    ], tool: .init(.writes, core: true, shows: "ticket for run_id", beginsRun: .always))

  @Options var ticket: TicketOptions

  @Option("--for", placeholder: "time", help: "How long it holds: 90s, 30m, 2h (default: 30m; at most 24h)")
  var lease: LeaseTime?

  @Option(
    whenAlone: "", placeholder: "remote",
    help: "Claim it for all clones, in this remote or the branch's own; it decides who gets it")
  var push: String?

  @Options var actor: ActorOptions

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> ClaimReport {
    let root = try session.root()
    let tree = WorkingTree(root: root)
    let folder = try ticket.name.folder(in: tree, root: root, session: session)
    let repository = try session.repository()
    let id = try session.ticketID(of: folder, in: tree)
    let length = if let lease { lease.lease } else { try session.settings(of: tree).claimLease }
    let claim = try session.claim(on: id, by: try session.claimant(actor, in: repository), for: length, in: repository)
    if let push {
      let (held, before) = try SharedClaims(push, in: repository, session).take(claim)
      return ClaimReport(held: held, before: before)
    }
    let store = session.claims(in: repository)
    switch try session.asking({ () throws(GitError) in try store.take(claim) }) {
    case .lost(let other): throw .claimed(other.claim)
    case .won(let held, let before):
      let replaced = before?.claim.isLive(at: session.now) == true ? before?.claim : nil
      return ClaimReport(held: held, before: replaced)
    }
  }
}

extension Session {
  /// The id of the ticket in a folder, which claims go by.
  func ticketID(of folder: TreeEntry, in tree: WorkingTree) throws(Failure) -> TicketID {
    let record = try reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: []).record(of: folder)
    }
    if let id = record.ticket.id ?? TicketID(record.folder) { return id }
    throw Failure(
      "BROKEN", "\(record.path) has no id that can be read, and claims go by it", hint: "'tickets validate' says where")
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
