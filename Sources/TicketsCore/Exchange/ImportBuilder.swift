/// Makes one ticket, with its log, of what a source says.
struct ImportBuilder {
  private(set) var ticket: ForeignTicket
  let id: TicketID
  let time: Instant
  let source: ForeignSource
  let format: any ExchangeFormat.Type
  private(set) var remarks: [String]
  private(set) var dependencies: [TicketID] = []
  private(set) var blocks: [TicketID] = []
  private(set) var related: [TicketID] = []
  private(set) var parent: TicketID?
  private(set) var links: [String] = []

  init(
    ticket: ForeignTicket, id: TicketID, time: Instant, source: ForeignSource, format: any ExchangeFormat.Type,
    remarks: [String]
  ) {
    (self.ticket, self.id, self.time, self.source, self.format) = (ticket, id, time, source, format)
    self.remarks = remarks
    if ticket.title.singleLine.isEmpty { self.remarks.append("it has no title") }
    self.ticket = ticket.settled
    check()
  }

  private mutating func check() {
    let fields = JSON.object(source.fields)
    let text = source.text ?? String(decoding: JSONWriter.bytes(of: fields, .compact), as: UTF8.self)
    if text.holdsControls || fields.holdsControls { remarks.append("control characters are U+FFFD now") }
    if let finding = SecretScan.finding(in: text) {
      remarks.append("it seems to contain \(finding), and everyone with the repository could read it")
    }
  }

  /// Finds the tickets that are named; what leads to nothing is remarked and kept as a line of text.
  mutating func resolve(_ references: [String: TicketID]) {
    dependencies = resolved(ticket.dependencies, "depends on", references)
    blocks = resolved(ticket.blocks, "blocks", references)
    related = resolved(ticket.related, "is related to", references)
    parent = ticket.parent.flatMap { resolved([$0], "is part of", references).first }
    if let parent, !related.contains(parent) { related.append(parent) }
  }

  private mutating func resolved(_ names: [String], _ relation: String, _ references: [String: TicketID]) -> [TicketID]
  {
    var found: [TicketID] = []
    for name in names {
      guard let id = references[format.key(name)] else {
        remarks.append("it \(relation) \(name.singleLine), which is not there")
        let line = "\(relation) \(name.singleLine)"
        if !links.contains(line) { links.append(line) }
        continue
      }
      if id == self.id {
        remarks.append("it \(relation) itself, which is left out")
      } else if !found.contains(id) {
        found.append(id)
      }
    }
    return found
  }

  var origin: ImportOrigin { ImportOrigin(format: format.name, id: ticket.id, source: source, links: links) }

  var draft: TicketDraft {
    var draft = TicketDraft(id: id, createdAt: time, title: ticket.title)
    draft.status = ticket.status
    draft.priority = ticket.priority
    draft.mode = ticket.mode
    draft.owner = ticket.owner
    draft.labels = ticket.labels
    (draft.dependencies, draft.blocks, draft.related) = (dependencies, blocks, related)
    draft.estimateHours = ticket.estimateHours
    draft.verificationCommands = ticket.verificationCommands
    draft.scope = ticket.scope
    var body = ticket.body
    body.addLinks(links)
    draft.body.whole = body.text
    return draft
  }

  /// Why no ticket can be made of it, or nothing.
  static func objection(to draft: TicketDraft) -> String? {
    let tree = MemoryTree(["\(draft.id.text)/\(Layout.ticketFileName)": draft.bytes], label: "the new ticket")
    guard let report = try? Validator(Settings()).validate(tree) else { return "it cannot be read back" }
    return report.issues.first { $0.severity == .error }.map { "it would not be a valid ticket: \($0.message)" }
  }

  /// The ticket with its log.
  func made(_ draft: TicketDraft) -> ImportOutcome.Made {
    let run = RunFile(imported: time)
    var first = entry(in: run, at: time, "Imported \(ticket.id.singleLine) from \(format.title).")
    first.createdFrom = parent?.text
    first.others = [origin.member]
    return ImportOutcome.Made(draft: draft, run: run, entries: [first] + noteEntries(in: run))
  }

  /// An entry by whoever made the ticket there: who imports it is nothing that the source says.
  func entry(in run: RunFile, at time: Instant, _ summary: String, by author: String? = nil) -> LogEntry {
    var entry = LogEntry(
      ts: time, runStarted: run.name.runStarted, actorType: .human,
      actorID: author?.actorName ?? ticket.author?.actorName ?? format.name, summary: summary)
    entry.writtenBy = LogEntry.toolName
    return entry
  }

  /// What was noted there.
  func noteEntries(in run: RunFile) -> [LogEntry] {
    ticket.notes.map { note in
      let text = note.text.plainText.withoutSpaceAround
      var entry = entry(in: run, at: note.time ?? time, text, by: note.author)
      entry.changes = note.changes
      return entry
    }
  }
}

extension RunFile {
  /// The run log of an import, whose name comes from the source as everything else does.
  init(imported time: Instant) {
    self.init(importedAs: RunLogName(runStarted: time, runID: Self.importRunID))
  }

  static let importRunID = "import"
}

extension String {
  /// A name for who did something, or nothing when it says none.
  fileprivate var actorName: String? {
    let name = singleLine
    return name.isEmpty ? nil : name
  }
}

extension JSON {
  /// Whether a terminal would act on a text in it.
  fileprivate var holdsControls: Bool {
    switch self {
    case .string(let text): text.holdsControls
    case .array(let elements): elements.contains(where: \.holdsControls)
    case .object(let members): members.contains(where: \.value.holdsControls)
    default: false
    }
  }
}
