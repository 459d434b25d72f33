import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// The commits that a range names, or those of this branch when it is empty.
  func commits(_ range: String, _ tree: any TicketTree) throws(Failure) -> [CapturedCommit] {
    let repository = try repository()
    let capture = CommitCapture(in: repository, prefix: try prefix(nil, in: repository))
    if range.isEmpty {
      let base = try settings(of: tree).baseBranch
      return try asking { () throws(GitError) in try capture.ofBranch(base: base) }
    }
    let ends: RevisionRange
    do throws(UsageError) { ends = try RevisionRange([range]) } catch { throw Failure(error) }
    return try asking { () throws(GitError) in
      guard let to = ends.to else { return try capture.only(ends.from) }
      return try capture.between(ends.from, to)
    }
  }

  /// The ticket that this branch works on: what git's settings say, an id in its name, or else the trailers of commits.
  func ticketOfBranch(_ commits: [CapturedCommit], _ tree: any TicketTree) throws(Failure) -> TicketName {
    let repository = try repository()
    let head = try asking { () throws(GitError) in try repository.head() }
    if case .branch(let branch, _) = head {
      if let name = try asking({ () throws(GitError) in try repository.ticket(ofBranch: branch) }) {
        return TicketName(word: name)
      }
      if let name = TicketID.pieces(in: branch).first(where: { (try? TicketLocator(tree).folder(of: $0)) != nil }) {
        return TicketName(word: name)
      }
    }
    let named = commits.flatMap { $0.trailers.tickets }.withoutRepeats
    guard let name = named.first else {
      throw Failure(
        .noTicket, "neither the command nor the branch names a ticket",
        hint: "Name it, or say once for this branch: git config branch.<name>.ticket <id>")
    }
    if named.count > 1 {
      throw Failure(
        .ambiguous, "the commits belong to \(named.count) tickets",
        hint: (["Name one of them:"] + named).joined(separator: "\n  "))
    }
    return TicketName(word: name)
  }
}
