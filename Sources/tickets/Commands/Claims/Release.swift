import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Gives a claimed ticket back.
struct Release: TicketsCommand {
  static let configuration = Configuration(
    "release", abstract: "Give back tickets that were claimed",
    discussion: """
      Takes the claim away and changes no file: a ticket that is doing stays so. A ticket that nobody has claimed is \
      fine, and so is one that somebody else has claimed: they keep it. A person gives back whatever there is. Of several tickets each has its answer.
      """,
    examples: [
      .init("tickets release 4f1e2d3c --actor-type agent --actor-id codex --run-id r1", "somebody else may go on")
    ], tool: .init(.settles, shows: "ticket run_id"))

  @Argument("--ticket", help: "Tickets: an id, a beginning or end of one, or a path")
  var tickets: [TicketName]

  @Option(whenAlone: "", placeholder: "remote", help: "Give it back for all clones, in this remote or the branch's own")
  var push: String?

  @Options var actor: ActorOptions

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if tickets.isEmpty { throw .missingTicket }
  }

  func run(in session: Session) throws(Failure) -> OneOrMore<ReleaseReport> {
    let root = try session.root()
    let tree = WorkingTree(root: root)
    let ids = try session.ticketIDs(of: tickets, in: tree, root)
    let ground = try session.claimGround()
    let claimant = try session.claimant(actor, on: ground)
    let shared = try push.map { name throws(Failure) in
      try SharedClaims(name, in: session.repository(), session)
    }
    return try OneOrMore(ids) { id throws(Failure) in
      let there = try shared?.giveBack(id, claimant)
      guard let held = try session.asking({ () throws(GitError) in try session.claims.claim(of: id) }) else {
        return ReleaseReport(ticket: id, claim: there?.given, holder: there?.holder)
      }
      guard held.claim.mayBeTaken(by: claimant, at: session.now) else {
        return ReleaseReport(ticket: id, claim: there?.given, holder: held.claim)
      }
      let isGone = try session.asking { () throws(GitError) in try session.claims.remove(held) }
      return ReleaseReport(ticket: id, claim: isGone ? held.claim : there?.given, holder: there?.holder)
    }
  }
}

/// Which claim is gone, or that there was none.
struct ReleaseReport: Report {
  let ticket: TicketID
  let claim: Claim?
  /// Who has it now, as before.
  var holder: Claim?

  func write(to page: inout Page) {
    if let claim { page.line("\(ticket.short) is given back; \(claim.holder) had it") }
    if claim == nil, holder == nil { page.line("\(ticket.short) is not claimed") }
    guard let holder else { return }
    page.line("\(ticket.short) is not yours to give back: \(holder.holder) has it until \(holder.end.text)")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("ticket", ticket)
      json.member("released", claim)
      json.member("holder", holder)
    }
  }
}
