/// ExecPlan: a Markdown file a plan, and one a milestone, in folders that say whether it is done.
enum ExecPlanFormat: MarkdownFormat {
  static let name = "execplan"
  static let title = "ExecPlan"
  static let folders = [".agent/exec_plans", "exec_plans", ""]
  static let dates = ["created", "created_at"]
  static let style = FrontMatterWriter.Style.yaml

  static let statuses: [(foreign: String, status: Status)] = [
    ("planned", .todo), ("draft", .todo), ("active", .doing), ("in_progress", .doing), ("paused", .blocked),
    ("blocked", .blocked), ("completed", .done), ("archived", .done), ("canceled", .canceled),
  ]
  static let statusesOfPlans: [Status: String] = [
    .todo: "planned", .doing: "active", .blocked: "paused", .done: "completed", .canceled: "archived",
  ]
  static let statusesOfMilestones: [Status: String] = [
    .todo: "planned", .doing: "in_progress", .blocked: "blocked", .done: "completed", .canceled: "archived",
  ]
  /// Fields that are labels with their name.
  static let facets = ["kind", "domain", "risk", "touches"]
  static let roles = HeadingRoles(
    HeadingRoles.common + [
      (.section(.description), ["purpose / big picture"]),
      (.section(.verification), ["validation and acceptance", "validation & acceptance"]),
    ])

  static func heading(of name: Section.Name) -> String? {
    switch name {
    case .description: "Objective"
    case .acceptanceCriteria: "Definition of Done"
    case .verification: "Validation / QA Plan"
    }
  }

  static func mayEnter(_ folder: String) -> Bool {
    let name = folder.splitAtLastSlash.name
    return name != "node_modules" && (!name.hasPrefix(".") || name == ".agent")
  }

  static func mayHold(_ path: String) -> Bool { path.hasSuffix(".md") }

  static func recognizes(_ file: SourceFile) -> Bool {
    guard file.objection == nil, let source = ForeignSource(markdown: file) else { return false }
    return isID(source.fields.word("id"))
  }

  /// `EP-20260117-014` or `EP-20260117-014/MS003`.
  private static func isID(_ id: String?) -> Bool {
    guard let id, id.hasPrefix("EP-") else { return false }
    return id.utf8.dropFirst(3).first.map(Ascii.isDigit) ?? false
  }

  static func items(of files: [SourceFile]) -> [SourceItem] {
    files.map { file in
      if let objection = file.objection { return .unreadable(file, objection) }
      guard let source = ForeignSource(markdown: file) else { return .notATicket(file, "it has no front matter") }
      guard isID(source.fields.word("id")) else {
        return .notATicket(file, "its id is none of a plan or a milestone (EP-…)")
      }
      return .ticket(source)
    }
  }

  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String]) {
    let fields = source.fields
    var remarks: [String] = []
    let id = fields.word("id") ?? ""
    var ticket = ForeignTicket(id: id)
    let outline = MarkdownOutline(source.matter?.body ?? "")
    ticket.title = fields.word("title") ?? outline.title ?? ""
    ticket.createdAt = fields.instant(dates)
    ticket.status = ForeignStatus.read(fields.word("status"), statuses, &remarks)
    ticket.owner = fields.word("owner")
    for label in handles(id) { ticket.label(label) }
    for facet in facets { ticket.label(facet, fields.words(facet)) }
    for tag in fields.words("tags") { ticket.label(tag) }
    ticket.dependencies = fields.words("depends_on")
    if let slash = id.firstIndex(of: "/") {
      ticket.parent = String(id[..<slash])
    } else if let plan = fields.word("execplan_id"), plan != id {
      ticket.parent = plan
    }
    ticket.body = body(of: outline).body
    return (ticket, remarks)
  }

  /// The labels that are the handle of a plan or a milestone.
  private static func handles(_ id: String) -> [String] {
    let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
    return parts.count > 1 ? ["milestone", parts[1]] : ["plan", id]
  }

  static func plain(_ text: String, _ role: HeadingRole) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !isMark($0) }
    // The rule between sections belongs to none of them.
    while let last = lines.last, ["", "---"].contains(String(last).withoutSpaceAround) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  static func tail(of text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let tail = lines.reversed().prefix { isMark($0) || ["", "---"].contains(String($0).withoutSpaceAround) }
    return tail.contains { !$0.isEmpty } ? "\n" + tail.reversed().drop(while: \.isEmpty).joined(separator: "\n") : ""
  }

  private static func isMark(_ line: Substring) -> Bool {
    let line = String(line).withoutSpaceAround
    return line.hasPrefix("<!-- SECTION: ") && line.hasSuffix(" -->")
  }

  // MARK: Back

  static func newID(for id: TicketID) -> String { "EP-\(id.short)" }

  static func overlay(_ item: ExportItem, on fields: inout [JSON.Member]) {
    let now = item.now
    let isMilestone = isMilestone(item)
    if item.before == nil {
      let id = id(of: item)
      fields.set("id", .string(id))
      if isMilestone {
        fields.set("execplan_id", .string(String(id.prefix { $0 != "/" })))
        fields.set("ms", number(id).map { .integer(Int64($0)) })
      }
    }
    if item.isChanged(\.title) { fields.set("title", .string(now.title)) }
    if item.isChanged(\.status) {
      fields.set("status", (isMilestone ? statusesOfMilestones : statusesOfPlans)[now.status].map(JSON.string))
    }
    ForeignLabels.lay(
      item, over: &fields, list: "tags", keyed: facets.map { ($0, $0) }, ignoring: ["plan", "milestone", "EP-", "MS"])
    if item.before == nil, fields["domain"] == nil { fields.set("domain", .string("cross-cutting")) }
    if item.isChanged(\.owner) { fields.set("owner", .string(now.owner ?? "")) }
    if let list = item.references(\.dependencies) { fields.set("depends_on", list) }
    if item.before == nil, let time = now.createdAt {
      fields.set("created", .string(day(time)))
      fields.set("updated", .string(day(item.lastLogged ?? time)))
    } else if let old = item.origin?.source.fields, old != fields, fields["updated"] != nil,
      let time = item.lastLogged
    {
      fields.set("updated", .string(day(time)))
    }
  }

  private static func day(_ time: Instant) -> String { String(time.text.prefix(10)) }

  private static func isMilestone(_ item: ExportItem) -> Bool {
    item.id.contains("/") || item.origin == nil && item.now.labels.contains("milestone")
  }

  /// The id that the labels of a ticket say, or else one made of its own.
  private static func id(of item: ExportItem) -> String {
    if item.origin != nil { return item.id }
    let labels = item.now.labels
    if isMilestone(item), let plan = item.now.parent {
      return "\(plan)/\(labels.first { $0.hasPrefix("MS") } ?? "MS-\(item.ticketID.short)")"
    }
    return labels.first { isID($0) } ?? item.id
  }

  private static func number(_ id: String) -> Int? {
    Int(id.reversed().prefix { $0.isASCII && $0.isNumber }.reversed().map(String.init).joined())
  }

  static func files(for items: [ExportItem]) -> ExportOutput {
    var output = ExportOutput()
    for item in items {
      guard item.origin != nil || item.now.labels.contains("plan") || item.now.labels.contains("milestone") else {
        output.remarks.append(
          "\(item.ticketID.short) \(item.now.title.singleLine): it is neither a plan nor a milestone")
        continue
      }
      output.add(path(item), file(item))
    }
    let dropped = items.reduce(0) { $0 + $1.newNotes.count }
    if dropped > 0 { output.remarks.append("\(dropped) log entries: plans and milestones have no place for them") }
    return output
  }

  /// The place of a file, which says whether it is done.
  private static func path(_ item: ExportItem) -> String {
    let id = id(of: item)
    let slug = slug(item.now.title)
    var parts = item.origin.map { inside($0.source.path) } ?? []
    if parts.isEmpty {
      let plan = SafeName.of(String(id.prefix { $0 != "/" }))
      parts = isMilestone(item) ? [plan, "milestones", "active"] : [plan]
      parts.append("\(SafeName.of(String(id.map { $0 == "/" ? "_" : $0 })))_\(slug).md")
    }
    guard item.isChanged(\.status) else { return parts.joined(separator: "/") }
    let time = item.lastLogged ?? item.now.createdAt ?? Instant(milliseconds: 0)
    if !item.now.status.isOpen, let place = parts.lastIndex(of: "active") {
      parts.replaceSubrange(place...place, with: ["archive"] + day(time).split(separator: "-").map(String.init))
    } else if item.now.status.isOpen, let place = parts.lastIndex(of: "archive") {
      let dates = parts[(place + 1)...].prefix { $0.utf8.allSatisfy(Ascii.isDigit) }.count
      parts.replaceSubrange(place...(place + dates), with: ["active"])
    }
    return parts.joined(separator: "/")
  }

  /// The path below the folder of the tool.
  private static func inside(_ path: String) -> [String] {
    let parts = path.split(separator: "/").map(String.init).filter { $0 != ".." && $0 != "." }
    let top = parts.lastIndex(of: "exec_plans").map { $0 + 1 } ?? 0
    return Array(parts[top...])
  }

  private static func slug(_ title: String) -> String {
    let words = title.lowercased().unicodeScalars.map {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? Character($0) : "-"
    }
    let slug = String(words).split(separator: "-").joined(separator: "-").prefix(40)
    return slug.isEmpty ? "untitled" : String(slug)
  }
}
