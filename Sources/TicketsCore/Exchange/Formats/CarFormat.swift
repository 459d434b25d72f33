/// CAR (codex-autorunner): `TICKET-NNN*.md` in a row; the number is the order.
enum CarFormat: MarkdownFormat {
  static let name = "car"
  static let title = "CAR"
  static let folders = [".codex-autorunner/tickets", ".codex-autorunner", "tickets", ""]
  static let dates = ["created_at", "created"]
  static let style = FrontMatterWriter.Style.yaml
  static let hasTitleHeading = false
  static let roles = HeadingRoles.usual

  /// The agents that the tool knows; it refuses any other.
  static let agents = ["codex", "hermes", "opencode"]
  /// Who `agent` names when it is a person.
  static let people = ["user", "human"]

  static func heading(of name: Section.Name) -> String? {
    switch name {
    case .description: nil
    case .acceptanceCriteria: "Definition of done"
    case .verification: "Tests"
    }
  }

  static func mayHold(_ path: String) -> Bool { path.hasSuffix(".md") }

  static func recognizes(_ file: SourceFile) -> Bool {
    guard number(of: file.name) != nil, let source = ForeignSource(markdown: file) else { return false }
    return source.fields["agent"] != nil || source.fields["done"] != nil
  }

  /// The number of `TICKET-012-login.md`.
  private static func number(of name: String) -> Int? {
    guard name.hasPrefix("TICKET-"), name.hasSuffix(".md") else { return nil }
    return Int(name.dropFirst("TICKET-".utf8.count).prefix { $0.isASCII && $0.isNumber })
  }

  static func items(of files: [SourceFile]) -> [SourceItem] {
    var tickets: [(number: Int, source: ForeignSource)] = []
    var others: [SourceItem] = []
    for file in files {
      guard let number = number(of: file.name) else {
        others.append(.notATicket(file, "its name is not TICKET-NNN.md"))
        continue
      }
      if let objection = file.objection {
        others.append(.unreadable(file, objection))
      } else if let source = ForeignSource(markdown: file) {
        tickets.append((number, source))
      } else {
        others.append(.unreadable(file, "it has no front matter"))
      }
    }
    // Those of one number have no order among themselves: each waits for the number before.
    tickets.sort { ($0.number, $0.source.path) < ($1.number, $1.source.path) }
    let numbers = Array(Set(tickets.map(\.number))).sorted()
    let items = tickets.map { number, source -> SourceItem in
      var source = source
      source.context.append(JSON.Member("number", .integer(Int64(number))))
      if let place = numbers.firstIndex(of: number), place > 0 {
        let before = tickets.filter { $0.number == numbers[place - 1] }.map { id($0.source.fields, $0.number) }
        source.context.append(JSON.Member("after", .array(before.map(JSON.string))))
      }
      return .ticket(source)
    }
    return items + others
  }

  private static func id(_ fields: [JSON.Member], _ number: Int) -> String {
    fields.word("ticket_id") ?? "TICKET-\(padded(number))"
  }

  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String]) {
    let fields = source.fields
    var remarks: [String] = []
    var ticket = ForeignTicket(id: id(fields, Int(source.context["number"]?.integer ?? 0)))
    let outline = MarkdownOutline(source.matter?.body ?? "")
    ticket.title = fields.word("title") ?? outline.title ?? source.path.splitAtLastSlash.name
    ticket.createdAt = fields.instant(dates)
    switch fields["done"] {
    case .bool(let isDone): ticket.status = isDone ? .done : .todo
    case let word?:
      if ["true", "yes"].contains(word.word?.lowercased()) {
        ticket.status = .done
      } else if !["false", "no", nil].contains(word.word?.lowercased()) {
        remarks.append("'done' is neither true nor false, so it is todo")
      }
    case nil: break
    }
    if let agent = fields.word("agent") {
      if people.contains(agent.lowercased()) { ticket.mode = .humanOnly } else { ticket.owner = "agent:\(agent)" }
    }
    ticket.label("kind", fields.words("ticket_kind"))
    ticket.dependencies = source.context.words("after")
    if let goal = fields.word("goal") { ticket.body.add(goal, to: .description) }
    let (body, _) = body(of: outline)
    ticket.body.add(body.description, to: .description)
    (ticket.body.acceptance, ticket.body.verification, ticket.body.others) = (
      body.acceptance, body.verification, body.others
    )
    ticket.notes = notes(fields)
    return (ticket, remarks)
  }

  private static func notes(_ fields: [JSON.Member]) -> [ForeignNote] {
    var notes: [ForeignNote] = []
    let requests = fields.words("pr_url")
    if !requests.isEmpty {
      var note = ForeignNote("Pull request: \(requests.joined(separator: ", "))")
      note.changes.prs = requests
      notes.append(note)
    }
    for dispatch in fields["dispatches"]?.elements ?? [] {
      guard let members = dispatch.members else {
        if let word = dispatch.word { notes.append(ForeignNote("Dispatch: \(word)")) }
        continue
      }
      let text = members.word("summary", "title", "body", "message", "text")
      let rest =
        text
        ?? members.compactMap { member in member.value.word.map { "\(member.name): \($0)" } }.joined(separator: ", ")
      if !rest.isEmpty {
        notes.append(
          ForeignNote(
            "Dispatch: \(rest)", time: members.instant("at", "time", "created_at", "ts", "timestamp"),
            author: members.word("agent", "by", "author")))
      }
    }
    return notes
  }

  // MARK: Back

  static func newID(for id: TicketID) -> String { "tkt_\(id.short)" }

  static func overlay(_ item: ExportItem, on fields: inout [JSON.Member]) {
    let now = item.now
    if item.before == nil {
      fields.set("agent", .string(agent(now)))
      fields.set("done", .bool(now.status == .done || now.status == .canceled))
      fields.set("ticket_id", .string(item.id))
    }
    if item.before != nil, item.isChanged(\.owner) || item.isChanged(\.mode) {
      fields.set("agent", .string(agent(now)))
    }
    if item.before != nil, item.isChanged(\.status) { fields.set("done", .bool(!now.status.isOpen)) }
    if item.isChanged(\.title) { fields.set("title", .string(now.title)) }
    ForeignLabels.lay(item, over: &fields, list: "tags", keyed: [("kind", "ticket_kind")])
    if let goal = fields.word("goal"), item.isChanged(\.body), !now.body.description.hasPrefix(goal.withoutSpaceAround)
    {
      // The first paragraph was the goal, and says something else now.
      fields.set("goal", nil)
    }
  }

  private static func agent(_ ticket: ForeignTicket) -> String {
    if ticket.mode == .humanOnly { return "user" }
    guard let owner = ticket.owner else { return agents[0] }
    guard owner.hasPrefix("agent:") else { return "user" }
    let agent = owner.dropFirst("agent:".utf8.count).lowercased()
    return agents.contains(agent) ? agent : agents[0]
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
  }

  static func files(for items: [ExportItem]) -> ExportOutput {
    var output = ExportOutput()
    for (index, item) in ForeignOrder.topological(items).enumerated() {
      output.add("TICKET-\(padded((index + 1) * 10)).md", file(item))
    }
    let dropped = items.reduce(0) { $0 + $1.newNotes.count }
    if dropped > 0 { output.remarks.append("\(dropped) log entries: CAR's tickets have no place for them") }
    return output
  }

  /// The goal stands in the front matter, and not again in the body.
  static func bodyBeside(_ fields: [JSON.Member], _ body: ForeignBody) -> ForeignBody {
    guard let goal = fields.word("goal")?.withoutSpaceAround, body.description.hasPrefix(goal) else { return body }
    var body = body
    body.description = String(body.description.dropFirst(goal.count)).withoutSpaceAround
    return body
  }
}
