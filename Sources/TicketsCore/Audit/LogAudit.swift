/// Proof that run logs only grew: every line that was ever there must be there at the end, unchanged and in order.
///
/// Lines belong to the id of a ticket and the name of a run log, so a renamed folder loses nothing.
package struct LogAudit: Sendable {
  /// One step of a history: a commit and one of its parents, or two states that are compared directly.
  package struct Step: Sendable {
    let old: any TicketTree
    let new: any TicketTree
    let commit: String?
    let checksOrder: Bool

    /// Makes a step; after a merge only the order of the first parent is kept.
    package init(from old: any TicketTree, to new: any TicketTree, commit: String?, checksOrder: Bool = true) {
      (self.old, self.new) = (old, new)
      (self.commit, self.checksOrder) = (commit, checksOrder)
    }
  }

  /// A line that is not as it was, or a log in which lines changed places.
  package struct Violation: Equatable, Sendable {
    package enum Kind: String, Sendable {
      case lost, rewritten, reordered
    }

    package let kind: Kind
    /// The id of the ticket.
    package let ticket: String
    /// Where the line was, from the root, and its number.
    package let path: String
    package let line: Int
    package let text: String
    /// The commit that did it; none when it happened in the working tree.
    package let commit: String?

    /// Where the log lies now, or would lie, from `.tickets`.
    let target: String
    /// The whole log before it happened.
    let original: [UInt8]

    var key: String { "\(ticket)\n\(path.splitAtLastSlash.name)\n\(kind == .reordered ? "" : text)" }
  }

  package private(set) var violations: [Violation] = []
  /// How many logs changed on the way, and how many lines they have at the end.
  package private(set) var files = 0
  package private(set) var lines = 0

  private var touched: [String: String] = [:]

  private var known: Set<String> = []

  package init() {}

  /// Takes the next step, the oldest first.
  package mutating func take(_ step: Step) throws(TreeDiffFailure) {
    take(
      try TreeDiff(from: step.old, to: step.new), from: step.old, commit: step.commit, checksOrder: step.checksOrder)
  }

  /// Takes a step whose trees are compared already.
  package mutating func take(
    _ diff: TreeDiff, from old: any TicketTree, commit: String?, checksOrder: Bool
  ) {
    let found = check(diff.tickets, Step(from: old, to: old, commit: commit, checksOrder: checksOrder))
    for violation in found where known.insert(violation.key).inserted { violations.append(violation) }
  }

  /// Forgets what is not broken any more at the end: a line that came back counts as kept.
  package mutating func settle(at end: any TicketTree) throws(TreeFailure) {
    try settle(AuditEnd(end))
  }

  private mutating func check(_ tickets: [TicketDiff], _ step: Step) -> [Violation] {
    let reader = try? step.old.reader()
    var found: [Violation] = []
    for ticket in tickets {
      let id = (ticket.old ?? ticket.new)?.idText ?? ""
      for log in ticket.logs {
        touched["\(id)\n\(log.newPath.splitAtLastSlash.name)"] = log.newPath.belowTickets
        let changes = log.changes
        guard changes.linesLost > 0 || changes.isReordered && step.checksOrder else { continue }
        let original = (try? reader?.read(log.oldPath.belowTickets)) ?? []
        func violation(_ kind: Violation.Kind, _ line: LogChanges.Line?) -> Violation {
          Violation(
            kind: kind, ticket: id, path: log.oldPath, line: line?.number ?? 1, text: line?.text ?? "",
            commit: step.commit, target: log.newPath.belowTickets, original: original)
        }
        found += changes.removed.map { violation(.lost, $0) }
        found += changes.rewritten.map { violation(.rewritten, $0.old) }
        if changes.isReordered, step.checksOrder { found.append(violation(.reordered, nil)) }
      }
    }
    return found.sorted { ($0.path, $0.line) < ($1.path, $1.line) }
  }

  private mutating func settle(_ end: AuditEnd) throws(TreeFailure) {
    files = touched.count
    for (key, path) in touched {
      lines += Lines(of: try end.log(path, of: String(key.prefix { $0 != "\n" }))?.bytes ?? []).reduce(0) { count, _ in
        count + 1
      }
    }
    var kept: [Violation] = []
    for violation in violations {
      let now = try end.log(violation.target, of: violation.ticket)?.bytes ?? []
      let changes = LogChanges(from: violation.original, to: now)
      let isBroken =
        violation.kind == .reordered
        ? changes.isReordered
        : !now.holds(violation.text)
      if isBroken { kept.append(violation) }
    }
    violations = kept
  }

  /// What puts every lost line back where it was, before the lines that are there; new versions of old lines stay too.
  package func repair(of end: any TicketTree) throws(TreeFailure) -> ChangeSet {
    let end = try AuditEnd(end)
    var repaired: [String: (old: [UInt8]?, new: [UInt8])] = [:]
    for violation in violations {
      let found = try end.log(violation.target, of: violation.ticket)
      let path = found?.path ?? violation.target
      let now = repaired[path]?.new ?? found?.bytes ?? []
      // An earlier step has put the line back already, and in its place.
      if violation.kind != .reordered, now.holds(violation.text) { continue }
      let merged = LogMerge.merge(name: path, base: [], ours: violation.original, theirs: now).bytes
      repaired[path] = (found?.bytes, merged)
    }
    return ChangeSet(
      repaired.sorted { $0.key.precedesInBytes($1.key) }.map { path, change in
        let full = "\(WorkingTree.folderName)/\(path)"
        return change.old.map { .replace(full, from: $0, to: change.new) } ?? .createFile(full, change.new)
      })
  }
}

/// The logs at the end of what is audited.
private final class AuditEnd {
  private let tree: any TicketTree
  private let reader: any TreeReader
  private var folders: [String: String]?

  init(_ tree: any TicketTree) throws(TreeFailure) {
    self.tree = tree
    reader = try tree.reader()
  }

  /// A log by the place where it was last seen, or else wherever its ticket is now.
  func log(_ path: String, of ticket: String) throws(TreeFailure) -> (path: String, bytes: [UInt8])? {
    if let bytes = try bytes(path) { return (path, bytes) }
    if folders == nil {
      let records = try Snapshot(of: tree).records
      folders = Dictionary(records.map { ($0.idText, $0.folder) }) { first, _ in first }
    }
    guard let folder = folders?[ticket] else { return nil }
    let moved = "\(folder)/\(TicketRecord.logsFolderName)/\(path.splitAtLastSlash.name)"
    return try bytes(moved).map { (moved, $0) }
  }

  private func bytes(_ path: String) throws(TreeFailure) -> [UInt8]? {
    do throws(TreeFailure) {
      return try reader.read(path)
    } catch  where error.reason == .missing {
      return nil
    }
  }
}

extension [UInt8] {
  fileprivate func holds(_ line: String) -> Bool {
    Lines(of: self).contains { self[$0.range].elementsEqual(line.utf8) }
  }
}

extension String {
  /// The path as it is below `.tickets`.
  fileprivate var belowTickets: String {
    hasPrefix(WorkingTree.folderName + "/") ? String(dropFirst(WorkingTree.folderName.utf8.count + 1)) : self
  }
}

extension LogAudit.Violation: JSONWritable {
  /// Writes what happened to which line, and where.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", kind.rawValue)
      json.member("path", path)
      json.member("line", line)
      json.member("text", text)
      json.member("commit", commit)
    }
  }
}
