import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// Where claims are kept; only git can hold them.
  var claims: ClaimStore { ClaimStore(at: location) }

  /// Where claims are made from here; a failure where there is no git.
  func claimGround() throws(Failure) -> ClaimGround {
    try asking { () throws(GitError) in try ClaimGround(at: location) }
  }

  /// The claims that hold now, in order of the tickets.
  func allLiveClaims() throws(Failure) -> [ClaimStore.Held] {
    let now = now
    return try asking { () throws(GitError) in try claims.all() }.filter { $0.claim.isLive(at: now) }
  }

  /// The claims that hold now, by ticket; none outside git, and nothing is opened where there is none.
  func liveClaims() -> [TicketID: ClaimStore.Held] {
    guard ClaimStore.mayHaveClaims(at: location), Root.workTree(from: folder) != nil, let live = try? allLiveClaims()
    else { return [:] }
    return Dictionary(live.map { ($0.claim.ticket, $0) }) { $1 }
  }

  /// Who acts, in this work tree.
  func claimant(_ options: ActorOptions, on ground: ClaimGround) throws(Failure) -> Claimant {
    claimant(try actor(options), runID: options.runID, on: ground)
  }

  func claimant(_ actor: Actor, runID: String?, on ground: ClaimGround) -> Claimant {
    Claimant(actorType: actor.type, actorID: actor.id, runID: runID, workTree: ground.workTree)
  }

  /// A claim that begins now.
  func claim(on ticket: TicketID, by claimant: Claimant, for lease: Lease, on ground: ClaimGround) -> Claim {
    Claim(
      ticket: ticket, claimant: claimant, host: Process.hostName, branch: ground.branch, claimedAt: now,
      lease: lease.cut, nonce: nextID().text)
  }

  /// The lease that was asked for, or the usual one; that it is cut is said once.
  func lease(_ asked: LeaseTime?, _ tree: any TicketTree) throws(Failure) -> Lease {
    let lease = if let asked { asked.lease } else { try settings(of: tree).claimLease }
    if lease.cut != lease { console.warn("a claim lasts 24 hours at most, and this one will") }
    return lease
  }
}

extension Failure {
  /// Somebody else works on the ticket, as this repository has it or a remote.
  static func claimed(_ claim: Claim, at remote: String? = nil) -> Failure {
    let place = remote.map { " at '\($0)'" } ?? ""
    return Failure(
      .claimed, "\(claim.ticket.short) is claimed\(place) by \(claim.holder) until \(claim.end.text)",
      hint: "Leave it, and ask whoever gave it to you for another one",
      exitCode: .found)
  }
}

extension Claim {
  /// Who has the ticket, and in which run.
  var holder: String { claimant.actorID + (claimant.runID.map { " (run \($0))" } ?? "") }
}
