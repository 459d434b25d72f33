import TicketsCore
import TicketsGit

/// Claims that hold for all clones of a repository: the remote decides, and what is claimed here follows it.
struct SharedClaims {
  let remote: RemoteClaims
  private let store: ClaimStore
  private let session: Session

  /// With an empty name it is the remote that the branch has.
  init(_ name: String, in repository: Repository, _ session: Session) throws(Failure) {
    var name = name
    if name.isEmpty {
      guard let usual = try session.asking({ () throws(GitError) in try repository.usualRemote() }) else {
        throw Failure(.noRemote, "this branch has no remote to claim in", hint: "Name one: --push origin")
      }
      name = usual
    }
    remote = RemoteClaims(name, of: repository, folder: session.folder)
    store = session.claims
    self.session = session
  }

  /// Takes a ticket there and here; also tells whose it was.
  func take(_ claim: Claim, renewing: Bool = true) throws(Failure) -> (held: ClaimStore.Held, before: Claim?) {
    let there = try session.asking { () throws(GitError) in try remote.claim(of: claim.ticket) }
    if let held = there?.claim?.claim {
      let isFree = renewing || !held.isLive(at: session.now)
      guard isFree, held.mayBeTaken(by: claim.claimant, at: session.now) else {
        throw .claimed(held, at: remote.name)
      }
    }
    var claim = claim
    if let held = there?.claim { claim = claim.replacing(held.id.hex, held.claim) }
    let local = try session.asking { () throws(GitError) in try store.take(claim, regardless: true) }
    guard case .won(let held, let before) = local else {
      throw Failure(.busy, "somebody else claims it here at the same time", hint: "Try again", exitCode: .found)
    }
    switch try session.asking({ () throws(GitError) in try remote.send(held, after: there) }) {
    case .won:
      let other = there?.claim?.claim
      return (held, other?.isLive(at: session.now) == true ? other : nil)
    case .lost(let winner):
      try session.asking { () throws(GitError) in try store.undo(held, before: before) }
      if let winner { throw .claimed(winner.claim, at: remote.name) }
      throw Failure(.claimed, "somebody else was faster at '\(remote.name)'", hint: "Try again", exitCode: .found)
    case .unknown(let reason):
      throw Failure(
        .unknown, "whether '\(remote.name)' has the claim is not known: \(reason)",
        hint: "The claim stands here; 'tickets claims --remote' says whether it does there, and claiming again sends it"
      )
    }
  }

  /// Gives a ticket back there; tells whose it was, or who keeps it.
  func giveBack(_ ticket: TicketID, _ claimant: Claimant) throws(Failure) -> (given: Claim?, holder: Claim?) {
    guard let there = try session.asking({ () throws(GitError) in try remote.claim(of: ticket) }) else {
      return (nil, nil)
    }
    if let held = there.claim, !held.claim.mayBeTaken(by: claimant, at: session.now) { return (nil, held.claim) }
    let isGone = try session.asking { () throws(GitError) in try remote.remove(there, of: ticket) }
    return (isGone ? there.claim?.claim : nil, nil)
  }
}
