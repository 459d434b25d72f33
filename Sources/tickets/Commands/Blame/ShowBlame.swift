import Arguments
import TicketsCore
import TicketsGit

/// Says who set what a ticket says.
struct ShowBlame: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "blame", abstract: "Say who set each field, criterion and relation of a ticket to what it is",
    discussion: """
      Goes back from HEAD, or from another revision, to the commit since which each of them is what it is, through all \
      merges and renames of the folder. Below stands what a merge dropped: a change of one side that the merge does not \
      have, unless the other side went through it too or it came back later. Where a shallow clone ends before that commit \
      it says that it cannot know.
      """,
    examples: [
      .init("tickets blame 4f1e2d3c", "who set its status, and in which run"),
      .init("tickets blame 4f1e2d3c feature --json", "on another branch, for a script"),
    ], tool: .init(.reads, shows: "ticket"))

  @Options var ticket: TicketOptions

  @Argument(completion: Completions.revision, help: "The revision to go back from")
  var revision = "HEAD"

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> BlameReport {
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    session.noteShallow(repository)
    let tree = try session.asking { () throws(GitError) in
      try CommitTree(revision, prefix: prefix, in: repository)
    }
    let folder = try ticket.name.folder(in: tree, root: try? session.root(), session: session)
    let record = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: []).record(of: folder)
    }
    let base = try session.baseBranchSetting(in: repository, prefix: prefix)
    let blame = try session.asking { () throws(GitError) in
      try TicketBlame(
        of: record.ticket.id, folder: folder.name, at: revision, base: base, prefix: prefix, in: repository)
    }
    return BlameReport(name: record.idText, blame: blame)
  }
}
