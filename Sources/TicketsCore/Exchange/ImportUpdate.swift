/// What changed in a source since it was imported, laid over what the ticket says now, field by field.
package struct ImportUpdate: Sendable {
  /// The changes to the ticket and its log.
  package private(set) var changes: [ChangeSet.Change] = []
  /// The fields that change.
  package private(set) var fields: [String] = []
  /// The fields that were changed here and in the source.
  package private(set) var conflicts: [String] = []

  /// Compares what was imported, what the source says now, and what the ticket says now.
  init(of there: KnownImports.Ticket, from before: ImportBuilder, to after: ImportBuilder, at now: Instant) {
    guard let document = there.record.document else { return }
    var bytes = document.bytes
    let (old, new) = (before.draft, after.draft)
    let edits = fieldEdits(Self.values(Ticket(old)), Self.values(Ticket(new)), Self.values(Ticket(document.fields)))
    var edited = document
    if !edits.isEmpty {
      var asked = TicketEdits()
      asked.fields = edits
      do throws(EditObjection) {
        edited = try asked.applied(to: document)
        bytes = edited.bytes
      } catch {
        conflicts.append(error.message)
      }
    }
    if let body = mergedBody(ForeignBody(old.body), ForeignBody(new.body), ForeignBody(document.body)) {
      bytes = Array(edited.bytes[..<edited.bodyStart]) + Array(body.text.utf8)
    }
    guard conflicts.isEmpty else { return }
    if bytes != document.bytes { changes.append(.replace(there.record.path, from: document.bytes, to: bytes)) }
    addLog(there, before, after, now)
  }

  // MARK: Fields

  /// A field by its path, as what stands in it.
  private static func values(_ ticket: Ticket) -> [(path: String, value: FieldValue?)] {
    func text(_ text: String?) -> FieldValue? { text.map(FieldValue.text) }
    func word(_ word: String?) -> FieldValue? { word.map(FieldValue.word) }
    func texts(_ texts: [String]) -> FieldValue? { texts.isEmpty ? nil : .texts(texts) }
    return [
      ("title", text(ticket.title)), ("status", word(ticket.status?.rawValue)),
      ("priority", word(ticket.priority?.rawValue)), ("labels", texts(ticket.labels)),
      ("assignment.mode", word(ticket.mode?.rawValue)), ("assignment.owner", text(ticket.owner)),
      ("dependencies", texts(ticket.dependencies.map(\.text))), ("blocks", texts(ticket.blocks.map(\.text))),
      ("related", texts(ticket.related.map(\.text))),
      ("estimates.human_hours", word(ticket.estimateHours.map(TicketDraft.written(hours:)))),
      ("verification.commands", texts(ticket.verificationCommands)),
      ("scope.allow", texts(ticket.scope.allow)), ("scope.deny", texts(ticket.scope.deny)),
    ]
  }

  private mutating func fieldEdits(
    _ old: [(path: String, value: FieldValue?)], _ new: [(path: String, value: FieldValue?)],
    _ now: [(path: String, value: FieldValue?)]
  ) -> [TicketEdits.FieldEdit] {
    var edits: [TicketEdits.FieldEdit] = []
    for (index, (path, value)) in new.enumerated() {
      let (then, present) = (old[index].value, now[index].value)
      if Self.isSame(value, then, in: path) || Self.isSame(value, present, in: path) { continue }
      guard Self.isSame(present, then, in: path) else {
        conflicts.append(path)
        continue
      }
      fields.append(path)
      edits.append(value.map { .set(path, $0) } ?? .remove(path))
    }
    return edits
  }

  /// Whether two values say the same: labels and relations have no order.
  private static func isSame(_ one: FieldValue?, _ other: FieldValue?, in path: String) -> Bool {
    guard ["labels", "dependencies", "blocks", "related"].contains(path), case .texts(let one) = one,
      case .texts(let other) = other
    else { return one == other }
    return Set(one) == Set(other)
  }

  // MARK: Body

  private mutating func mergedBody(_ old: ForeignBody, _ new: ForeignBody, _ now: ForeignBody) -> ForeignBody? {
    var result = now
    var isChanged = false
    for name in Section.Name.allCases where new[name] != old[name] && new[name] != now[name] {
      guard now[name] == old[name] else {
        conflicts.append(name.rawValue)
        continue
      }
      result[name] = new[name]
      fields.append(name.rawValue)
      isChanged = true
    }
    if new.others != old.others, new.others != now.others {
      if now.others == old.others {
        result.others = new.others
        fields.append("sections")
        isChanged = true
      } else {
        conflicts.append("sections")
      }
    }
    return isChanged ? result : nil
  }

  // MARK: Log

  private mutating func addLog(
    _ there: KnownImports.Ticket, _ before: ImportBuilder, _ after: ImportBuilder, _ now: Instant
  ) {
    guard let name = RunLogName(there.logName) else { return }
    let run = RunFile(importedAs: name)
    for entry in newNotes(there, before.noteEntries(in: run), after.noteEntries(in: run)) {
      changes.append(run.appending(entry, to: there.record.folder))
    }
    if changes.isEmpty, before.parent == after.parent, before.source.isSame(as: after.source) { return }
    let what = fields.isEmpty ? "fields that mean nothing here" : fields.joined(separator: ", ")
    var entry = after.entry(in: run, at: now, "Took over from \(after.format.title): \(what).")
    if before.parent != after.parent { entry.createdFrom = after.parent?.text }
    entry.others = [after.origin.member]
    changes.append(run.appending(entry, to: there.record.folder))
  }

  /// What was noted there since; what was exported from here comes back, and is no news.
  private func newNotes(_ there: KnownImports.Ticket, _ old: [LogEntry], _ new: [LogEntry]) -> [LogEntry] {
    let own = there.record.logs.flatMap { (try? $0.content.get()).map { RunLog($0).entries } ?? [] }
    return new.compactMap { entry in
      let isKnown = (old + own).contains {
        $0.summary == entry.summary && $0.ts?.wholeSeconds == entry.ts?.wholeSeconds
      }
      if isKnown { return nil }
      guard let text = entry.summary, let begun = old.compactMap(\.summary).first(where: { text.hasPrefix($0 + "\n") })
      else { return entry }
      // A text that went on is not said twice.
      var rest = entry
      rest.summary = String(text.dropFirst(begun.count)).withoutSpaceAround
      return own.contains { mine in mine.summary.map { rest.summary?.hasSuffix(": \($0)") == true } ?? false }
        ? nil : rest
    }
  }
}

extension Ticket {
  /// A ticket that is to be made, as it will be read.
  fileprivate init(_ draft: TicketDraft) {
    self.init((try? Document(draft.bytes))?.fields ?? [])
  }
}

extension ForeignBody {
  fileprivate init(_ draft: BodyDraft) {
    self.init(Body(Array((draft.whole ?? "").utf8), from: 0))
  }
}

extension ForeignSource {
  /// Whether the source is where it was and says what it said.
  fileprivate func isSame(as other: ForeignSource) -> Bool {
    path == other.path && fields == other.fields && text == other.text && context == other.context
  }
}
