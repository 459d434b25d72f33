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
    let elsewhere = try session.elsewhere(prefix: self.tree.prefix)
    return BoardReport(
      board: Board(
        snapshot.records, Readiness(graph), survey: elsewhere?.survey, claims: elsewhere?.claims ?? []),
      graph: graph, isIncomplete: snapshot.records.contains(where: \.isOutOfReach))
  }
}

/// What other branches and work trees say of tickets, and who has claimed them.
struct Elsewhere {
  let survey: Survey
  let claims: [Claim]
}

extension Session {
  /// What there is besides one tree; nothing outside git, or where the base branch is not there yet.
  func elsewhere(prefix: String?) throws(Failure) -> Elsewhere? {
    guard isInGit else { return nil }
    let repository = try repository()
    let prefix = try self.prefix(prefix, in: repository)
    do throws(Failure) {
      let survey = try survey(of: [], prefix: prefix, in: repository).survey
      return Elsewhere(survey: survey, claims: try liveClaims(in: repository))
    } catch {
      console.note("branches are left out: \(error.message)")
      return nil
    }
  }

  /// Whether the user stands in a repository.
  var isInGit: Bool { Root.workTree(from: folder) != nil || Root.gitFolder(from: folder) != nil }

  /// The claims that hold now.
  func liveClaims(in repository: Repository) throws(Failure) -> [Claim] {
    let store = claims(in: repository)
    let now = now
    return try asking { () throws(GitError) in try store.all() }.map(\.claim).filter { $0.isLive(at: now) }
  }
}
