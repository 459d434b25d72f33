import Arguments
import TicketsCore
import TicketsGit

/// Shows one ticket.
struct Show: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "show", abstract: "Show a ticket and its newest log entries",
    examples: [
      .init("tickets show 4f1e2d3c", "by the last characters of its id"),
      .init("tickets show 4f1e2d3c --at feature --json", "as the branch feature has it, for a script"),
    ], aliases: ["view"], tool: .init(.reads, core: true, shows: "ticket logs"))

  @Options var ticket: TicketOptions
  @Options var tree: TreeOptions

  @Option(placeholder: "n|all", help: "How many log entries to show, newest first")
  var logs: LogCount = .newest(3)

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> TicketPage {
    let tree = try tree.tree(in: session)
    let folder = try ticket.name.folder(in: tree, root: try? session.root(), session: session)
    return try session.page(
      of: folder, in: tree, at: self.tree.at ?? "HEAD", shownEntries: logs.count, keepsOnlyShown: true)
  }
}

extension Session {
  /// All that there is to know of a ticket; what became of its commits is asked at a revision, if at all.
  func page(
    of folder: TreeEntry, in tree: any TicketTree, at revision: String?, shownEntries: Int,
    keepsOnlyShown: Bool = false
  ) throws(Failure) -> TicketPage {
    let defaults = try settings(of: tree).agentLimits
    let record = try reading(tree) { () throws(TreeFailure) in
      let tree = try RejoinedTree.of(tree)
      return RecordReader(reader: try tree.reader(), parts: [.document, .logs]).record(of: folder)
    }
    let fates = revision.map { self.fates(of: RecordedCommits(logs: record.logs).commits, at: $0) } ?? [:]
    var page = try reading(tree) { () throws(TreeFailure) in
      let records = try Snapshot(of: tree).records
      return TicketPage(
        record: record, in: Neighbourhood(records),
        children: try Family(records, in: tree).children(of: record),
        fates: fates, defaults: defaults, shownEntries: shownEntries, keepsOnlyShown: keepsOnlyShown)
    }
    page.claim = record.ticket.id.flatMap { liveClaims()[$0] }
    return page
  }

  /// What became of recorded commits; outside git, or where a revision is none, nobody can say.
  func fates(of commits: [RecordedCommits.Commit], at revision: String) -> [String: CommitFate] {
    guard !commits.isEmpty, let repository = try? repository(), let tip = repository.commitIfAny(revision) else {
      return [:]
    }
    return (try? CommitGraph(repository).fates(of: commits, at: tip)) ?? [:]
  }
}

/// How many log entries are shown.
enum LogCount: ParameterValue {
  case newest(Int)
  case all

  static func parse(_ word: String) throws(Rejection) -> LogCount {
    if word == "all" { return .all }
    guard let count = Int(word), count >= 0 else { throw Rejection("neither a number nor 'all'") }
    return .newest(count)
  }

  var count: Int {
    switch self {
    case .newest(let count): count
    case .all: .max
    }
  }

  var word: String {
    switch self {
    case .newest(let count): String(count)
    case .all: "all"
    }
  }
}
