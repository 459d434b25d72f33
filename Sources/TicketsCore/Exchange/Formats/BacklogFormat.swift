/// Backlog.md: a Markdown file a task, in folders that say how far it is.
enum BacklogFormat: MarkdownFormat {
  static let name = "backlog"
  static let title = "Backlog.md"
  static let folders = ["backlog", ".backlog", ""]
  static let dates = ["created_date", "created", "createdDate"]
  static let style = FrontMatterWriter.Style.yamlWithQuotedDates
  static let hasTitleHeading = false

  static let statuses: [(foreign: String, status: Status)] = [
    ("To Do", .todo), ("In Progress", .doing), ("Done", .done), ("Won't Do", .canceled), ("Blocked", .blocked),
    ("Draft", .todo), ("Backlog", .todo), ("Review", .doing), ("Completed", .done), ("Canceled", .canceled),
    ("Cancelled", .canceled),
  ]
  static let statusesOnExport: [Status: String] = [
    .todo: "To Do", .doing: "In Progress", .blocked: "Blocked", .done: "Done", .canceled: "Won't Do",
  ]
  static let roles = HeadingRoles(
    HeadingRoles.common.filter { $0.0 != .section(.acceptanceCriteria) } + [
      (.section(.acceptanceCriteria), ["acceptance criteria"]),
      (.notes, ["implementation notes", "comments", "final summary"]),
    ])
  static let notesHeading: String? = "Implementation Notes"
  static let configNames = ["config.yml", "config.yaml", "backlog.config.yml"]
  /// Commands that the tool runs when a status changes.
  static let commands = ["onStatusChange", "on_status_change"]

  static func heading(of name: Section.Name) -> String? { name.rawValue }

  static func mayEnter(_ folder: String) -> Bool {
    ["tasks", "completed", "archive", "drafts", "milestones"].contains(String(folder.prefix { $0 != "/" }))
  }

  static func mayHold(_ path: String) -> Bool {
    configNames.contains(path) || path.hasSuffix(".md") && (path.contains("/") || path.contains(" - "))
  }

  static func recognizes(_ file: SourceFile) -> Bool {
    guard file.name.hasSuffix(".md"), let source = ForeignSource(markdown: file), source.fields.word("id") != nil else {
      return false
    }
    return source.fields["created_date"] != nil || file.path.hasPrefix("tasks/") && source.fields["title"] != nil
  }

  static func items(of files: [SourceFile]) -> [SourceItem] {
    let statuses = files.first { configNames.contains($0.path) }.flatMap { configured($0) }
    let milestones = milestones(of: files)
    return files.filter { !configNames.contains($0.path) }.map { file in
      if let objection = file.objection { return .unreadable(file, objection) }
      guard var source = ForeignSource(markdown: file) else { return .notATicket(file, "it has no front matter") }
      guard source.fields.word("id") != nil else { return .notATicket(file, "its front matter names no id") }
      let folder = String(file.path.prefix { $0 != "/" })
      if folder != file.path, folder != "tasks" { source.context.append(JSON.Member("folder", .string(folder))) }
      if let name = source.fields.word("milestone"), let id = milestones[key(name)] ?? milestones[name.lowercased()] {
        source.context.append(JSON.Member("milestone", .string(id)))
      }
      if let statuses { source.context.append(JSON.Member("statuses", .array(statuses.map(JSON.string)))) }
      return .ticket(source)
    }
  }

  /// The ids of the milestones that are files, by their ids and by their titles: tasks name either.
  private static func milestones(of files: [SourceFile]) -> [String: String] {
    var ids: [String: String] = [:]
    for file in files where file.path.hasPrefix("milestones/") && file.objection == nil {
      guard let fields = ForeignSource(markdown: file)?.fields, let id = fields.word("id") else { continue }
      ids[key(id)] = id
      if let title = fields.word("title") { ids[title.lowercased()] = id }
    }
    return ids
  }

  private static func configured(_ file: SourceFile) -> [String]? {
    let statuses = FrontMatter(yaml: SourceText(file.bytes).text).fields.words("statuses")
    return statuses.isEmpty ? nil : statuses
  }

  /// `BACK-12`, `task-12` and `12` are one task; drafts and milestones count on their own.
  static func key(_ id: String) -> String {
    let word = id.withoutSpaceAround.lowercased()
    guard let dash = word.lastIndex(of: "-") else { return word }
    let prefix = word[..<dash]
    let number = word[word.index(after: dash)...]
    let isCount = !number.isEmpty && number.utf8.allSatisfy { Ascii.isDigit($0) || $0 == UInt8(ascii: ".") }
    guard isCount else { return word }
    let parts = number.split(separator: ".").map { part in String(part.drop { $0 == "0" }) }
    let plain = parts.joined(separator: ".")
    return prefix == "m" || prefix == "draft" ? "\(prefix)-\(plain)" : plain
  }

  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String]) {
    let fields = source.fields
    var remarks: [String] = []
    var ticket = ForeignTicket(id: fields.word("id") ?? "")
    ticket.title = fields.word("title") ?? ""
    ticket.createdAt = fields.instant(dates)
    ticket.status = status(source, &remarks)
    ticket.priority = ForeignPriority.read(fields.word("priority"), &remarks)
    let people = fields.words("assignee")
    ticket.owner = people.first
    for label in fields.words("labels") { ticket.label(label) }
    ticket.label("assignee", Array(people.dropFirst()))
    ticket.label("type", fields.words("type"))
    ticket.label("due", fields.words("due") + fields.words("due_date"))
    switch source.context.word("folder") {
    case "drafts": ticket.label("draft")
    case "archive": ticket.label("archived")
    case "milestones": ticket.label("milestone")
    default: break
    }
    ticket.dependencies = fields.words("dependencies")
    let milestone = source.context.word("milestone")
    ticket.parent = fields.word("parent_task_id", "parent") ?? milestone
    if let milestone, ticket.parent != milestone { ticket.related.append(milestone) }
    // A milestone that is only a name is no ticket.
    if milestone == nil { ticket.label("milestone", fields.words("milestone")) }
    for command in commands where fields.word(command) != nil {
      remarks.append("'\(command)' is a command, which is kept as text and never run")
    }
    let (body, notes) = body(of: MarkdownOutline(source.matter?.body ?? ""))
    ticket.body = body
    ticket.notes = notes.map(\.text).filter { !$0.isEmpty }.map { ForeignNote($0) }
    let files = fields.words("modified_files")
    if !files.isEmpty {
      var note = ForeignNote("Files that were changed")
      note.changes.files = files
      ticket.notes.append(note)
    }
    return (ticket, remarks)
  }

  private static func status(_ source: ForeignSource, _ remarks: inout [String]) -> Status {
    guard let word = source.fields.word("status") else {
      return source.context.word("folder") == "completed" ? .done : .todo
    }
    let plain = ForeignStatus.normal(word)
    if let found = statuses.first(where: { ForeignStatus.normal($0.foreign) == plain }) { return found.status }
    // Of the project's own the first is where work begins, the last where it ends.
    let configured = source.context.words("statuses").map(ForeignStatus.normal)
    if let place = configured.firstIndex(of: plain) {
      return place == 0 ? .todo : place == configured.count - 1 ? .done : .doing
    }
    return ForeignStatus.read(word, statuses, &remarks)
  }

  // MARK: The marks around sections

  static func plain(_ text: String, _ role: HeadingRole) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !isMark($0) }
    guard role == .section(.acceptanceCriteria) else { return lines.joined(separator: "\n") }
    return lines.map(withoutNumber).joined(separator: "\n")
  }

  private static func isMark(_ line: Substring) -> Bool {
    let line = String(line).withoutSpaceAround
    guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else { return false }
    let word = line.dropFirst(5).dropLast(4)
    return word.hasSuffix(":BEGIN") || word.hasSuffix(":END")
  }

  /// `- [ ] #1 It works` without its number.
  private static func withoutNumber(_ line: Substring) -> String {
    guard let close = line.firstIndex(of: "]"), line.drop(while: { $0 == " " }).first == "-" else {
      return String(line)
    }
    let rest = line[line.index(after: close)...]
    guard rest.hasPrefix(" #"), case let digits = rest.dropFirst(2).prefix(while: { $0.isASCII && $0.isNumber }),
      !digits.isEmpty,
      rest.dropFirst(2 + digits.count).first == " "
    else { return String(line) }
    return String(line[...close]) + String(rest.dropFirst(2 + digits.count))
  }

  static func dressed(_ text: String, _ role: HeadingRole, title: String) -> String {
    switch role {
    case .section(.acceptanceCriteria):
      var number = 0
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
        guard line.hasPrefix("- ["), let close = line.firstIndex(of: "]") else { return String(line) }
        number += 1
        return "\(line[...close]) #\(number)\(line[line.index(after: close)...])"
      }
      return "<!-- AC:BEGIN -->\n\(lines.joined(separator: "\n"))\n<!-- AC:END -->"
    case .section(.description): return marked(text, "DESCRIPTION")
    case .notes: return marked(text, "NOTES")
    default: return title == "Implementation Plan" ? marked(text, "PLAN") : text
    }
  }

  private static func marked(_ text: String, _ name: String) -> String {
    "<!-- SECTION:\(name):BEGIN -->\n\(text)\n<!-- SECTION:\(name):END -->"
  }

  static func notes(_ notes: [ForeignNote], after text: String) -> String {
    let new = notes.map { note in
      "[\(note.time.map { $0.wholeSeconds.text } ?? "")] \(note.author ?? ""): \(ForeignBody.untorn(note.text))"
    }
    return ([text.withoutSpaceAround].filter { !$0.isEmpty } + new).joined(separator: "\n\n")
  }

  // MARK: Back

  static func newID(for id: TicketID) -> String { "task-\(id.short)" }

  static func overlay(_ item: ExportItem, on fields: inout [JSON.Member]) {
    let now = item.now
    if item.before == nil { fields.set("id", .string(item.id)) }
    if item.isChanged(\.title) { fields.set("title", .string(now.title)) }
    if item.isChanged(\.status) { fields.set("status", .string(status(item))) }
    let isPerson = { (label: String) in label.hasPrefix("assignee:") }
    if item.isChanged(\.owner) || now.labels.filter(isPerson) != item.before?.labels.filter(isPerson) ?? [] {
      let others = now.labels.filter(isPerson).map { String($0.dropFirst("assignee:".count)) }
      fields.set("assignee", .array(((now.owner.map { [$0] } ?? []) + others).map(JSON.string)))
    } else if item.before == nil {
      fields.set("assignee", .array([]))
    }
    if item.before == nil, let time = now.createdAt {
      fields.set("created_date", .string(minute(time)))
    }
    let due = fields["due_date"] != nil ? "due_date" : "due"
    ForeignLabels.lay(
      item, over: &fields, list: "labels", keyed: [("type", "type"), ("due", due), ("milestone", "milestone")],
      ignoring: ["assignee:"]
        + (item.origin?.source.context.word("folder") == nil ? [] : ["draft", "archived", "milestone"]))
    if item.before == nil, fields["labels"] == nil { fields.set("labels", .array([])) }
    if let list = item.references(\.dependencies) { fields.set("dependencies", .array(list.map(JSON.string))) }
    if item.isParentChanged { fields.set(parentField(fields), now.parent.map(JSON.string)) }
    if item.isChanged(\.priority) { fields.set("priority", priority(now.priority)) }
    if let old = item.origin?.source.fields, old != fields, fields["updated_date"] != nil, let time = item.lastLogged {
      fields.set("updated_date", .string(minute(time)))
    }
  }

  /// A moment as the tool writes it: `2025-06-03 21:20`.
  private static func minute(_ time: Instant) -> String {
    String(time.wholeSeconds.text.prefix(16).map { $0 == "T" ? " " : $0 })
  }

  private static func parentField(_ fields: [JSON.Member]) -> String {
    fields["parent_task_id"] == nil && fields["parent"] == nil && fields["milestone"] != nil
      ? "milestone" : "parent_task_id"
  }

  private static func priority(_ priority: Priority?) -> JSON? {
    // The tool knows three.
    priority.map { .string($0 == .critical ? "high" : $0.rawValue) }
  }

  /// A word of the project's own where it has one.
  private static func status(_ item: ExportItem) -> String {
    let usual = statusesOnExport[item.now.status] ?? "To Do"
    let configured = item.origin?.source.context.words("statuses") ?? []
    if configured.isEmpty || configured.contains(where: { ForeignStatus.normal($0) == ForeignStatus.normal(usual) }) {
      return usual
    }
    switch item.now.status {
    case .todo: return configured.first ?? usual
    case .done: return configured.last ?? usual
    default: return configured.count > 2 ? configured[1] : usual
    }
  }

  static func files(for items: [ExportItem]) -> ExportOutput {
    var output = ExportOutput()
    for item in items {
      let old = item.origin.map { pathInBacklog($0.source.path) }
      let words = item.now.title.unicodeScalars.map {
        $0.properties.isAlphabetic || $0.properties.numericType != nil ? Character($0) : "-"
      }
      let title = String(words).split(separator: "-").joined(separator: "-").prefix(60)
      output.add(old ?? "tasks/\(SafeName.of(item.id)) - \(title).md", file(item))
    }
    return output
  }

  /// The place in the folder of the tool; of a path from elsewhere only what cannot lead out of it.
  private static func pathInBacklog(_ path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard let start = parts.lastIndex(where: { mayEnter($0) && $0 != parts.last }) ?? nil else {
      return "tasks/\(parts.last ?? "task.md")"
    }
    let outer = parts.firstIndex { mayEnter($0) } ?? start
    return parts[outer...].filter { $0 != ".." && $0 != "." }.joined(separator: "/")
  }
}
