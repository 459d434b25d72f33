import TicketsCore
import TicketsGit

/// Work on a ticket as claims allow it: an agent is refused what somebody else has, and its own claim goes on.
///
/// A person is never asked, nor is anybody where there is no git.
struct ClaimedWork {
  /// The claim that the work is done under.
  private(set) var held: ClaimStore.Held?
  private var isNew = false
  private let store: ClaimStore?
  private let session: Session

  /// What an entry of the work goes by.
  var claim: String? { held?.id.hex }
  /// The run of the claim, for who names none.
  var run: String? { held?.claim.run }

  /// Looks who has the ticket, and renews the actor's own claim, or takes the ticket up.
  init(
    on ticket: TicketID, by actor: Actor?, runID: String?, taking lease: Lease? = nil, renewing: Bool = true,
    in session: Session
  ) throws(Failure) {
    self.session = session
    guard let actor, actor.type == .agent, lease != nil || ClaimStore.mayHaveClaims(at: session.location),
      let repository = session.repositoryIfAny()
    else {
      store = nil
      return
    }
    let store = session.claims(in: repository)
    self.store = store
    let claimant = try session.claimant(actor, runID: runID, in: repository)
    let now = session.now
    let present = try session.asking { () throws(GitError) in try store.claim(of: ticket) }
    let wish: Claim
    if let present, present.claim.isLive(at: now) {
      guard claimant.continues(present.claim.claimant) else { throw .claimed(present.claim) }
      held = present
      guard renewing, present.claim.claimedAt < now else { return }
      wish = present.claim.renewed(at: now)
    } else {
      guard let lease else { return }
      wish = try session.claim(on: ticket, by: claimant, for: lease, in: repository)
      isNew = true
    }
    switch try session.asking({ () throws(GitError) in try store.take(wish) }) {
    case .won(let won, _): held = won
    case .lost(let other): throw .claimed(other.claim)
    }
  }

  /// Takes back what only this work claimed, because nothing came of it.
  func abandon() {
    if isNew { giveBack() }
  }

  /// Gives the ticket back; what cannot be is nobody's soon.
  func giveBack() {
    guard let held, let store else { return }
    _ = try? store.remove(held)
  }
}
