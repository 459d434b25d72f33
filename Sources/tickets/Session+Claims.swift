import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// Where claims are kept; only git can hold them.
  func claims(in repository: Repository) -> ClaimStore { ClaimStore(in: repository, folder: folder) }

  /// The claims that hold now.
  func liveClaims(in repository: Repository) throws(Failure) -> [ClaimStore.Held] {
    let (store, now) = (claims(in: repository), now)
    return try asking { () throws(GitError) in try store.all() }.filter { $0.claim.isLive(at: now) }
  }

  /// The claims that hold now, by ticket; none outside git, and nothing is opened where there is none.
  func liveClaims() -> [TicketID: ClaimStore.Held] {
    guard ClaimStore.mayHaveClaims(at: location), let repository = repositoryIfAny(),
      let live = try? liveClaims(in: repository)
    else { return [:] }
    return Dictionary(live.map { ($0.claim.ticket, $0) }) { $1 }
  }

  /// Who acts, in this work tree.
  func claimant(_ options: ActorOptions, in repository: Repository) throws(Failure) -> Claimant {
    try claimant(actor(options), runID: options.runID, in: repository)
  }

  func claimant(_ actor: Actor, runID: String?, in repository: Repository) throws(Failure) -> Claimant {
    let top = try asking { () throws(GitError) in try repository.workFolder() }
    return Claimant(actorType: actor.type, actorID: actor.id, runID: runID, workTree: top)
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
  /// Somebody else works on the ticket, as this repository has it or a remote.
  static func claimed(_ claim: Claim, at remote: String? = nil, hint: String = otherTicket) -> Failure {
    let place = remote.map { " at '\($0)'" } ?? ""
    return Failure(
      "CLAIMED", "\(claim.ticket.short) is claimed\(place) by \(claim.holder) until \(claim.end.text)", hint: hint,
      exitCode: .found)
  }

  private static let otherTicket =
    "Ask for another one, or take it from 'tickets next'; a person may claim it all the same"
  /// For who would give back what is not theirs.
  static let onlyTheirs = "Only they give it back, or a person"
}

extension Claim {
  /// Who has the ticket, and in which run.
  var holder: String { claimant.actorID + (claimant.runID.map { " (run \($0))" } ?? "") }
}
