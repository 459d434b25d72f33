/// beads: a line of JSON an issue, in `.beads/issues.jsonl` or from `bd export`.
enum BeadsFormat: ExchangeFormat {
  static let name = "beads"
  static let title = "beads"
  static let folders = [".beads", ""]
  static let dates = ["created_at"]
  static let sizeLimit = 1 << 30

  static let statuses: [(foreign: String, status: Status)] = [
    ("open", .todo), ("in_progress", .doing), ("hooked", .doing), ("blocked", .blocked), ("closed", .done),
    // Somebody wants it later: canceled would lose the work.
    ("deferred", .todo), ("pinned", .todo),
  ]
  /// Statuses that ours would hide.
  static let labelledStatuses = ["deferred", "pinned", "hooked"]
  static let statusesOnExport: [Status: String] = [
    .todo: "open", .doing: "in_progress", .blocked: "blocked", .done: "closed", .canceled: "closed",
  ]
  /// The sections that are fields of their own.
  static let sections: [(title: String, field: String)] = [("Design", "design"), ("Notes", "notes")]
  /// What one issue is to another, by its type.
  static let waits = ["blocks"]
  static let parents = ["parent-child"]

  static func mayHold(_ path: String) -> Bool {
    path == "issues.jsonl" || path == "beads.jsonl" || path.hasSuffix(".jsonl") && path.contains("export")
  }

  static func recognizes(_ file: SourceFile) -> Bool {
    guard let line = Lines(of: file.bytes).first(where: { !$0.range.isEmpty }),
      let fields = (try? JSONReader.read(file.bytes[line.range]))?.members
    else { return false }
    return fields["id"]?.string != nil && fields["title"]?.string != nil
      && (fields["issue_type"] ?? fields["status"] ?? fields["created_at"]) != nil
  }

  static func items(of files: [SourceFile]) -> [SourceItem] {
    files.flatMap { file -> [SourceItem] in
      let blob = SHA1.blob(of: file.bytes)
      let lines = Array(Lines(of: file.bytes)).filter { !Body.trimmed(file.bytes[$0.range]).isEmpty }
      if lines.isEmpty { return [.notATicket(file, "it is empty")] }
      return Threads.map(count: lines.count, atLeast: 128) {
        item(of: file.bytes[lines[$0].range], file, blob, number: $0 + 1)
      }
    }
  }

  private static func item(of line: ArraySlice<UInt8>, _ file: SourceFile, _ blob: String, number: Int) -> SourceItem {
    let path = file.shownPath
    if line.count > SourceFile.ticketLimit {
      return SourceItem(
        path: "\(path):\(number)", content: .unreadable("it is larger than \(SourceFile.ticketLimit >> 20) MiB"))
    }
    let text = SourceText(Array(line))
    do throws(JSONFailure) {
      guard let fields = try JSONReader.read(text.text).members else {
        return SourceItem(path: "\(path):\(number)", content: .unreadable("it is no object"))
      }
      guard fields.word("id") != nil else {
        return SourceItem(path: "\(path):\(number)", content: .unreadable("it has no id"))
      }
      if fields.word("status") == "tombstone" {
        return SourceItem(path: "\(path):\(number)", content: .notATicket("\(fields.word("id") ?? "") was deleted"))
      }
      var source = ForeignSource(path: path, blob: blob, fields: fields)
      source.remarks = text.remarks.map { _ in "it is not UTF-8; what cannot be read is U+FFFD now" }
      return .ticket(source)
    } catch {
      return SourceItem(path: "\(path):\(number)", content: .unreadable("it is no JSON: \(error.message)"))
    }
  }

  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String]) {
    let fields = source.fields
    var remarks: [String] = []
    var ticket = ForeignTicket(id: fields.word("id") ?? "")
    ticket.title = fields.word("title") ?? ""
    ticket.createdAt = fields.instant(dates)
    ticket.author = fields.word("created_by")
    let status = fields.word("status")
    ticket.status = ForeignStatus.read(status, statuses, &remarks)
    ticket.priority = ForeignPriority.read(fields.word("priority"), &remarks)
    ticket.owner = fields.word("assignee")
    if let minutes = fields.word("estimated_minutes").flatMap({ Double($0) }), minutes > 0 {
      ticket.estimateHours = (minutes / 60 * 100).rounded() / 100
    }
    for label in fields.words("labels") { ticket.label(label) }
    ticket.label("type", fields.words("issue_type"))
    if let status, labelledStatuses.contains(status) { ticket.label(status) }
    for link in fields["dependencies"]?.elements ?? [] { add(link, to: &ticket, &remarks) }
    ticket.body.description = fields.word("description") ?? ""
    ticket.body.acceptance = fields.word("acceptance_criteria") ?? ""
    for (title, field) in sections { ticket.body.add(title, fields.word(field) ?? "") }
    ticket.notes = notes(fields)
    return (ticket, remarks)
  }

  private static func add(_ link: JSON, to ticket: inout ForeignTicket, _ remarks: inout [String]) {
    guard let other = link["depends_on_id"]?.word else { return }
    let type = link["type"]?.word ?? "blocks"
    if waits.contains(type) {
      ticket.dependencies.append(other)
    } else if parents.contains(type) {
      if ticket.parent == nil { ticket.parent = other } else { ticket.related.append(other) }
    } else {
      if !["related", "relates-to", "discovered-from"].contains(type) {
        remarks.append("it is '\(type.singleLine)' to \(other.singleLine), which is related here")
      }
      ticket.related.append(other)
    }
  }

  private static func notes(_ fields: [JSON.Member]) -> [ForeignNote] {
    var notes = (fields["comments"]?.elements ?? []).compactMap { comment -> ForeignNote? in
      guard let text = comment["text"]?.word ?? comment["body"]?.word, !text.withoutSpaceAround.isEmpty else {
        return nil
      }
      return ForeignNote(text, time: comment["created_at"]?.instant, author: comment["author"]?.word)
    }
    if let reason = fields.word("close_reason") {
      notes.append(ForeignNote("Closed: \(reason)", time: fields.instant("closed_at", "updated_at")))
    }
    return notes
  }

  static func newID(for id: TicketID) -> String { "bd-\(id.short)" }

  static func files(for items: [ExportItem]) -> ExportOutput {
    var output = ExportOutput()
    // The order in which the tool itself writes them.
    let lines = items.sorted { $0.id.precedesInBytes($1.id) }.map {
      String(decoding: JSONWriter.bytes(of: JSON.object(fields($0)), .compact), as: UTF8.self) + "\n"
    }
    output.add("issues.jsonl", lines.joined())
    return output
  }

  private static func fields(_ item: ExportItem) -> [JSON.Member] {
    let now = item.now
    var fields = item.origin?.source.fields ?? []
    if item.before == nil { fields.set("id", .string(item.id)) }
    if item.isChanged(\.title) { fields.set("title", .string(now.title)) }
    if item.isChanged(\.body) { lay(now.body, over: &fields) }
    if item.isChanged(\.status) {
      fields.set("status", statusesOnExport[now.status].map(JSON.string))
      if now.status.isOpen {
        for field in ["closed_at", "close_reason"] { fields.set(field, nil) }
      } else {
        close(item, &fields)
      }
    }
    if item.isChanged(\.priority) { fields.set("priority", .integer(ForeignPriority.number(now.priority))) }
    ForeignLabels.lay(
      item, over: &fields, list: "labels", keyed: [("type", "issue_type")],
      ignoring: item.origin == nil ? [] : labelledStatuses, defaults: ["issue_type": "task"])
    if item.isChanged(\.owner) { fields.set("assignee", now.owner.map(JSON.string)) }
    if item.isChanged(\.estimateHours) {
      fields.set("estimated_minutes", now.estimateHours.map { .integer(Int64(($0 * 60).rounded())) })
    }
    if item.before == nil, let time = now.createdAt {
      fields.set("created_at", .string(time.text))
      fields.set("updated_at", .string((item.lastLogged ?? time).text))
    }
    layLinks(item, over: &fields)
    let comments = item.newNotes
    if !comments.isEmpty {
      let old = fields["comments"]?.elements ?? []
      fields.set("comments", .array(old + comments.enumerated().map { comment($1, old.count + $0 + 1, item) }))
    }
    if let old = item.origin?.source.fields, old != fields, fields["updated_at"] != nil, let time = item.lastLogged {
      fields.set("updated_at", .string(time.text))
    }
    return fields
  }

  private static func close(_ item: ExportItem, _ fields: inout [JSON.Member]) {
    guard fields["closed_at"] == nil, let time = item.lastLogged ?? item.now.createdAt else {
      return
    }
    fields.set("closed_at", .string(time.text))
  }

  private static func comment(_ note: ForeignNote, _ number: Int, _ item: ExportItem) -> JSON {
    .object([
      JSON.Member("id", .integer(Int64(number))), JSON.Member("issue_id", .string(item.id)),
      JSON.Member("author", .string(note.author ?? "")), JSON.Member("text", .string(note.text)),
      JSON.Member("created_at", .string(note.time?.text ?? "")),
    ])
  }

  private static func lay(_ body: ForeignBody, over fields: inout [JSON.Member]) {
    var description = body.description
    var rest = body.others
    for (title, field) in sections {
      let place = rest.firstIndex { $0.title == title }
      fields.set(field, place.map { .string(rest.remove(at: $0).text) })
    }
    // What has no field of its own stays readable in the description.
    let parts = rest + (body.verification.isEmpty ? [] : [ForeignBody.Part("Verification", body.verification)])
    for part in parts { description += "\(description.isEmpty ? "" : "\n\n")## \(part.title)\n\n\(part.text)" }
    fields.set("description", .string(description))
    fields.set("acceptance_criteria", body.acceptance.isEmpty ? nil : .string(body.acceptance))
  }

  /// Links keep all that is said about them; those that were taken out go, new ones come.
  private static func layLinks(_ item: ExportItem, over fields: inout [JSON.Member]) {
    var links = fields["dependencies"]?.elements ?? []
    let before = links
    func change(_ types: (String) -> Bool, to wanted: [String]?, as type: String) {
      guard let wanted else { return }
      links.removeAll { types($0["type"]?.word ?? "blocks") && !wanted.contains($0["depends_on_id"]?.word ?? "") }
      let have = links.filter { types($0["type"]?.word ?? "blocks") }.compactMap { $0["depends_on_id"]?.word }
      for other in wanted where !have.contains(other) {
        links.append(
          .object([
            JSON.Member("issue_id", .string(item.id)), JSON.Member("depends_on_id", .string(other)),
            JSON.Member("type", .string(type)),
          ]))
      }
    }
    change({ waits.contains($0) }, to: item.references(\.dependencies), as: "blocks")
    change({ !waits.contains($0) && !parents.contains($0) }, to: item.references(\.related), as: "related")
    if item.isParentChanged {
      change({ parents.contains($0) }, to: item.now.parent.map { [$0] } ?? [], as: "parent-child")
    }
    if links != before { fields.set("dependencies", .array(links)) }
  }
}
