/// What is different about one ticket.
package struct TicketDiff: Sendable {
  package enum Change: String, Sendable {
    case created, deleted, modified
  }

  /// The ticket before, or nothing when there was none.
  package let old: TicketRecord?
  /// The ticket now, or nothing when it is gone.
  package let new: TicketRecord?
  /// All fields of a ticket that came or went count as changed.
  package let fields: [FieldChange]
  package let sections: [String]
  package let criteria: [CriterionChange]
  package internal(set) var logs: [LogDiff]
  /// What could not be read besides the file of the ticket, before and now.
  let failures: (old: TreeFailure?, new: TreeFailure?)

  package var change: Change { old == nil ? .created : new == nil ? .deleted : .modified }

  /// The ticket as it is, or as it was last.
  package var record: TicketRecord? { new ?? old }

  /// The folders of a ticket that is the same in another one.
  package var moved: (from: String, to: String)? {
    guard let old, let new, !old.folder.utf8.elementsEqual(new.folder.utf8) else { return nil }
    return ("\(Layout.folderName)/\(old.folder)", "\(Layout.folderName)/\(new.folder)")
  }

  /// Why the ticket was no usable one before.
  package var brokenBefore: String? { unread.old?.message ?? old?.broken ?? failures.old?.message }

  /// Why the ticket is no usable one now.
  package var brokenNow: String? { unread.new?.message ?? new?.broken ?? failures.new?.message }

  /// What belongs to the ticket and could not be had, before or now, so that more may be different.
  package var unread: (old: TreeFailure?, new: TreeFailure?) {
    func outOfReach(_ record: TicketRecord?, _ failure: TreeFailure?) -> TreeFailure? {
      [failure, record?.failure?.tree].compactMap(\.self).first(where: \.isOutOfReach)
    }
    return (outOfReach(old, failures.old), outOfReach(new, failures.new))
  }

  /// Whether something could not be had, so that more may be different.
  package var isIncomplete: Bool { unread.old != nil || unread.new != nil }

  package var logEntriesAdded: Int { logs.reduce(0) { $0 + $1.changes.added.count } }
  package var logLinesMissing: Int { logs.reduce(0) { $0 + $1.changes.missing.count } }
  package var logLinesLost: Int { logs.reduce(0) { $0 + $1.changes.linesLost } }

  /// The change of a top-level field.
  package func field(_ key: String) -> FieldChange? { fields.first { $0.path.keys == [key] } }
}

/// What is different about one run log of a ticket.
package struct LogDiff: Sendable {
  /// Where the log lay before, from the root.
  package let oldPath: String
  /// Where it lies now, or would lie if it were there.
  package let newPath: String
  package internal(set) var changes: LogChanges
}

extension RecordFailure {
  /// The failure to read the file, when it is one.
  package var tree: TreeFailure? {
    if case .tree(let failure) = self { failure } else { nil }
  }
}

extension TreeFailure {
  /// Whether there is something that could not be had, so that nobody can say what it holds.
  package var isOutOfReach: Bool {
    switch reason {
    case .notFetched, .unreadable: true
    case .missing, .wrongKind: false
    }
  }
}
