import Arguments
import TicketsCore
import TicketsFiles

/// Makes a ticket.
struct New: TicketsCommand {
  static let configuration = Configuration(
    "new", abstract: "Create a ticket and print its id",
    discussion: """
      The ticket has every required field and section and always validates. Free text is taken as typed, from standard \
      input with -, or from a file with @file (@@ begins text with an @).
      """,
    examples: [
      .init("tickets new \"Parse dates\"", "only a title"),
      .init(
        "tickets new --title \"Fix login\" --priority high --label bug auth --acceptance \"Login works\"",
        "with more fields"),
    ], aliases: ["create", "add"],
    tool: .init(
      .writes, core: true, shows: "title priority label description acceptance dependency parent"))

  @Argument("-t", "--title", help: "What is to be done, in one line")
  var title: FreeText

  @Option("-s", "--status", help: "The status")
  var status: Status = .todo

  @Option("-p", "--priority", help: "The priority")
  var priority: Priority?

  @Option("-l", "--label", placeholder: "label", completion: Completions.label, help: "Labels")
  var labels: [FreeText]

  @Option("--mode", "--assignment-mode", help: "Who may work on it")
  var assignmentMode: AssignmentMode?

  @Option(
    "--owner", "--assignment-owner", placeholder: "name", completion: Completions.owner,
    help: "The owner, such as @alice or team:core")
  var assignmentOwner: String?

  @Option("--dependency", placeholder: "ticket", help: "Tickets that must be done first")
  var dependencies: [TicketName]

  @Option("--block", placeholder: "ticket", help: "Tickets that wait for this one")
  var blocks: [TicketName]

  @Option(placeholder: "ticket", help: "Related tickets")
  var related: [TicketName]

  @Option(placeholder: "hours", help: "Hours a person would need")
  var estimateHours: Double?

  @Options var limits: LimitOptions

  @Option("--verification-command", placeholder: "command", help: "Commands that verify the work")
  var verificationCommands: [FreeText]

  @Option("--scope-allow", placeholder: "glob", help: "Files that the work may touch, as git's globs")
  var allowed: [FreeText]

  @Option("--scope-deny", placeholder: "glob", help: "Files that the work must not touch")
  var denied: [FreeText]

  @Option(placeholder: "time", help: "When it was created (default: now)")
  var createdAt: UTCTime?

  @Option("-d", "--description", placeholder: "text", help: "What is to be built or fixed")
  var description: FreeText?

  @Option(placeholder: "text", help: "Acceptance criteria, one checkbox each")
  var acceptance: [FreeText]

  @Option(placeholder: "text", help: "Steps that verify the work, one list item each")
  var verification: [FreeText]

  @Option(placeholder: "file", help: "The whole body from a file, or - for standard input")
  var bodyFile: FilePath?

  @Option(help: "Begin with this template: [SOURCE:]PATH[@REF]")
  var template: TemplateWord?

  @Options var placement: PlacementOptions

  @Options var actor: ActorOptions

  @Flag(help: "Allow text that looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if template != nil, bodyFile != nil || description != nil || !acceptance.isEmpty || !verification.isEmpty {
      throw .custom(
        "'--template' gives the whole body",
        hint: "Leave out --body-file, --description, --acceptance and --verification")
    }
    if template == nil, !placement.values.isEmpty {
      throw .custom("'--set' fills the blanks of a template", hint: "Name one with --template")
    }
    if bodyFile != nil, description != nil || !acceptance.isEmpty || !verification.isEmpty {
      throw .custom(
        "'--body-file' is the whole body", hint: "Leave out --description, --acceptance and --verification")
    }
    if let estimateHours, estimateHours < 0 {
      throw .custom("'--estimate-hours' must not be negative", hint: nil)
    }
  }

  func run(in session: Session) throws(Failure) -> TextReport {
    let root = try session.rootToWrite()
    let title = try title.line(for: "--title", in: session)
    if template != nil || placement.isGiven { return try runBesideOthers(title, root, session) }
    var draft = TicketDraft(id: session.nextID(), createdAt: createdAt(session), title: title)
    try fill(&draft, root, session)
    try check(draft)
    return try session.apply(at: root) { () throws(Failure) in
      (ChangeSet([NewTicket.creation(of: draft)]), TextReport(key: "id", text: draft.id.text))
    }
  }

  /// Makes a ticket from a template, or one that has a place among others; its first log entry says so.
  private func runBesideOthers(_ title: String, _ root: String, _ session: Session) throws(Failure) -> TextReport {
    let maker = try BacklogMaker(placement, actor, allowSecret: allowSecret, in: session)
    var item = try maker.item(template?.name, title: title, createdAt: createdAt(session))
    try fill(&item.draft, root, session)
    try check(item.draft)
    try maker.make([item])
    return TextReport(key: "id", text: item.draft.id.text)
  }

  private func createdAt(_ session: Session) -> Instant { createdAt?.instant ?? session.now.wholeSeconds }

  private func check(_ draft: TicketDraft) throws(Failure) {
    try NewTicket.check(
      draft, allowSecret: allowSecret, hint: bodyFile == nil ? nil : "Give --body-file every section of TICKETS.md")
  }

  /// What was given on the command line stands before what a template says, and lists add to its lists.
  private func fill(_ draft: inout TicketDraft, _ root: String, _ session: Session) throws(Failure) {
    draft.status = status
    draft.priority = priority ?? draft.priority
    draft.mode = assignmentMode ?? draft.mode
    draft.owner = assignmentOwner ?? draft.owner
    draft.labels += try labels.lines(for: "--label", in: session).filter { !draft.labels.contains($0) }
    draft.dependencies += try ids(dependencies, root, session).filter { !draft.dependencies.contains($0) }
    draft.blocks = try ids(blocks, root, session)
    draft.related += try ids(related, root, session).filter { !draft.related.contains($0) }
    draft.estimateHours = estimateHours ?? draft.estimateHours
    draft.limits = limits.limits.falling(back: draft.limits)
    let commands = try verificationCommands.lines(for: "--verification-command", in: session)
    if !commands.isEmpty { draft.verificationCommands = commands }
    draft.scope.allow += try allowed.lines(for: "--scope-allow", in: session)
    draft.scope.deny += try denied.lines(for: "--scope-deny", in: session)
    guard draft.body.whole == nil else { return }
    draft.body.description = try description?.text(for: "--description", in: session).trimmed ?? ""
    draft.body.criteria = try acceptance.lines(for: "--acceptance", in: session)
    draft.body.verification = try verification.lines(for: "--verification", in: session)
    draft.body.whole = try wholeBody(of: draft, root, session)
  }

  /// The body from a file that was given, or else from the template of the repository, when no part of it was given.
  private func wholeBody(of draft: TicketDraft, _ root: String, _ session: Session) throws(Failure) -> String? {
    if let bodyFile {
      let text = FreeText(word: bodyFile.word == "-" ? "-" : "@\(bodyFile.word)")
      return try text.text(for: "--body-file", in: session)
    }
    guard description == nil, acceptance.isEmpty, verification.isEmpty,
      let path = try session.settings(of: WorkingTree(root: root)).ticketTemplate
    else { return nil }
    let file = path.resolved(from: root)
    let real = try? Platform.realPath(file)
    // Settings come with a repository, and what they name goes into tickets: nothing else of the machine may.
    if let real, let top = try? Platform.realPath(root), !real.hasPrefix(top + "/") {
      throw Failure(
        .template, "the file of templates.ticket lies outside of \(top)", hint: "Move it into the repository")
    }
    // A pipe would make us wait for somebody who writes into it.
    if let real, let kind = try? Platform.status(ofFile: real).kind, kind == .other {
      throw Failure(
        .template, "templates.ticket names \(path), which is no file but a pipe or a device",
        hint: "Name a Markdown file")
    }
    let template = try session.text(ofFile: file, for: "templates.ticket")
    return BodyTemplate(template).body(title: draft.title, id: draft.id, createdAt: draft.createdAt)
  }

  /// A full id is taken as it is, so that tickets of other branches can be named; a shorter form must be found.
  private func ids(_ names: [TicketName], _ root: String, _ session: Session) throws(Failure) -> [TicketID] {
    var ids: [TicketID] = []
    for name in names {
      if let id = TicketID(name.word) {
        ids.append(id)
        continue
      }
      let tree = WorkingTree(root: root)
      let folder = try name.folder(in: tree, root: root, session: session)
      let record = try session.reading(tree) { () throws(TreeFailure) in
        RecordReader(reader: try tree.reader(), parts: []).record(of: folder)
      }
      guard let id = record.ticket.id else {
        throw Failure(.broken, "\(record.path) has no readable id", hint: "'tickets validate' says what is wrong")
      }
      ids.append(id)
    }
    return ids
  }
}

extension Failure {
  static func secret(_ finding: String) -> Failure {
    Failure(
      .secret, "the text seems to contain \(finding), and everyone with the repository could read it",
      hint: "Remove it, or pass --allow-secret if it is not a secret")
  }
}
