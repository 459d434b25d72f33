/// GitHub Issues: the JSON of `gh issue list --json …` or of the REST API.
enum GitHubFormat: ExchangeFormat {
  static let name = "github"
  static let title = "GitHub Issues"
  static let folders = [""]
  static let dates = ["createdAt", "created_at"]
  static let sizeLimit = 1 << 30

  /// What a closed issue is, by the reason that GitHub gives.
  static let reasons: [(foreign: String, status: Status)] = [
    ("completed", .done), ("not_planned", .canceled), ("duplicate", .canceled), ("reopened", .todo),
  ]
  static let priorityLabel = "priority:"

  static func mayHold(_ path: String) -> Bool { path.hasSuffix(".json") }

  static func recognizes(_ file: SourceFile) -> Bool {
    guard let first = try? values(file.bytes).first, let fields = first.members else { return false }
    return fields["number"]?.integer != nil && fields["title"]?.string != nil
  }

  static func items(of files: [SourceFile]) -> [SourceItem] {
    var items: [SourceItem] = []
    for file in files {
      do throws(JSONFailure) {
        let found = try values(file.bytes)
        if found.isEmpty { items.append(.notATicket(file, "it holds no issue")) }
        let blob = SHA1.blob(of: file.bytes)
        for (index, value) in found.enumerated() { items.append(item(of: value, file, blob, number: index + 1)) }
      } catch {
        items.append(.unreadable(file, "it is no JSON: \(error.message) (byte \(error.offset + 1))"))
      }
    }
    return withParents(items)
  }

  /// The issues of an array, of pages of arrays, of one object, or of objects one after the other.
  private static func values(_ bytes: [UInt8]) throws(JSONFailure) -> [JSON] {
    let text = UTF8Check.firstInvalid(in: bytes) == nil ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
    do throws(JSONFailure) {
      return flat(try JSONReader.read(text))
    } catch {
      // What `gh api --paginate` and `--jq '.[]'` print is several values.
      let lines = Lines(of: text).filter { !Body.trimmed(text[$0.range]).isEmpty }
      guard lines.count > 1 else { throw error }
      var values: [JSON] = []
      for line in lines {
        do throws(JSONFailure) { values += flat(try JSONReader.read(text[line.range])) } catch _ { throw error }
      }
      return values
    }
  }

  private static func flat(_ value: JSON) -> [JSON] {
    if let pages = value.elements { return pages.flatMap { $0.elements ?? [$0] } }
    if let issues = value["items"]?.elements ?? value["issues"]?.elements { return issues }
    return [value]
  }

  private static func item(of value: JSON, _ file: SourceFile, _ blob: String, number: Int) -> SourceItem {
    let place = "\(file.shownPath):\(number)"
    guard let fields = value.members, let issue = fields["number"]?.integer else {
      return SourceItem(path: place, content: .unreadable("it has no number"))
    }
    if fields["pull_request"] != nil, fields["pull_request"] != .null {
      return SourceItem(path: place, content: .notATicket("#\(issue) is a pull request"))
    }
    return .ticket(ForeignSource(path: file.shownPath, blob: blob, fields: fields))
  }

  // MARK: Names

  private static func id(_ fields: [JSON.Member]) -> String {
    let number = fields["number"]?.integer ?? 0
    return "\(repository(fields) ?? "")#\(number)"
  }

  /// `owner/repo`, from the address of the issue.
  private static func repository(_ fields: [JSON.Member]) -> String? {
    for name in ["html_url", "url", "repository_url"] {
      guard let url = fields.word(name) else { continue }
      var parts = url.split(separator: "/").map(String.init)
      if let place = parts.firstIndex(of: "repos") {
        parts.removeSubrange(...place)
      } else {
        parts.removeFirst(min(2, parts.count))
      }
      if parts.count >= 2 { return "\(parts[0])/\(parts[1])" }
    }
    return nil
  }

  static func key(_ id: String) -> String { id.lowercased() }

  /// An issue that a list of tasks or a list of sub-issues names is part of the one that has the list.
  private static func withParents(_ items: [SourceItem]) -> [SourceItem] {
    var parents: [String: String] = [:]
    for item in items {
      guard case .ticket(let source) = item.content else { continue }
      let own = id(source.fields)
      for child in children(source.fields) where parents[key(child)] == nil && key(child) != key(own) {
        parents[key(child)] = own
      }
    }
    return items.map { item in
      guard case .ticket(var source) = item.content, let parent = parents[key(id(source.fields))] else { return item }
      source.context.append(JSON.Member("parent", .string(parent)))
      return .ticket(source)
    }
  }

  private static func children(_ fields: [JSON.Member]) -> [String] {
    let home = repository(fields) ?? ""
    var found: [String] = []
    let lists =
      fields["subIssues"]?.elements ?? fields["subIssues"]?["nodes"]?.elements ?? fields["sub_issues"]?.elements
    for child in lists ?? [] {
      if let members = child.members {
        found.append(
          members["url"] == nil && members["html_url"] == nil
            ? "\(home)#\(members["number"]?.integer ?? 0)" : id(members))
      }
      if let number = child.integer { found.append("\(home)#\(number)") }
    }
    let body = Array((fields.word("body") ?? "").utf8)
    for task in Criterion.all(in: body, 0..<body.count) {
      guard let first = task.text.split(separator: " ").first.map(String.init) else { continue }
      if let named = issue(first, home) { found.append(named) }
    }
    return found
  }

  /// `#12`, `owner/repo#12`, or the address of an issue.
  private static func issue(_ word: String, _ home: String) -> String? {
    if word.hasPrefix("https://github.com/"), word.contains("/issues/") {
      let parts = word.split(separator: "/")
      guard parts.count >= 6, Int(parts[5]) != nil else { return nil }
      return "\(parts[2])/\(parts[3])#\(parts[5])"
    }
    guard let hash = word.lastIndex(of: "#"), Int(word[word.index(after: hash)...]) != nil else { return nil }
    return word.hasPrefix("#") ? home + word : word
  }

  // MARK: What it says

  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String]) {
    let fields = source.fields
    var remarks: [String] = []
    var ticket = ForeignTicket(id: id(fields))
    ticket.title = fields.word("title") ?? ""
    ticket.createdAt = fields.instant(dates)
    ticket.author = person(fields["author"] ?? fields["user"])
    ticket.status = status(fields, &remarks)
    let labels = names(fields["labels"])
    for label in labels {
      if label.lowercased().hasPrefix(priorityLabel), ticket.priority == nil {
        var ignored: [String] = []
        let word = String(label.dropFirst(priorityLabel.utf8.count)).withoutSpaceAround
        ticket.priority = ForeignPriority.read(word, &ignored)
        if ticket.priority != nil { continue }
      }
      ticket.label(label)
    }
    if let milestone = fields["milestone"]?["title"]?.word ?? fields["milestone"]?.word {
      ticket.label("milestone", [milestone])
    }
    let people = (fields["assignees"]?.elements ?? []).compactMap(person)
    ticket.owner = (people.first ?? person(fields["assignee"])).map { "@\($0)" }
    ticket.label("assignee", people.dropFirst().map { "@\($0)" })
    ticket.parent = source.context.word("parent") ?? parent(fields)
    let outline = MarkdownOutline((fields.word("body") ?? "").plainText)
    ticket.body = body(of: outline)
    ticket.notes = notes(fields)
    return (ticket, remarks)
  }

  private static func body(of outline: MarkdownOutline) -> ForeignBody {
    var body = ForeignBody()
    if let title = outline.title, !title.isEmpty { body.add("### \(title)", to: .description) }
    body.add(outline.preamble, to: .description)
    var taken: [HeadingRole] = []
    for part in outline.parts {
      switch part.level == 2 ? HeadingRoles.usual.role(of: part.title, taken: &taken) : .other {
      case .section(let name): body.add(part.raw, to: name)
      default: body.others.append(ForeignBody.Part(part.title, part.text))
      }
    }
    return body
  }

  private static func status(_ fields: [JSON.Member], _ remarks: inout [String]) -> Status {
    let state = fields.word("state")?.lowercased()
    guard state == "closed" || state == nil && fields["closed"] == .bool(true) else {
      if let state, state != "open" { remarks.append("the state '\(state.singleLine)' is unknown, so it is todo") }
      return .todo
    }
    let reason = fields.word("stateReason", "state_reason") ?? "completed"
    return reasons.first { ForeignStatus.normal($0.foreign) == ForeignStatus.normal(reason) }?.status ?? .done
  }

  private static func parent(_ fields: [JSON.Member]) -> String? {
    if let parent = fields["parent"]?.members {
      return parent["url"] == nil ? parent["number"]?.integer.map { "\(repository(fields) ?? "")#\($0)" } : id(parent)
    }
    guard let url = fields.word("parent_issue_url") else { return nil }
    let parts = url.split(separator: "/")
    guard parts.count >= 4, let place = parts.lastIndex(of: "issues"), place >= 2, place + 1 < parts.count else {
      return nil
    }
    return "\(parts[place - 2])/\(parts[place - 1])#\(parts[place + 1])"
  }

  private static func person(_ json: JSON?) -> String? { json?["login"]?.word ?? json?.word }

  private static func names(_ json: JSON?) -> [String] {
    (json?.elements ?? []).compactMap { $0["name"]?.word ?? $0.word }
  }

  private static func notes(_ fields: [JSON.Member]) -> [ForeignNote] {
    // The REST API has a number there.
    (fields["comments"]?.elements ?? []).compactMap { comment in
      guard let text = comment["body"]?.word, !text.withoutSpaceAround.isEmpty else { return nil }
      let time = comment["createdAt"]?.instant ?? comment["created_at"]?.instant
      return ForeignNote(text, time: time, author: person(comment["author"] ?? comment["user"]))
    }
  }

  // MARK: Back

  static func newID(for id: TicketID) -> String { "#\(id.short)" }

  static func files(for items: [ExportItem]) -> ExportOutput {
    var output = ExportOutput()
    let issues = items.map { JSON.object(fields($0)) }
    output.add("issues.json", String(decoding: JSONWriter.bytes(of: JSON.array(issues), .pretty), as: UTF8.self) + "\n")
    output.add("create-issues.sh", GitHubCalls.script(items))
    return output
  }

  /// The JSON of an issue; its names are those of the kind that it came in.
  private static func fields(_ item: ExportItem) -> [JSON.Member] {
    let now = item.now
    var fields = item.origin?.source.fields ?? []
    let isREST = fields["html_url"] != nil || fields["created_at"] != nil
    if item.isChanged(\.title) { fields.set("title", .string(now.title)) }
    if item.isChanged(\.body) { fields.set("body", .string(text(of: now.body))) }
    if item.isChanged(\.status) {
      let state = now.status.isOpen ? "open" : "closed"
      fields.set("state", .string(isREST ? state : state.uppercased()))
      let reason = now.status.isOpen ? nil : now.status == .done ? "completed" : "not_planned"
      fields.set(
        isREST ? "state_reason" : "stateReason",
        reason.map { .string(isREST ? $0 : $0.uppercased()) } ?? (isREST ? .null : .string("")))
    }
    if item.isChanged(\.labels) || item.isChanged(\.priority) { layLabels(item, over: &fields) }
    let isPerson = { (label: String) in label.hasPrefix("assignee:") }
    if item.isChanged(\.owner) || now.labels.filter(isPerson) != item.before?.labels.filter(isPerson) ?? [] {
      fields.set("assignees", .array(people(now).map { .object([JSON.Member("login", .string($0))]) }))
    }
    if item.before == nil, let time = now.createdAt { fields.set("createdAt", .string(time.text)) }
    let comments = item.newNotes
    if !comments.isEmpty, fields["comments"]?.integer == nil {
      fields.set("comments", .array((fields["comments"]?.elements ?? []) + comments.map(comment)))
    }
    return fields
  }

  static func people(_ ticket: ForeignTicket) -> [String] {
    let others = ticket.labels.filter { $0.hasPrefix("assignee:") }.map { String($0.dropFirst("assignee:".utf8.count)) }
    return ((ticket.owner.map { [$0] } ?? []) + others).map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
  }

  /// The labels as GitHub has them, that of the priority among them.
  static func labels(_ ticket: ForeignTicket) -> [String] {
    let own = ticket.labels.filter { !$0.hasPrefix("milestone:") && !$0.hasPrefix("assignee:") }
    return own + (ticket.priority.map { ["\(priorityLabel)\($0.rawValue)"] } ?? [])
  }

  private static func layLabels(_ item: ExportItem, over fields: inout [JSON.Member]) {
    let old = fields["labels"]?.elements ?? []
    var wanted = labels(item.now)
    if !item.isChanged(\.priority) {
      // The label keeps its spelling.
      wanted.removeAll { $0.hasPrefix(priorityLabel) }
      wanted += old.compactMap { $0["name"]?.word }.filter {
        $0.lowercased().hasPrefix(priorityLabel) && !wanted.contains($0)
      }
    }
    let labels = wanted.map { name in
      old.first { $0["name"]?.word == name } ?? .object([JSON.Member("name", .string(name))])
    }
    if labels != old { fields.set("labels", .array(labels)) }
    let milestone = item.now.labels.first { $0.hasPrefix("milestone:") }.map {
      String($0.dropFirst("milestone:".utf8.count))
    }
    if milestone
      != item.before?.labels.first(where: { $0.hasPrefix("milestone:") }).map({
        String($0.dropFirst("milestone:".utf8.count))
      })
    {
      fields.set("milestone", milestone.map { .object([JSON.Member("title", .string($0))]) } ?? .null)
    }
  }

  /// The body as one text.
  static func text(of body: ForeignBody) -> String {
    var text = body.description
    let sections = [
      ForeignBody.Part("Acceptance Criteria", body.acceptance), ForeignBody.Part("Verification", body.verification),
    ]
    for part in sections.filter({ !$0.text.isEmpty }) + body.others {
      text += "\(text.isEmpty ? "" : "\n\n")## \(part.title)\(part.text.isEmpty ? "" : "\n\n\(part.text)")"
    }
    return text
  }

  private static func comment(_ note: ForeignNote) -> JSON {
    .object([
      JSON.Member("author", .object([JSON.Member("login", .string(note.author ?? ""))])),
      JSON.Member("body", .string(note.text)), JSON.Member("createdAt", .string(note.time?.text ?? "")),
    ])
  }
}
