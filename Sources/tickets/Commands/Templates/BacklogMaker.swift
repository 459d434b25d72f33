import TicketsCore
import TicketsFiles

/// Makes the tickets of a backlog, with the log entries that say where they came from: all or none.
struct BacklogMaker {
  let session: Session
  let tree: WorkingTree
  let placement: Placement
  private let values: [(name: String, value: String)]
  private let actor: ActorOptions
  private let allowSecret: Bool
  private let library: TemplateLibrary

  init(
    _ options: PlacementOptions, _ actor: ActorOptions, allowSecret: Bool, in session: Session
  ) throws(Failure) {
    try self.init(options.values, actor, allowSecret: allowSecret, in: session) { tree throws(Failure) in
      try options.found(in: tree, session)
    }
  }

  /// The place of the tickets is found once the tickets are in order.
  init(
    _ values: [BlankValue], _ actor: ActorOptions, allowSecret: Bool, in session: Session,
    at place: (WorkingTree) throws(Failure) -> Placement
  ) throws(Failure) {
    self.session = session
    self.actor = actor
    self.allowSecret = allowSecret
    tree = WorkingTree(root: try session.rootToWrite())
    library = try TemplateLibrary(in: session)
    placement = try place(tree)
    self.values = try values.values(in: session)
  }

  /// The templates that words lead to; a folder or a backlog is several.
  func steps(_ words: [TemplateStep]) throws(Failure) -> [Backlog.Step] {
    var steps: [Backlog.Step] = []
    for word in words {
      let title = try word.title?.line(for: "the title of '\(word.name.text)'", in: session)
      if word.name.isPlain, let backlog = BuiltinTemplates.backlogs[word.name.path] {
        guard title == nil else { throw .titleForMany(word.name.text) }
        for (name, title) in backlog {
          let files = BuiltinTemplates.files.filter { $0.name == name }
          for file in files { steps.append(try step(LoadedTemplate(builtin: file.name, file.bytes), title: title)) }
        }
        continue
      }
      let loaded = try library.load(word.name)
      guard loaded.count == 1 || title == nil else { throw .titleForMany(word.name.text) }
      for template in loaded { steps.append(try step(template, title: title)) }
    }
    return steps
  }

  private func step(_ loaded: LoadedTemplate, title: String?) throws(Failure) -> Backlog.Step {
    Backlog.Step(
      TemplateName.baseName(of: loaded.path), try loaded.template(), try loaded.origin(in: session), title: title)
  }

  func backlog(_ steps: [Backlog.Step], isChain: Bool = true) throws(Failure) -> Backlog {
    var terms = Backlog.Terms(createdAt: session.now.wholeSeconds)
    terms.parent = placement.parent?.neighbour
    terms.previous = placement.after?.neighbour
    terms.isChain = isChain
    terms.values = values
    do throws(BacklogFailure) {
      return try Backlog(steps, terms) { session.nextID() }
    } catch {
      throw Failure(error)
    }
  }

  /// One ticket from a template, or without one, at its place.
  func item(_ template: TemplateName?, title: String, createdAt: Instant) throws(Failure) -> NewItem {
    guard let template else {
      var draft = TicketDraft(id: session.nextID(), createdAt: createdAt, title: title)
      draft.related = placement.parent?.ticket.id.map { [$0] } ?? []
      draft.dependencies = placement.after?.ticket.id.map { [$0] } ?? []
      return NewItem(draft: draft)
    }
    let loaded = try library.load(template)
    guard loaded.count == 1, let only = loaded.first else { throw .titleForMany(template.text) }
    let items = try self.items(try backlog([try step(only, title: title)]))
    guard var item = items.first else { throw .titleForMany(template.text) }
    item.draft.createdAt = createdAt
    return item
  }

  /// The tickets of a backlog, with what there is to say about them said.
  func items(_ backlog: Backlog) throws(Failure) -> [NewItem] {
    for item in backlog.items {
      try NewTicket.check(item.draft, allowSecret: allowSecret)
      for note in item.notes { session.console.note("\(item.step.origin.reference): \(note)") }
    }
    return backlog.items.map { item in
      let known = item.step.template.blanks.names
      let origin = item.step.origin
      let member = origin.member(set: values.filter { known.contains($0.name) })
      return NewItem(draft: item.draft, template: (origin.reference, member))
    }
  }

  /// Writes everything at once.
  func make(_ items: [NewItem]) throws(Failure) {
    let runs = items.map { _ in session.nextID() }
    let parentRun = session.nextID()
    try session.apply(at: tree.root) { () throws(Failure) in
      var changes = ChangeSet()
      for (item, run) in zip(items, runs) { changes.add(try creation(of: item, run: run)) }
      if let parent = placement.parent {
        changes.add(try entry(of: items.map(\.draft.id), in: parent, newRun: parentRun))
      }
      let waited = Set(items.flatMap(\.draft.dependencies))
      let last = items.map(\.draft.id).filter { !waited.contains($0) }
      if let change = try waiting?.waiting(for: last) { changes.add(change) }
      return (changes, ())
    }
  }

  /// The ticket that waits, as it is now: someone else may have changed it since it was found.
  private var waiting: TicketRecord? {
    get throws(Failure) {
      guard let found = placement.before else { return nil }
      return try session.reading(tree) { () throws(TreeFailure) in
        RecordReader(reader: try tree.reader(), parts: .document)
          .record(of: TreeEntry(name: found.folder, kind: .folder))
      }
    }
  }

  /// The folder of a ticket, with a first log entry where it came from somewhere.
  private func creation(of item: NewItem, run newRun: TicketID) throws(Failure) -> ChangeSet.Change {
    let parent = placement.parent?.ticket
    guard item.template != nil || parent != nil else { return NewTicket.creation(of: item.draft) }
    let run = try session.runFile(ofNew: actor.runID, newRun: newRun)
    let source = item.template.map { "from the template \($0.reference)" } ?? "as part of \"\(parent?.title ?? "")\""
    var entry = session.entry(in: run, by: try session.actor(actor), summary: "Made \(source).")
    entry.createdFrom = parent?.id?.text
    if let template = item.template { entry.others.append(template.member) }
    if !allowSecret, let finding = SecretScan.finding(in: String(decoding: entry.line(), as: UTF8.self)) {
      throw .secret(finding)
    }
    return NewTicket.creation(of: item.draft, logging: entry, in: run)
  }

  private func entry(
    of made: [TicketID], in parent: TicketRecord, newRun: TicketID
  ) throws(Failure) -> ChangeSet.Change {
    let run = try session.runFile(of: parent.folder, actor.runID, started: nil, newRun: newRun)
    let count = made.count == 1 ? "a ticket" : "\(made.count) tickets"
    var entry = session.entry(in: run, by: try session.actor(actor), summary: "Made \(count) as part of this one.")
    entry.ticketsCreated = made.map(\.text)
    return run.appending(entry, to: parent.folder)
  }
}

/// A ticket to be made, and the template that it came from.
struct NewItem {
  var draft: TicketDraft
  /// How the template is named, and what the log keeps of it.
  var template: (reference: String, member: JSON.Member)?
}

/// The tickets that were made, or would be.
struct BacklogReport: Report {
  let backlog: Backlog
  let isDryRun: Bool

  func write(to page: inout Page) {
    for item in backlog.items {
      let waits = item.draft.dependencies.map(\.short).joined(separator: ", ")
      page.line(
        Page.Piece(isDryRun ? "would make " : "created ", .green), Page.Piece(item.draft.id.short, .faint),
        Page.Piece("  \(item.draft.title)"), Page.Piece(waits.isEmpty ? "" : "  (after \(waits))", .faint))
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("tickets") { json in
        json.array { json in
          for item in backlog.items {
            json.object { json in
              json.member("id", item.draft.id.text)
              json.member("path", "\(Layout.folderName)/\(item.draft.id.text)/\(Layout.ticketFileName)")
              json.member("title", item.draft.title)
              json.member("template", item.step.origin.reference)
              json.member("dependencies", item.draft.dependencies.map(\.text))
            }
          }
        }
      }
      json.member("parent", backlog.terms.parent?.id.text)
      if isDryRun { json.member("dry_run", true) }
    }
  }
}

extension TemplateName {
  fileprivate var isPlain: Bool { revision == nil && (source == nil || source == Self.builtinSource) }
}

extension Failure {
  fileprivate static func titleForMany(_ name: String) -> Failure {
    Failure(.usage, "'\(name)' is several templates, and one title is given", hint: "Leave out the title")
  }
}
