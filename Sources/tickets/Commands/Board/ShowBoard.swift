import Arguments
import TicketsCore
import TicketsGit

/// Shows tickets in columns.
struct ShowBoard: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "board", abstract: "Show the tickets in columns by status",
    discussion: """
      The board is as wide as the terminal, and longer than it only where there are more tickets. A card says who has \
      the ticket, what it waits for and where it stands otherwise on another branch or in another work tree.
      """,
    examples: [
      .init("tickets board", "everything at one glance"),
      .init("tickets board --at main --json", "the columns of the branch main, for a script"),
    ])

  @Options var tree: TreeOptions
  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> BoardReport {
    let tree = try tree.tree(in: session)
    let snapshot = try session.reading(tree) { () throws(TreeFailure) in
      try Snapshot(of: tree, reading: [.document, .logTimes])
    }
    let graph = Graph(snapshot.records)
    let around = try session.surroundings(prefix: self.tree.prefix)
    return BoardReport(
      board: Board(
        snapshot.records, Readiness(graph), survey: around?.survey, claims: around?.claims ?? []),
      graph: graph, isIncomplete: snapshot.records.contains(where: \.isOutOfReach))
  }
}

extension Session {
  /// All branches and work trees, and who has claimed what; nothing outside git, or without a base branch yet.
  fileprivate func surroundings(prefix: String?) throws(Failure) -> (survey: Survey, claims: [Claim])? {
    guard isInGit else { return nil }
    let repository = try repository()
    let prefix = try self.prefix(prefix, in: repository)
    do throws(Failure) {
      let survey = try survey(of: [], prefix: prefix, in: repository).survey
      return (survey, try allLiveClaims().map(\.claim))
    } catch {
      console.note("branches are left out: \(error.message)")
      return nil
    }
  }
}
