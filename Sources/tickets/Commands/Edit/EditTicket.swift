import Arguments
import TicketsCore
import TicketsFiles

/// Changes tickets, as options say or in an editor.
struct EditTicket: TicketsCommand {
  static let configuration = Configuration(
    "edit", abstract: "Change tickets, by options or in your editor",
    discussion: """
      Changes the lines of the named fields and no other byte. Lists are added to; '--no-label' and its like take away; \
      'none' takes a whole field away. What would make a valid ticket invalid is refused, and nothing is written. \
      Several tickets are changed together, or none of them.

      Without options the ticket opens in the editor that git would open, and is checked when it closes. What is wrong \
      is shown above the text, and the editor opens again. An empty or unchanged file changes nothing. Free text is taken \
      as typed, from standard input with -, or from a file with @file (@@ begins text with an @).
      """,
    examples: [
      .init("tickets edit 4f1e2d3c --priority high --label auth", "change two fields"),
      .init("tickets edit 4f1e2d3c --check 2 --log", "tick the second criterion, and leave a log entry"),
      .init("tickets edit 4f1e2d3c", "open it in your editor"),
    ],
    tool: .init(
      .writes, core: true,
      shows: "ticket title priority label dependency check acceptance description summary run_id",
      abstract: "Change tickets: named fields, lists, criteria"))

  @Argument("--ticket", help: "Tickets: an id, a beginning or end of one, or a path")
  var tickets: [TicketName]

  @Options var fields: EditFieldOptions
  @Options var body: EditBodyOptions

  @Flag(help: "Show what would change, as a diff, and change nothing")
  var dryRun: Bool

  @Flag(help: "Add relations even if tickets then wait for each other in a circle")
  var force: Bool

  @Flag(help: "Leave a log entry")
  var log: Bool

  @Option(placeholder: "text", help: "What the log entry says; implies --log")
  var summary: FreeText?

  @Options var actor: ActorOptions

  @Flag(help: "Write text even if it looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if tickets.isEmpty { throw .missingTicket }
  }

  func run(in session: Session) throws(Failure) -> EditReport {
    let root = try dryRun ? session.root() : session.rootToWrite()
    let tree = WorkingTree(root: root)
    var folders: [TreeEntry] = []
    for name in tickets {
      let folder = try name.folder(in: tree, root: root, session: session)
      if !folders.contains(where: { $0.name == folder.name }) { folders.append(folder) }
    }
    var edits = TicketEdits()
    edits.fields = try fields.edits(session) { names throws(Failure) in
      try names.map { name throws(Failure) in try name.id(in: tree, root, session) }
    }
    try body.fill(&edits, session)
    let plan = EditPlan(
      session: session, tree: tree, force: force, isDryRun: dryRun, actor: actor, allowSecret: allowSecret,
      summary: try summary?.text(for: "--summary", in: session), isLogged: log || summary != nil,
      newRun: session.nextID())
    if edits.isEmpty {
      guard session.isAttended else {
        throw Failure(.usage, "nothing is to be changed", hint: "Say what to change")
      }
      guard folders.count == 1 else {
        throw Failure(
          .usage, "the editor opens one ticket at a time", hint: "Name one, or say with options what to change")
      }
      return try TicketEditor(session: session, root: root, folder: folders[0], plan: plan).run()
    }
    return try session.apply(at: root) { () throws(Failure) in
      var checks: [EditCheck] = []
      for folder in folders {
        let document = try plan.document(of: folder)
        do throws(EditObjection) {
          checks.append(EditCheck(folder: folder.name, before: document, after: try edits.applied(to: document)))
        } catch {
          let id = Ticket(document.fields).id?.short ?? folder.name
          throw Failure(.usage, "cannot edit \(id): \(error.message)", hint: error.hint)
        }
      }
      return try plan.changes(for: checks)
    }
  }
}

extension TicketName {
  /// The id of a ticket that is there.
  fileprivate func id(in tree: WorkingTree, _ root: String, _ session: Session) throws(Failure) -> String {
    let folder = try folder(in: tree, root: root, session: session)
    let record = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: []).record(of: folder)
    }
    guard let id = record.ticket.id else {
      throw Failure(.broken, "\(record.path) has no readable id", hint: "'tickets validate' says what is wrong")
    }
    return id.text
  }
}
