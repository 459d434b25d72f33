import Arguments
import TicketsCore
import TicketsGit

/// Which state of the tickets a command reads: the files, or any commit, without a checkout.
struct TreeOptions: ParameterGroup {
  @Option(placeholder: "rev", help: "Read the tickets at this revision")
  var at: String?

  @Flag(help: "Read the tickets that are staged")
  var staged: Bool

  @Option("--root", placeholder: "path", help: "Where .tickets lies in the repository")
  var prefix: String?

  func validate() throws(UsageError) {
    if at != nil, staged {
      throw .custom("'--at' and '--staged' name two states", hint: "Give one of them")
    }
  }

  /// The tree that the options name, and the folder its paths are relative to.
  func tree(in session: Session) throws(Failure) -> any TicketTree {
    guard at != nil || staged else { return WorkingTree(root: try session.root()) }
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    return try session.asking { () throws(GitError) in
      guard let at else { return try IndexTree(prefix: prefix, in: repository) }
      let tree = try CommitTree(at, prefix: prefix, in: repository)
      if tree.tickets == nil { session.console.note("there is no \(prefix)\(WorkingTree.folderName) at \(at)") }
      return tree
    }
  }
}
