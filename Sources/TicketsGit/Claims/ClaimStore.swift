package import TicketsCore
import TicketsFiles

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

  private let objects: RepositoryLater
  private let place: WorkTreePlace?
  private let git: GitCommand

  package init(at location: RepositoryLocation) {
    objects = RepositoryLater(at: location)
    place = location.plainPlace
    git = GitCommand(in: location.folder)
  }

  static let prefix = "refs/tickets/claims/"

  static func reference(of ticket: TicketID) -> String { prefix + ticket.text }

  /// Whether there may be claims around a folder, found without libgit2: most commands need not load it then.
  package static func mayHaveClaims(at location: RepositoryLocation) -> Bool {
    if location.environment.gitFolder != nil || location.environment.commonFolder != nil { return true }
    return WorkTreePlace(above: location.folder)?.mayHaveReferences(below: prefix) ?? false
  }

  /// All claims, those that have ended too, in order of the tickets.
  package func all() throws(GitError) -> [Held] {
    var found: [Held] = []
    for name in try objects.repository().names(below: Self.prefix) {
      guard let ticket = TicketID(name.dropFirst(Self.prefix.count)) else { continue }
      if let held = try present(of: ticket).held { found.append(held) }
    }
    return found
  }

  /// The claim of a ticket, whether or not it holds.
  package func claim(of ticket: TicketID) throws(GitError) -> Held? { try present(of: ticket).held }

  /// What the ref of a ticket names; what is no claim of that ticket is nobody's.
  private func present(of ticket: TicketID) throws(GitError) -> (id: ObjectID?, held: Held?) {
    guard let id = try target(of: Self.reference(of: ticket)) else { return (nil, nil) }
    return (id, try objects.repository().claim(in: id, of: ticket))
  }

  /// The object that a reference names; where its file says it, libgit2 need not be started for that.
  private func target(of reference: String) throws(GitError) -> ObjectID? {
    switch place?.target(of: reference) {
    case .nothing: nil
    case .object(let id): id
    case .unknown, nil: try objects.repository().target(of: reference)
    }
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
    let name = Self.reference(of: claim.ticket)
    var claim = claim
    var written: ObjectID?
    var refusal = ""
    for _ in 0..<Self.mostTries {
      let (old, held) = try present(of: claim.ticket)
      if let held, !regardless {
        let isFree = renewing || !held.claim.isLive(at: claim.claimedAt)
        guard isFree, held.claim.mayBeTaken(by: claim.claimant, at: claim.claimedAt) else { return .lost(to: held) }
        let replacing = claim.replacing(held.id.hex, held.claim)
        if replacing != claim { (claim, written) = (replacing, nil) }
      }
      let (id, said) = try move(name, from: old, to: claim, written)
      written = id
      // The ref decides, never the words of git.
      if try target(of: name) == id { return .won(Held(id: id, claim: claim), before: held) }
      refusal = said
    }
    throw refused("claim", claim.ticket, refusal)
  }

  /// Gives a ticket back that is held by this very claim; whether it was.
  package func remove(_ held: Held) throws(GitError) -> Bool {
    let name = Self.reference(of: held.claim.ticket)
    let result = try git.attempt("update-ref", "-d", name, held.id.hex)
    let left = try target(of: name)
    guard left == held.id else { return result.status == 0 }
    throw refused("release", held.claim.ticket, result.output)
  }

  /// Git would not move a ref that nobody else moved.
  private func refused(_ verb: String, _ ticket: TicketID, _ said: String) -> GitError {
    let operation = "\(verb) the ticket \(ticket.short)"
    let folder = (try? objects.repository())?.commonFolder
    let locks = [Self.reference(of: ticket), "packed-refs"].compactMap { name in
      folder.map { "\(Path.join($0, name)).lock" }
    }
    guard let lock = locks.first(where: { (try? Platform.status(ofFile: $0)) != nil }) else {
      return GitError(.other, operation: operation, message: said, hint: "Nothing was changed")
    }
    return GitError(
      .locked, operation: operation, message: "\(lock) is in the way, which a git that was killed leaves behind",
      hint: "When no git runs here, remove it: rm \(Shell.quoted(lock))")
  }

  /// Moves a ref from what it names, if anything, to a claim, which is written first unless it is; also tells what git
  /// said.
  private func move(
    _ name: String, from old: ObjectID?, to claim: Claim, _ written: ObjectID?
  ) throws(GitError) -> (id: ObjectID, said: String) {
    let id = if let written { written } else { try write(claim) }
    // An empty word stands for a ref that is not there, however long the names of objects are.
    return (id, try git.attempt("update-ref", name, id.hex, old?.hex ?? "").output)
  }

  private func write(_ claim: Claim) throws(GitError) -> ObjectID {
    let said = try git.capture("hash-object", "-w", "--stdin", reading: claim.bytes).text.split(separator: "\n")
    guard let id = said.lazy.compactMap({ ObjectID(hex: $0) }).first else {
      throw GitError(
        .other, operation: "write a claim", message: said.first.map(String.init) ?? "git said nothing",
        hint: "Nothing was changed")
    }
    return id
  }

  // Each lost race means that somebody else won one and now holds the ticket, or that git was busy for a moment.
  private static let mostTries = 20
}

extension Repository {
  /// The claim that an entry of a ticket names, where it was not thrown away yet.
  package func claim(named hex: String, of ticket: TicketID) -> Claim? {
    ObjectID(hex: hex).flatMap { claim(in: $0, of: ticket)?.claim }
  }

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

/// A repository that is opened when something in it must be read.
private final class RepositoryLater {
  private let location: RepositoryLocation
  private var opened: Repository?

  init(at location: RepositoryLocation) { self.location = location }

  func repository() throws(GitError) -> Repository {
    if let opened { return opened }
    let repository = try Repository(at: location)
    opened = repository
    return repository
  }
}
