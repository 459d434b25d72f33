package import TicketsCore

/// The claims of a repository that several clones share: there a claim is a commit, whose parent is the claim before it.
///
/// It is pushed plainly, so of many who want a ticket at once exactly one gets it, and the chain says who had it. What
/// git says about a push is never asked: the reference is read back and decides.
package struct RemoteClaims {
  /// A claim there, and the commit that holds it.
  package struct Held: Sendable {
    let commit: ObjectID
    /// None where what is there is no claim.
    package let claim: ClaimStore.Held?
  }

  /// How an attempt to claim there ended.
  package enum Outcome: Sendable {
    case won
    case lost(to: ClaimStore.Held?)
    /// Nobody can say: the other repository did not answer.
    case unknown(String)
  }

  /// The name of the remote, or where it is.
  package let name: String
  private let repository: Repository
  private let git: GitCommand

  package init(_ name: String, of repository: Repository, folder: String) {
    (self.name, self.repository) = (name, repository)
    git = GitCommand(in: folder)
  }

  /// The claim of a ticket there, whether or not it holds.
  package func claim(of ticket: TicketID) throws(GitError) -> Held? {
    guard let commit = try present(ClaimStore.reference(of: ticket)) else { return nil }
    if repository.claim(in: commit, of: ticket) == nil { try fetch([ClaimStore.reference(of: ticket)]) }
    return Held(commit: commit, claim: repository.claim(in: commit, of: ticket))
  }

  /// All claims there, those that have ended too, in order of the tickets.
  package func all() throws(GitError) -> [Held] {
    let lines = try text(["ls-remote", "--refs", name, ClaimStore.prefix + "*"]).split(separator: "\n")
    let found = lines.compactMap { line -> (commit: ObjectID, ticket: TicketID)? in
      let parts = line.split(separator: "\t")
      guard parts.count == 2, let id = ObjectID(hex: parts[0]) else { return nil }
      return TicketID(parts[1].dropFirst(ClaimStore.prefix.count)).map { (id, $0) }
    }
    let unknown = found.filter { repository.claim(in: $0.commit, of: $0.ticket) == nil }
    if !unknown.isEmpty { try fetch(unknown.map { ClaimStore.reference(of: $0.ticket) }) }
    return found.map { Held(commit: $0.commit, claim: repository.claim(in: $0.commit, of: $0.ticket)) }
  }

  /// Sends a claim that is made here, to follow the one that is there.
  package func send(_ held: ClaimStore.Held, after before: Held?) throws(GitError) -> Outcome {
    let reference = ClaimStore.reference(of: held.claim.ticket)
    let commit = try commit(held, after: before)
    let said = try git.attempt("push", "--quiet", "--no-verify", name, "\(commit.hex):\(reference)").output
    let there: ObjectID?
    do throws(GitError) {
      there = try present(reference)
    } catch {
      return .unknown(said.isEmpty ? error.message : said)
    }
    if there == commit { return .won }
    // Refused for another reason than somebody else's claim.
    if there == before?.commit { return .unknown(said.isEmpty ? "'\(name)' did not take it" : said) }
    return .lost(to: try claim(of: held.claim.ticket)?.claim)
  }

  /// Takes a claim away there, if it is still this one; whether it is gone.
  package func remove(_ held: Held, of ticket: TicketID) throws(GitError) -> Bool {
    let reference = ClaimStore.reference(of: ticket)
    let lease = "--force-with-lease=\(reference):\(held.commit.hex)"
    let said = try git.attempt("push", "--quiet", "--no-verify", lease, name, ":\(reference)").output
    let there = try present(reference)
    if there == held.commit {
      throw GitError(.other, operation: "release the ticket \(ticket.short) at '\(name)'", message: said)
    }
    return there == nil
  }

  private func present(_ reference: String) throws(GitError) -> ObjectID? {
    try text(["ls-remote", "--refs", name, reference]).split(separator: "\t").first.flatMap { ObjectID(hex: $0) }
  }

  /// Brings objects here, and no reference.
  private func fetch(_ references: [String]) throws(GitError) {
    _ = try text(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", name] + references)
  }

  private func commit(_ held: ClaimStore.Held, after before: Held?) throws(GitError) -> ObjectID {
    let tree = try git.attempt("mktree", reading: "100644 blob \(held.id.hex)\tclaim\n")
    var words = ["-c", "user.name=tickets", "-c", "user.email=tickets@localhost", "commit-tree", tree.output]
    if let before { words += ["-p", before.commit.hex] }
    let text = try text(words + ["-m", "Claim \(held.claim.ticket.short) for \(held.claim.claimant.actorID)"])
    guard let id = ObjectID(hex: text.prefix { $0 != "\n" }) else {
      throw GitError(.other, operation: "write a claim", message: tree.output, hint: "Nothing was changed")
    }
    return id
  }

  private func text(_ words: [String]) throws(GitError) -> String {
    String(decoding: try git.run(words), as: UTF8.self)
  }
}

extension Repository {
  /// Where claims are sent when nobody says: the remote of this branch, or the only one, or `origin`.
  package func usualRemote() throws(GitError) -> String? {
    if case .branch(let name, _) = try head(), let remote = try setting("branch.\(name).remote"), remote != "." {
      return remote
    }
    return try setting("remote.origin.url").map { _ in "origin" }
  }
}
