import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Which state of the tickets a command reads: the files, or any commit, without a checkout.
struct TreeOptions: ParameterGroup {
  @Option(placeholder: "rev", completion: Completions.revision, help: "Read the tickets at this revision")
  var at: String?

  @Flag(help: "Read the staged tickets")
  var staged: Bool

  @Option(
    placeholder: "rev", completion: Completions.revision,
    help: "Read the tickets as a merge would leave them: OURS and THEIRS, or THEIRS into HEAD")
  var merged: [String]

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  /// The options that name a state, as they were written.
  private var given: [String] {
    [("--at", at != nil), ("--staged", staged), ("--merged", !merged.isEmpty)].filter(\.1).map(\.0)
  }

  /// Whether any state but that of the files is named.
  var isGiven: Bool { !given.isEmpty }

  func validate() throws(UsageError) {
    if given.count > 1 {
      throw .custom("'\(given[0])' and '\(given[1])' name two states", hint: "Give one of them")
    }
    if merged.count > 2 {
      throw .custom("'--merged' takes two revisions", hint: "Like '--merged main feature'")
    }
  }

  /// The tree that the options name, and the folder its paths are relative to.
  func tree(in session: Session) throws(Failure) -> any TicketTree {
    guard at != nil || staged || !merged.isEmpty else { return session.workingTree(at: try session.root()) }
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    if let theirs = merged.last {
      let ours = merged.count > 1 ? merged[0] : "HEAD"
      let sides = try session.mergeSides(ours, theirs, prefix: prefix, in: repository)
      let assumption = try session.mergeAssumption(in: repository, prefix: prefix)
      return try session.merge(sides, assuming: assumption).tree
    }
    return try session.asking { () throws(GitError) in
      guard let at else { return try IndexTree(prefix: prefix, in: repository) }
      let tree = try CommitTree(at, prefix: prefix, in: repository)
      if tree.tickets == nil { session.console.note("there is no \(prefix)\(Layout.folderName) at \(at)") }
      return tree
    }
  }
}
