package import TicketsCore

/// The claims of a repository: a ref for each ticket, read by libgit2 and moved only by the user's own git.
///
/// A ref moves only from the value that was read, so of many who want a ticket at once exactly one gets it, and nobody
/// waits for a lock.
package struct ClaimStore {
  /// A claim as it was read, with the object that it lies in.
  package struct Held: Sendable {
    package let id: ObjectID
    package let claim: Claim
  }

  /// How an attempt to take a ticket ended.
  package enum Outcome: Sendable {
    /// It is taken; the claim that was there before may have been somebody else's.
    case won(Held, before: Held?)
    case lost(to: Held)
  }

  private let repository: Repository
  private let git: GitCommand

  package init(in repository: Repository, folder: String) {
    self.repository = repository
    git = GitCommand(in: folder)
  }

  static let prefix = "refs/tickets/claims/"

  static func reference(of ticket: TicketID) -> String { prefix + ticket.text }

  /// Whether there may be claims around a folder, found without libgit2: most commands need not load it then.
  package static func mayHaveClaims(at location: Repository.Location) -> Bool {
    if location.environment.gitFolder != nil || location.environment.commonFolder != nil { return true }
    return WorkTreePlace(above: location.folder)?.mayHaveReferences(below: prefix) ?? false
  }

  /// All claims, those that have ended too, in order of the tickets.
  package func all() throws(GitError) -> [Held] {
    var found: [Held] = []
    for name in try repository.names(below: Self.prefix) {
      guard let ticket = TicketID(name.dropFirst(Self.prefix.count)) else { continue }
      if let held = try present(of: ticket).held { found.append(held) }
    }
    return found
  }

  /// The claim of a ticket, whether or not it holds.
  package func claim(of ticket: TicketID) throws(GitError) -> Held? { try present(of: ticket).held }

  /// What the ref of a ticket names; what is no claim of that ticket is nobody's.
  private func present(of ticket: TicketID) throws(GitError) -> (id: ObjectID?, held: Held?) {
    guard let id = try repository.target(of: Self.reference(of: ticket)) else { return (nil, nil) }
    return (id, repository.claim(in: id, of: ticket))
  }

  /// Puts back what was there before a claim that came to nothing.
  package func undo(_ held: Held, before: Held?) throws(GitError) {
    let name = Self.reference(of: held.claim.ticket)
    guard let before else { return _ = try remove(held) }
    _ = try git.attempt("update-ref", name, before.id.hex, held.id.hex)
  }

  /// Takes a ticket unless it is somebody else's; without renewing, one's own counts as taken too.
  ///
  /// Where another repository decides, what is claimed here counts for nothing.
  package func take(
    _ claim: Claim, renewing: Bool = true, regardless: Bool = false
  ) throws(GitError) -> Outcome {
    var written: ObjectID?
    var refusal = ""
    for _ in 0..<Self.mostTries {
      let (old, held) = try present(of: claim.ticket)
      if let held, !regardless {
        let isFree = renewing || !held.claim.isLive(at: claim.claimedAt)
        guard isFree, held.claim.mayBeTaken(by: claim.claimant, at: claim.claimedAt) else { return .lost(to: held) }
      }
      let id = if let written { written } else { try write(claim) }
      written = id
      let result = try git.attempt(
        "update-ref", Self.reference(of: claim.ticket), id.hex, (old ?? .zero).hex)
      // The ref decides, never the words of git.
      if try repository.target(of: Self.reference(of: claim.ticket)) == id {
        return .won(Held(id: id, claim: claim), before: held)
      }
      refusal = result.output
    }
    throw GitError(
      .other, operation: "claim the ticket \(claim.ticket.short)", message: refusal, hint: "Nothing was changed")
  }

  /// Gives a ticket back that is held by this very claim; whether it was.
  package func remove(_ held: Held) throws(GitError) -> Bool {
    let name = Self.reference(of: held.claim.ticket)
    let result = try git.attempt("update-ref", "-d", name, held.id.hex)
    let left = try repository.target(of: name)
    guard left == held.id else { return result.status == 0 }
    throw GitError(
      .other, operation: "release the ticket \(held.claim.ticket.short)", message: result.output,
      hint: "Nothing was changed")
  }

  private func write(_ claim: Claim) throws(GitError) -> ObjectID {
    let text = String(decoding: claim.bytes, as: UTF8.self)
    let result = try git.attempt("hash-object", "-w", "--stdin", reading: text)
    guard result.status == 0, let id = ObjectID(hex: result.output) else {
      throw GitError(.other, operation: "write a claim", message: result.output, hint: "Nothing was changed")
    }
    return id
  }

  // Each lost race means that somebody else won one and now holds the ticket, or that git was busy for a moment.
  private static let mostTries = 20
}

extension Repository {
  /// The claim that an object is, or that a commit holds, as they come from other repositories.
  func claim(in id: ObjectID, of ticket: TicketID) -> ClaimStore.Held? {
    var blob = id
    if let commit = try? commit(id), let entry = try? entry(named: Array("claim".utf8), in: commit.tree) {
      blob = entry.id
    }
    guard let bytes = try? self.blob(blob, limit: Self.longestClaim), let claim = Claim(bytes), claim.ticket == ticket
    else { return nil }
    return ClaimStore.Held(id: blob, claim: claim)
  }

  /// More than any claim needs.
  private static let longestClaim = 1 << 16
}
