import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// The commits that a range names, or those of this branch when it is empty.
  func commits(_ range: String, _ tree: WorkingTree) throws(Failure) -> [CapturedCommit] {
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
  func ticketOfBranch(_ commits: [CapturedCommit], _ tree: WorkingTree) throws(Failure) -> TicketName {
    let repository = try repository()
    var branch: String?
    if case .branch(let name, _) = try asking({ () throws(GitError) in try repository.head() }) { branch = name }
    let setting = try branch.flatMap { branch throws(Failure) in
      try asking { () throws(GitError) in try repository.ticket(ofBranch: branch) }
    }
    let trailers = commits.flatMap { $0.trailers.values(of: Trailers.ticketKey) }
    let locator = TicketLocator(tree)
    switch BranchTicket(
      setting: setting, branch: branch, trailers: trailers, isTicket: { (try? locator.folder(of: $0)) != nil })
    {
    case .named(let name): return TicketName(word: name)
    case .ambiguous(let names):
      throw Failure(
        "AMBIGUOUS", "the commits belong to \(names.count) tickets",
        hint: (["Name one of them:"] + names).joined(separator: "\n  "))
    case .none:
      throw Failure(
        "NO_TICKET", "neither the command nor the branch names a ticket",
        hint: "Name it, or say once for this branch: git config branch.<name>.ticket <id>")
    }
  }
}
