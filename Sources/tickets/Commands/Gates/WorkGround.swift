import TicketsCore
import TicketsFiles
import TicketsGit

/// The branch that tickets are worked on, and all that has changed on it: asked of git once for any number of tickets.
struct WorkGround {
  let repository: Repository
  let prefix: String
  /// The tickets that are looked at.
  let tree: any TicketTree
  var settings: Settings
  var branch: WorkBranch
  /// The commit whose tickets are looked at; none for the files of the work tree.
  let revision: ObjectID?
  /// The commit whose change is looked at; none for that of the files.
  let judged: ObjectID?
  /// All that differs from where the work began.
  var files: [ChangedFile]
  let changes: WorkChanges
}

extension Session {
  /// The work tree, or the state at a revision.
  func workGround(at revision: String? = nil) throws(Failure) -> WorkGround {
    try workGround(tickets: revision, judging: revision)
  }

  /// The tickets of the work tree, and the change up to a revision.
  func workGround(judging revision: String?) throws(Failure) -> WorkGround {
    try workGround(tickets: nil, judging: revision)
  }

  private func workGround(tickets: String?, judging judged: String?) throws(Failure) -> WorkGround {
    let repository = try repository()
    let prefix = try prefix(nil, in: repository)
    if tickets == nil, try asking({ () throws(GitError) in try repository.isBare() }) {
      throw Failure(
        .noWorkTree, "there is no work tree here, so there is no change to look at",
        hint: "Name a revision: --at REV")
    }
    let tree: any TicketTree =
      if let tickets {
        try asking { () throws(GitError) in try CommitTree(tickets, prefix: prefix, in: repository) }
      } else { workingTree(at: try root()) }
    let settings = try settings(of: tree)
    return try asking { () throws(GitError) in
      let changes = try WorkChanges(in: repository)
      let commit = try judged.map { name throws(GitError) in try repository.commit(of: name) }
      let branch =
        if let judged { try repository.workBranch(at: judged, base: settings.baseBranch) } else {
          try repository.workBranch(base: settings.baseBranch)
        }
      let files =
        if let commit { try changes.files(from: branch.base, to: commit) } else {
          try changes.files(since: branch.base)
        }
      return WorkGround(
        repository: repository, prefix: prefix, tree: tree, settings: settings, branch: branch,
        revision: tickets == nil ? nil : commit, judged: commit, files: files, changes: changes)
    }
  }
}
