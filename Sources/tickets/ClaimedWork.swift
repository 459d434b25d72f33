import TicketsCore
import TicketsGit

/// Work on a ticket as claims allow it: an agent is refused what somebody else has, and its own claim goes on.
///
/// A person is never asked, and only works under a claim of their own; where there is no git nobody is asked.
struct ClaimedWork {
  /// The claim that the work is done under.
  private(set) var held: ClaimStore.Held?
  private var isNew = false
  private let store: ClaimStore?
  private let session: Session

  /// Says in an entry which claim the work goes by.
  func mark(_ entry: inout LogEntry) {
    guard let held else { return }
    (entry.claim, entry.replacedClaim) = (held.id.hex, held.claim.replaced)
  }

  /// The run of the claim, for who names none.
  var run: String? { held?.claim.run }

  /// Looks who has the ticket, and renews the actor's own claim, or takes the ticket up.
  init(
    on ticket: TicketID, by actor: Actor?, runID: String?, taking lease: Lease? = nil, renewing: Bool = true,
    in session: Session
  ) throws(Failure) {
    self.session = session
    guard let actor, lease != nil || ClaimStore.mayHaveClaims(at: session.location),
      Root.workTree(from: session.folder) != nil, let ground = try? session.claimGround()
    else {
      store = nil
      return
    }
    let store = session.claims
    self.store = store
    let claimant = session.claimant(actor, runID: runID, on: ground)
    let now = session.now
    if actor.type == .human {
      let present = (try? store.claim(of: ticket)) ?? nil
      if let present, present.claim.isLive(at: now), claimant.continues(present.claim.claimant) { held = present }
      return
    }
    let present = try session.asking { () throws(GitError) in try store.claim(of: ticket) }
    let wish: Claim
    if let present, present.claim.isLive(at: now) {
      guard claimant.continues(present.claim.claimant) else { throw .claimed(present.claim) }
      held = present
      guard renewing, present.claim.claimedAt < now else { return }
      wish = present.claim.renewed(at: now)
    } else {
      guard let lease else { return }
      wish = session.claim(on: ticket, by: claimant, for: lease, on: ground)
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
