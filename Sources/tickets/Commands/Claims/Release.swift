import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Gives a claimed ticket back.
struct Release: TicketsCommand {
  static let configuration = Configuration(
    "release", abstract: "Give back a ticket that was claimed",
    discussion: """
      Takes the claim away and changes no file: a ticket that is doing stays so. A ticket that nobody has claimed is \
      fine. An agent gives back only what is its own; a person whatever there is.
      """,
    examples: [
      .init("tickets release 4f1e2d3c --actor-type agent --actor-id codex --run-id r1", "somebody else may go on")
    ], tool: .init(.settles, shows: "ticket run_id"))

  @Options var ticket: TicketOptions

  @Option(whenAlone: "", placeholder: "remote", help: "Give it back for all clones, in this remote or the branch's own")
  var push: String?

  @Options var actor: ActorOptions

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> ReleaseReport {
    let root = try session.root()
    let tree = WorkingTree(root: root)
    let folder = try ticket.name.folder(in: tree, root: root, session: session)
    let repository = try session.repository()
    let id = try session.ticketID(of: folder, in: tree)
    let claimant = try session.claimant(actor, in: repository)
    let store = session.claims(in: repository)
    let there = try push.map { name throws(Failure) in
      try SharedClaims(name, in: repository, session).giveBack(id, claimant)
    }
    guard let held = try session.asking({ () throws(GitError) in try store.claim(of: id) }) else {
      return ReleaseReport(ticket: id, claim: there.flatMap { $0 })
    }
    guard held.claim.mayBeTaken(by: claimant, at: session.now) else {
      throw .claimed(held.claim, hint: Failure.onlyTheirs)
    }
    let isGone = try session.asking { () throws(GitError) in try store.remove(held) }
    return ReleaseReport(ticket: id, claim: isGone ? held.claim : there.flatMap { $0 })
  }
}

/// Which claim is gone, or that there was none.
struct ReleaseReport: Report {
  let ticket: TicketID
  let claim: Claim?

  func write(to page: inout Page) {
    guard let claim else { return page.line("\(ticket.short) is not claimed") }
    page.line("\(ticket.short) is given back; \(claim.holder) had it")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("ticket", ticket)
      json.member("released", claim)
    }
  }
}
