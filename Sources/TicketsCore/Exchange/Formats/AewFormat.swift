/// AEW: a YAML file a ticket; `schema_version: 2` nests its fields, `1` does not, and quick and orchestrator tickets are
/// like them.
///
/// A field is found by its name, wherever it stands; on the way back it is written where it was.
enum AewFormat: ExchangeFormat {
  static let name = "aew"
  static let title = "AEW"
  static let folders = ["tickets", "agent/tickets", ""]
  static let dates = ["created_at", "created", "created_on", "date"]

  static let statuses: [(foreign: String, status: Status)] = [
    ("backlog", .todo), ("ready", .todo), ("draft", .todo), ("active", .doing), ("in_progress", .doing),
    ("review", .doing), ("blocked", .blocked), ("done", .done), ("completed", .done), ("deferred", .canceled),
    ("canceled", .canceled),
  ]
  static let statusesOnExport: [Status: String] = [
    .todo: "ready", .doing: "active", .blocked: "blocked", .done: "done", .canceled: "deferred",
  ]
  static let labels = ["ticket_class", "work_kind", "phase"]
  static let descriptions = ["objective", "description", "context"]
  static let criteria = ["acceptance_criteria", "criteria"]
  static let scenarios = ["scenarios", "given_when_then"]
  static let tests = ["tests", "test_plan", "verification"]
  static let questions = ["unresolved_decisions", "open_questions"]
  static let allowed = ["allowed_files", "allowed_paths", "exact_files"]
  static let forbidden = ["forbidden_files", "forbidden_paths"]
  static let histories = ["execution_result", "completed_states"]
  static let questionsTitle = "Open Questions"

  static func mayEnter(_ folder: String) -> Bool {
    let name = folder.splitAtLastSlash.name
    return !name.hasPrefix(".") && name != "node_modules"
  }

  static func mayHold(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

  static func recognizes(_ file: SourceFile) -> Bool {
    guard mayHold(file.path), file.objection == nil else { return false }
    let fields = FrontMatter(yaml: SourceText(file.bytes).text).fields
    return fields["schema_version"] != nil && id(fields) != nil
  }

  static func items(of files: [SourceFile]) -> [SourceItem] {
    var items: [SourceItem] = files.map { file in
      if let objection = file.objection { return .unreadable(file, objection) }
      let text = SourceText(file.bytes)
      let matter = FrontMatter(yaml: text.text)
      guard id(matter.fields) != nil else {
        let reason = matter.fields.isEmpty ? "it is no mapping" : "it names no ticket (TKT-…)"
        return .notATicket(file, reason)
      }
      var source = ForeignSource(
        path: file.shownPath, blob: SHA1.blob(of: file.bytes), fields: matter.fields, text: text.text)
      source.broken = matter.broken
      source.remarks = text.remarks + matter.remarks
      return .ticket(source)
    }
    addParents(&items)
    return items
  }

  /// An orchestrator names its children.
  private static func addParents(_ items: inout [SourceItem]) {
    var parents: [String: String] = [:]
    for item in items {
      guard case .ticket(let source) = item.content, let own = id(source.fields) else { continue }
      for list in ["child_tickets", "children", "ticket_chain"] {
        for child in ForeignFields(source.fields)[list]?.elements ?? [] {
          let name = child.word ?? child.members.flatMap { id($0) }
          if let name, parents[name] == nil, name != own { parents[name] = own }
        }
      }
    }
    items = items.map { item in
      guard case .ticket(var source) = item.content, let parent = id(source.fields).flatMap({ parents[$0] }) else {
        return item
      }
      source.context.append(JSON.Member("parent", .string(parent)))
      return .ticket(source)
    }
  }

  private static func id(_ fields: [JSON.Member]) -> String? {
    let all = ForeignFields(fields)
    for name in ["ticket_id", "id"] {
      if let id = all[name]?.word, id.hasPrefix("TKT-") { return id }
    }
    return nil
  }

  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String]) {
    let fields = ForeignFields(source.fields)
    var remarks: [String] = []
    var ticket = ForeignTicket(id: id(source.fields) ?? "")
    ticket.title = fields.word("title", "name", "summary") ?? ""
    ticket.createdAt = fields.instant(dates)
    ticket.status = ForeignStatus.read(fields.word("status", "state"), statuses, &remarks)
    if let owner = fields.word("owner_agent") { ticket.owner = "agent:\(owner)" }
    for label in labels { ticket.label(label, fields.words(label)) }
    ticket.dependencies = fields.words("depends_on")
    ticket.parent = fields.word("parent_ticket", "parent_id", "parent") ?? source.context.word("parent")
    ticket.scope.allow = allowed.flatMap { fields.words($0) }
    ticket.scope.deny = forbidden.flatMap { fields.words($0) }
    for name in descriptions { ticket.body.add(ForeignProse.text(fields[name]), to: .description) }
    for name in criteria + scenarios { ticket.body.add(ForeignProse.criteria(fields[name]), to: .acceptanceCriteria) }
    for name in tests { ticket.body.add(ForeignProse.list(fields[name]), to: .verification) }
    for name in questions { ticket.body.add(questionsTitle, ForeignProse.list(fields[name])) }
    for name in histories {
      guard let value = fields[name], !ForeignProse.text(value).isEmpty else { continue }
      let moment = (value.members ?? value.elements?.last?.members)?.instant(
        "completed_at", "at", "date", "ts", "timestamp")
      ticket.notes.append(ForeignNote("\(name): \(ForeignProse.text(value))", time: moment))
    }
    return (ticket, remarks)
  }

  // MARK: Back

  static func newID(for id: TicketID) -> String { "TKT-\(id.short)" }

  static func files(for items: [ExportItem]) -> ExportOutput {
    var output = ExportOutput()
    for (index, item) in ForeignOrder.topological(items).enumerated() {
      output.add("\(SafeName.of(item.id)).yaml", file(item, order: index + 1))
    }
    let dropped = items.reduce(0) { $0 + $1.newNotes.count }
    if dropped > 0 { output.remarks.append("\(dropped) log entries: AEW's tickets have no place for them") }
    return output
  }

  private static func file(_ item: ExportItem, order: Int) -> String {
    let old = item.origin?.source
    var fields = ForeignFields(old?.fields ?? [])
    if item.before == nil {
      fields.set("schema_version", .integer(1))
      fields.set("id", .string(item.id))
    }
    lay(item, over: &fields)
    if item.before == nil {
      fields.set("order", .integer(Int64(order * 10)))
      if let time = item.now.createdAt { fields.set("created_at", .string(time.text)) }
    }
    guard let old, let text = old.text else { return FrontMatterWriter(style: .yaml).text(fields.all, after: nil) }
    if fields.all == old.fields { return text }
    return YAMLFileEdit(text).text(from: old.fields, to: fields.all)
      ?? FrontMatterWriter(style: .yamlWithQuotedDates).text(fields.all, after: FrontMatter(yaml: text))
  }

  private static func lay(_ item: ExportItem, over fields: inout ForeignFields) {
    let now = item.now
    if item.isChanged(\.title) { fields.set(["title", "name", "summary"], .string(now.title)) }
    if item.isChanged(\.status) { fields.set(["status", "state"], statusesOnExport[now.status].map(JSON.string)) }
    if item.isChanged(\.owner) {
      fields.set(
        "owner_agent",
        now.owner.map { .string($0.hasPrefix("agent:") ? String($0.dropFirst("agent:".utf8.count)) : $0) })
    }
    if item.isChanged(\.labels) { layLabels(item, over: &fields) }
    if let list = item.references(\.dependencies) { fields.set("depends_on", .array(list.map(JSON.string))) }
    if item.isParentChanged { fields.set(["parent_ticket", "parent_id", "parent"], now.parent.map(JSON.string)) }
    if item.isChanged(\.scope.allow) { fields.set(allowed, texts: now.scope.allow) }
    if item.isChanged(\.scope.deny) { fields.set(forbidden, texts: now.scope.deny) }
    if item.isChanged(\.body.description) {
      fields.set(["context", "description", "objective"], .string(now.body.description))
    }
    if item.isChanged(\.body.acceptance) {
      let bytes = Array(now.body.acceptance.utf8)
      let texts = Criterion.all(in: bytes, 0..<bytes.count).map(\.text)
      for name in scenarios { fields.set(name, nil) }
      fields.set(criteria, texts: texts)
    }
    if item.isChanged(\.body.verification) { fields.set(tests, texts: ForeignProse.items(of: now.body.verification)) }
    if item.isChanged(\.body.others) {
      for name in questions { fields.set(name, nil) }
      for part in now.body.others {
        if part.title == questionsTitle {
          fields.set("unresolved_decisions", .array(ForeignProse.items(of: part.text).map(JSON.string)))
        } else {
          fields.set(part.title, .string(part.text))
        }
      }
    }
  }

  private static func layLabels(_ item: ExportItem, over fields: inout ForeignFields) {
    var rest = item.now.labels
    for label in labels {
      let values = rest.filter { $0.hasPrefix("\(label):") }
      rest.removeAll { $0.hasPrefix("\(label):") }
      if values == item.before?.labels.filter({ $0.hasPrefix("\(label):") }) { continue }
      fields.set(label, values.first.map { .string(String($0.dropFirst(label.utf8.count + 1))) })
    }
    if !rest.isEmpty || fields["labels"] != nil { fields.set("labels", .array(rest.map(JSON.string))) }
  }
}
