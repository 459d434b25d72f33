import TicketsCore

/// One thing that changed in a ticket, in words; text and Markdown both show it.
struct DiffDetail {
  let name: String
  let text: String
  let style: Page.Style

  init(_ name: String, _ text: String, _ style: Page.Style = .plain) {
    (self.name, self.text, self.style) = (name, text, style)
  }
}

extension DiffDetail {
  /// What changed between two versions of a ticket's text.
  static func between(_ old: Document, _ new: Document) -> [DiffDetail] {
    all(
      FieldChange.between(old.fields, new.fields), CriterionChange.between(old.body.criteria, new.body.criteria),
      Body.changedSections(from: old.body, to: new.body))
  }

  static func all(_ fields: [FieldChange], _ criteria: [CriterionChange], _ sections: [String]) -> [DiffDetail] {
    fields.map { DiffDetail($0.path.text, difference($0)) }
      + criteria.map { DiffDetail("criterion \($0.kind.rawValue)", cut($0.text)) }
      + sections.map { DiffDetail("section", $0) }
  }
}

extension TicketDiff {
  /// The way of the status: from one to another, or the one that a ticket came or went with.
  var statusMove: String {
    let status = field("status")
    switch change {
    case .created: return "new" + (status.map { ": \(DiffDetail.word($0.to))" } ?? "")
    case .deleted: return "gone" + (status.map { ": \(DiffDetail.word($0.from))" } ?? "")
    case .modified: return status.map { DiffDetail.move($0) } ?? record?.ticket.status?.rawValue ?? "?"
    }
  }

  /// All that changed besides the status; of a ticket that came or went only what is not plain from that.
  var details: [DiffDetail] {
    var details: [DiffDetail] = []
    if let moved { details.append(DiffDetail("moved", "\(moved.from) → \(moved.to)", .yellow)) }
    if let unread = unread.old { details.append(DiffDetail("not read before", unread.message, .red)) }
    if let brokenNow {
      details.append(DiffDetail("broken", brokenNow, .red))
    } else if let brokenBefore, unread.old == nil {
      details.append(DiffDetail("mended", "it was broken: \(brokenBefore)", .green))
    }
    // Of a ticket that could not be read on one side every field would count.
    if change == .modified, brokenNow == nil, brokenBefore == nil {
      details += fields.filter { $0.path.keys != ["status"] }.map {
        DiffDetail($0.path.text, DiffDetail.difference($0))
      }
      details += criteria.map { DiffDetail("criterion \($0.kind.rawValue)", $0.text, $0.kind.style) }
      if !sections.isEmpty { details.append(DiffDetail("sections", sections.joined(separator: ", "))) }
    }
    if logEntriesAdded > 0 { details.append(DiffDetail("log", newestEntry, .cyan)) }
    if details.isEmpty, change == .modified, field("status") == nil, logLinesLost + logLinesMissing == 0 {
      details.append(DiffDetail("form", "the files differ, what they say does not", .faint))
    }
    return details
  }

  /// The new log entries, those of one time in the order in which they were written.
  private var newEntries: [LogEntry] {
    let entries = logs.flatMap(\.changes.added).compactMap { line in
      (try? JSONReader.read(line.bytes))?.members.map { LogEntry($0) }
    }
    let times = entries.map { $0.ts?.milliseconds ?? .min }
    return entries.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { entries[$0] }
  }

  /// The new log entries, a line each.
  var entryDetails: [DiffDetail] {
    newEntries.map { entry in
      let who = [entry.ts?.text, entry.actorID].compactMap(\.self).joined(separator: " ")
      return DiffDetail("log", "+ \(who): \(entry.summary.map(DiffDetail.cut) ?? "(no summary)")", .cyan)
    }
  }

  private var newestEntry: String {
    let newest = newEntries.last
    return "+\(logEntriesAdded)" + (newest?.summary.map { ": \(DiffDetail.cut($0))" } ?? "")
  }
}

extension DiffDetail {
  /// A list as what came and went, anything else as the old and the new value.
  static func difference(_ change: FieldChange) -> String {
    let (from, to) = (change.from ?? .array([]), change.to ?? .array([]))
    guard let old = from.strings, let new = to.strings, old != new, Set(old) != Set(new) else { return move(change) }
    let added = new.filter { !old.contains($0) }.map { "+\(short($0))" }
    return (added + old.filter { !new.contains($0) }.map { "-\(short($0))" }).joined(separator: " ")
  }

  static func move(_ change: FieldChange) -> String { "\(word(change.from)) → \(word(change.to))" }

  /// A value as people would write it.
  static func word(_ value: JSON?) -> String {
    switch value {
    case nil, .null: "(none)"
    case .string(let text): cut(text)
    case let value?: cut(String(decoding: JSONWriter.bytes(of: value, .compact), as: UTF8.self))
    }
  }

  /// As much of a text as helps to recognise it.
  static func cut(_ text: String) -> String { Width.cut(text, to: 72) }

  /// An id as tables show it.
  private static func short(_ text: String) -> String { TicketID(text)?.short ?? cut(text) }
}

extension CriterionChange.Kind {
  fileprivate var style: Page.Style {
    switch self {
    case .checked: .green
    case .unchecked, .removed: .yellow
    case .added: .plain
    }
  }
}

/// A log line that is not there any more as it was.
struct LostLine {
  let place: String
  let text: String

  /// All lines of a ticket's logs that were removed, rewritten or put in another order.
  static func all(in diff: TicketDiff) -> [LostLine] {
    diff.logs.flatMap { log in
      log.changes.removed.map { LostLine(place: "\(log.oldPath):\($0.number)", text: "removed: \($0.gist)") }
        + log.changes.rewritten.map {
          LostLine(place: "\(log.newPath):\($0.new.number)", text: "rewritten: \($0.gist)")
        } + (log.changes.isReordered ? [LostLine(place: log.newPath, text: "the lines stand in another order")] : [])
    }
  }
}

extension LostLine {
  /// All lines that only the old side of two that have parted has.
  static func missing(in diff: TicketDiff) -> [LostLine] {
    diff.logs.flatMap { log in
      log.changes.missing.map { LostLine(place: "\(log.oldPath):\($0.number)", text: $0.gist) }
    }
  }
}

extension LogChanges.Rewrite {
  /// What the line said and says now; the place where it differs when the summary is the same.
  fileprivate var gist: String {
    let (before, after) = (old.gist, new.gist)
    if before != after { return "\(before) → \(after)" }
    let difference = LineDifference(old.text, new.text)
    return "\(difference.old) → \(difference.new)"
  }
}

extension LogChanges.Line {
  /// What the line says, as far as one line of output goes.
  fileprivate var gist: String {
    let entry = try? JSONReader.read(bytes)
    return DiffDetail.cut(entry?["summary"]?.string ?? text)
  }
}
