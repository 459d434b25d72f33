/// `tk` (wedow/ticket): a Markdown file a ticket, flat in `.tickets/`, read line by line by a shell script.
enum TkFormat: MarkdownFormat {
  static let name = "tk"
  static let title = "tk"
  static let folders = [".tickets", ""]
  static let dates = ["created"]
  static let style = FrontMatterWriter.Style.bare

  static let statuses: [(foreign: String, status: Status)] = [
    ("open", .todo), ("in_progress", .doing), ("closed", .done),
  ]
  static let statusesOnExport: [Status: String] = [
    .todo: "open", .doing: "in_progress", .blocked: "open", .done: "closed", .canceled: "closed",
  ]
  static let roles = HeadingRoles(
    HeadingRoles.common + [(.notes, ["notes"])])
  static let notesHeading: String? = "Notes"

  static func heading(of name: Section.Name) -> String? { name == .description ? nil : name.rawValue }

  static func mayHold(_ path: String) -> Bool { path.hasSuffix(".md") && !path.hasPrefix(".") }

  static func recognizes(_ file: SourceFile) -> Bool {
    guard mayHold(file.path), let source = ForeignSource(markdown: file), source.fields.word("id") != nil else {
      return false
    }
    return source.fields["status"] != nil
      && (source.fields["deps"] ?? source.fields["links"] ?? source.fields["created"]) != nil
  }

  static func items(of files: [SourceFile]) -> [SourceItem] {
    files.map { file in
      if let objection = file.objection { return .unreadable(file, objection) }
      guard let source = ForeignSource(markdown: file) else { return .notATicket(file, "it has no front matter") }
      guard source.fields.word("id") != nil else { return .notATicket(file, "its front matter names no id") }
      return .ticket(source)
    }
  }

  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String]) {
    let fields = source.fields
    var remarks: [String] = []
    var ticket = ForeignTicket(id: fields.word("id") ?? source.path)
    let outline = MarkdownOutline(source.matter?.body ?? "")
    ticket.title = outline.title ?? fields.word("title") ?? ""
    ticket.createdAt = fields.instant(dates)
    ticket.status = ForeignStatus.read(fields.word("status"), statuses, &remarks)
    ticket.priority = ForeignPriority.read(fields.word("priority"), &remarks)
    ticket.owner = fields.word("assignee")
    ticket.label("type", fields.words("type"))
    for tag in fields.words("tags") { ticket.label(tag) }
    ticket.dependencies = fields.words("deps")
    ticket.related = fields.words("links")
    ticket.parent = fields.word("parent")
    let (body, notes) = body(of: outline)
    ticket.body = body
    ticket.notes = notes.flatMap { Self.notes(in: $0.text) }
    return (ticket, remarks)
  }

  /// Notes are a moment in bold, and below it the text.
  private static func notes(in text: String) -> [ForeignNote] {
    var notes: [ForeignNote] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = String(line).withoutSpaceAround
      if trimmed.hasPrefix("**"), trimmed.hasSuffix("**"), trimmed.utf8.count > 4,
        let time = Timestamp.guess(String(trimmed.dropFirst(2).dropLast(2)))
      {
        notes.append(ForeignNote("", time: time))
      } else if notes.isEmpty {
        if !trimmed.isEmpty { notes.append(ForeignNote(String(line))) }
      } else {
        notes[notes.count - 1].text += "\n\(line)"
      }
    }
    return notes.map { note in
      var note = note
      note.text = note.text.withoutSpaceAround
      return note
    }.filter { !$0.text.isEmpty }
  }

  static func notes(_ notes: [ForeignNote], after text: String) -> String {
    let new = notes.map { note in
      // A heading in it would end the notes.
      "**\(note.time.map { $0.wholeSeconds.text } ?? "")**\n\n\(ForeignBody.untorn(note.text))"
    }
    return ([text.withoutSpaceAround].filter { !$0.isEmpty } + new).joined(separator: "\n\n")
  }

  static func newID(for id: TicketID) -> String { "t-\(id.short)" }

  static func overlay(_ item: ExportItem, on fields: inout [JSON.Member]) {
    let now = item.now
    if item.before == nil { fields.set("id", .string(item.id)) }
    if item.isChanged(\.status) { fields.set("status", statusesOnExport[now.status].map(JSON.string)) }
    if let list = item.references(\.dependencies) { fields.set("deps", .array(list.map(JSON.string))) }
    if let list = item.references(\.related) { fields.set("links", .array(list.map(JSON.string))) }
    if item.before == nil, let time = now.createdAt { fields.set("created", .string(time.wholeSeconds.text)) }
    ForeignLabels.lay(item, over: &fields, list: "tags", keyed: [("type", "type")], defaults: ["type": "task"])
    if item.isChanged(\.priority) { fields.set("priority", .integer(ForeignPriority.number(now.priority))) }
    if item.isChanged(\.owner) { fields.set("assignee", now.owner.map(JSON.string)) }
    if item.isParentChanged { fields.set("parent", now.parent.map(JSON.string)) }
  }

  static func files(for items: [ExportItem]) -> ExportOutput {
    var output = ExportOutput()
    for item in items { output.add("\(SafeName.of(item.id)).md", file(item)) }
    return output
  }
}
