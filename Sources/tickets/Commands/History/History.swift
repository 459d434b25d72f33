import Arguments
import TicketsCore
import TicketsGit

/// Shows when a ticket changed.
struct History: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "history", abstract: "Show when each field and criterion of a ticket changed",
    discussion: """
      Reads the commits of HEAD, or of another revision, and shows who changed what in which of them, the oldest first. \
      A merge is shown only for what none of its parents has. The folder of the ticket may have had other names.
      """,
    examples: [
      .init("tickets history 4f1e2d3c", "the ticket's life on this branch"),
      .init("tickets history 4f1e2d3c feature --json", "on another branch, for a script"),
    ])

  @Options var ticket: TicketOptions

  @Argument(completion: Completions.revision, help: "The revision whose history is read")
  var revision = "HEAD"

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> HistoryReport {
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    session.noteShallow(repository)
    let tree = try session.asking { () throws(GitError) in
      try CommitTree(revision, prefix: prefix, in: repository)
    }
    let (id, folder) = try find(ticket.name, in: tree, session)
    let history = try session.asking { () throws(GitError) in
      try TicketHistory(of: id, folder: folder, at: revision, prefix: prefix, in: repository)
    }
    // Someone who knows the id of a deleted ticket can still ask for it.
    guard !history.events.isEmpty || history.present != nil else {
      throw Failure(
        .notFound, "no ticket '\(ticket.name.word)' in the history of \(revision)",
        hint: "'tickets branches --all' shows which branches have it; a ticket that is not committed has no history")
    }
    return HistoryReport(name: id?.text ?? folder, history: history)
  }

  private func find(
    _ name: TicketName, in tree: CommitTree, _ session: Session
  ) throws(Failure) -> (TicketID?, String) {
    do throws(Failure) {
      let folder = try name.folder(in: tree, root: try? session.root(), session: session)
      let record = try session.reading(tree) { () throws(TreeFailure) in
        RecordReader(reader: try tree.reader(), parts: []).record(of: folder)
      }
      return (record.ticket.id, folder.name)
    } catch  where error.code == .notFound {
      guard let id = TicketID(name.word) else { throw error }
      return (id, id.text)
    }
  }
}
