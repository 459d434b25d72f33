import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// Where claims are kept; only git can hold them.
  func claims(in repository: Repository) -> ClaimStore { ClaimStore(in: repository, folder: folder) }

  /// Who acts, in this work tree.
  func claimant(_ options: ActorOptions, in repository: Repository) throws(Failure) -> Claimant {
    let actor = try actor(options)
    let top = try asking { () throws(GitError) in try repository.workFolder() }
    return Claimant(actorType: actor.type, actorID: actor.id, runID: options.runID, workTree: top)
  }

  /// A claim that begins now.
  func claim(
    on ticket: TicketID, by claimant: Claimant, for lease: Lease, in repository: Repository
  ) throws(Failure) -> Claim {
    var branch: String?
    switch try asking({ () throws(GitError) in try repository.head() }) {
    case .branch(let name, _), .unborn(branch: let name): branch = name
    case .detached: break
    }
    if lease.cut != lease { console.warn("a claim lasts 24 hours at most, and this one will") }
    return Claim(
      ticket: ticket, claimant: claimant, host: Process.hostName, branch: branch, claimedAt: now, lease: lease.cut,
      nonce: nextID().text)
  }
}

extension Failure {
  /// Somebody else works on the ticket.
  static func claimed(_ claim: Claim) -> Failure {
    Failure(
      "CLAIMED", "\(claim.ticket.short) is claimed by \(claim.holder) until \(claim.end.text)",
      hint: "Take another one: 'tickets next'; a person may claim it all the same", exitCode: .found)
  }
}

extension Claim {
  /// Who has the ticket, and in which run.
  var holder: String { claimant.actorID + (claimant.runID.map { " (run \($0))" } ?? "") }
}
