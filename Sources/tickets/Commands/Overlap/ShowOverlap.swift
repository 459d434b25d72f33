import Arguments
import TicketsCore
import TicketsGit

/// Says which work will meet in the same files.
struct ShowOverlap: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "overlap", abstract: "Say which tickets in hand will meet in the same files, and who should go first",
    discussion: """
      Compares what each local branch changed since it left the base branch, what each work tree holds uncommitted, and \
      what 'scope.allow' says of tickets that are claimed but not begun. A branch belongs to the ticket that 'git config \
      branch.<name>.ticket' names, or an id in its name, a claim, the trailers of its commits, or its log entries.

      Files that nearly everything touches, such as lock files and changelogs, make no pair; 'overlap: {ignore: [glob]}' in \
      config.yml names more of them. Ticket files are left to 'merge-check'. It is a forecast: it stores nothing, refuses \
      nothing and always exits with 0.
      """,
    examples: [
      .init("tickets overlap", "who will meet whom"),
      .init("tickets overlap 4f1e2d3c", "before taking a ticket: whom it would meet"),
      .init("tickets overlap --code", "only what meets in the same lines is called a collision"),
    ], tool: .init(.reads, shows: "ticket code"))

  @Argument(placeholder: "ticket", completion: Completions.ticket, help: "Only what these tickets meet")
  var ticket: [String]

  @Flag(help: "Compare the lines of shared files too")
  var code: Bool

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> OverlapReport {
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    session.noteShallow(repository)
    let tree = try session.presentTree(prefix: self.prefix == nil ? nil : prefix, in: repository)
    let records = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree).records }
    let root = try? session.root()
    let asked = try ticket.map { word throws(Failure) in
      let folder = try TicketName(word: word).folder(in: tree, knowing: records, root: root, session: session)
      return records.first { $0.folder == folder.name }
    }.compactMap(\.self)
    let hand = try WorkAtHand(
      asking: asked, records: records, settings: session.settings(of: tree), prefix: prefix, in: repository, session)
    for note in hand.notes { session.console.note(note) }
    return OverlapReport(
      overlap: try hand.overlap(lines: code, session), asked: asked.map(\.idText), comparesLines: code)
  }
}

extension Session {
  /// The tickets as they are here: those of the files, or in a bare repository those of HEAD.
  func presentTree(prefix given: String?, in repository: Repository) throws(Failure) -> any TicketTree {
    if given == nil, let root = Root.holdingTickets(from: folder) { return workingTree(at: root) }
    let prefix = try self.prefix(given, in: repository)
    return try asking { () throws(GitError) in try CommitTree("HEAD", prefix: prefix, in: repository) }
  }
}
