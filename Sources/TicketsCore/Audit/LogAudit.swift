/// Proof that run logs only grew: every line that was ever there must be there at the end, unchanged and in its place.
///
/// Lines belong to the id of a ticket and the name of a run log, so a renamed folder loses nothing. What undoes a loss
/// is welcome: a line that stood in for an older one may go when that one is back.
package struct LogAudit: Sendable {
  /// One step of a history: a commit and one of its parents, or two states that are compared directly.
  package struct Step: Sendable {
    let old: any TicketTree
    let new: any TicketTree
    let commit: String?
    let kind: Kind

    package enum Kind: Sendable {
      /// A commit and its only parent, or what is not committed yet.
      case change
      /// A merge and its first parent.
      case merge
      /// A merge and another of its parents: only that all lines are there counts.
      case mergedIn
      /// From one end to the other, whatever lies between.
      case whole
    }

    /// Makes a step of some kind.
    package init(from old: any TicketTree, to new: any TicketTree, commit: String?, _ kind: Kind = .change) {
      (self.old, self.new) = (old, new)
      (self.commit, self.kind) = (commit, kind)
    }
  }

  package internal(set) var violations: [Violation] = []
  /// How many logs changed on the way, and how many lines they have at the end.
  package private(set) var files = 0
  package private(set) var lines = 0
  /// Where a merge left its markers among the lines, at the end.
  package private(set) var markers: [Marker] = []

  /// A line that git wrote into a log when it could not merge it.
  package struct Marker: Equatable, Sendable {
    package let path: String
    package let line: Int
  }

  var states: [State] = []
  var standIns = StandIns()
  /// How logs were, before what is audited, when something happened to them; the oldest first.
  private(set) var earlier: [LogName: [[UInt8]]] = [:]
  private var touched: [LogName: String] = [:]
  private var known: Set<Key> = []

  package init() {}

  /// The folders of the tickets whose logs changed, as they are called at the end.
  package var changedFolders: Set<String> { Set(touched.values.map { String($0.prefix { $0 != "/" }) }) }

  /// The folders of the tickets whose logs are broken, before and now.
  package var folders: Set<String> {
    Set(violations.flatMap { [$0.path.belowTickets, states[$0.state].target] }.map { String($0.prefix { $0 != "/" }) })
  }

  /// Learns from what was before the audited steps, the oldest first, what stands in for what.
  package mutating func learn(from step: Step, in folders: Set<String>) throws(TreeDiffFailure) {
    guard step.kind == .change else { return }
    let diff = try TreeDiff(from: step.old, to: step.new) { folders.contains($0.name) }
    for ticket in diff.tickets {
      for log in ticket.logs where log.changes.linesLost > 0 || log.changes.isReordered {
        let name = Self.name(of: log, ticket)
        standIns.learn(log.changes, in: name)
        if let original = try? RejoinedTree.of(step.old).reader().read(log.oldPath.belowTickets) {
          earlier[name, default: []].append(original)
        }
      }
    }
  }

  /// Takes the next step, the oldest first.
  package mutating func take(_ step: Step) throws(TreeDiffFailure) {
    try take(try TreeDiff(from: step.old, to: step.new), of: step)
  }

  /// Takes a step whose trees are compared already.
  package mutating func take(_ diff: TreeDiff, of step: Step) throws(TreeDiffFailure) {
    // What was not read proves nothing.
    for ticket in diff.tickets {
      if let failure = ticket.unread.old { throw TreeDiffFailure(tree: step.old.label, failure: failure) }
      if let failure = ticket.unread.new { throw TreeDiffFailure(tree: step.new.label, failure: failure) }
    }
    let reordered = Set(violations.lazy.filter { $0.kind == .reordered }.map(\.log))
    let found = try check(diff.tickets, step).sorted { ($0.path, $0.line) < ($1.path, $1.line) }
    for violation in found {
      if step.kind == .whole, violation.kind == .reordered, reordered.contains(violation.log) { continue }
      if known.insert(Key(violation)).inserted { violations.append(violation) }
    }
  }

  /// Counts what there is at the end, and forgets what is not broken there any more.
  package mutating func settle(at tree: any TicketTree) throws(TreeFailure) {
    let end = try AuditEnd(tree)
    files = touched.count
    lines = 0
    markers = []
    for (name, path) in touched {
      guard let log = try end.log(name, lastAt: path) else { continue }
      lines += log.counts.values.reduce(0, +)
      markers += log.markers
    }
    markers.sort { ($0.path, $0.line) < ($1.path, $1.line) }
    try settle(end)
  }

  private mutating func check(
    _ tickets: [TicketDiff], _ step: Step
  ) throws(TreeDiffFailure) -> [Violation] {
    let isExact = step.kind != .mergedIn
    var found: [Violation] = []
    var reader: (any TreeReader)?
    for ticket in tickets {
      for log in ticket.logs {
        let name = Self.name(of: log, ticket)
        touched[name] = log.newPath.belowTickets
        let changes = log.changes
        if step.kind == .change { standIns.learn(changes, in: name) }
        guard changes.linesLost > 0 || changes.isReordered && isExact else { continue }
        do throws(TreeFailure) {
          let known = if let reader { reader } else { try RejoinedTree.of(step.old).reader() }
          reader = known
          let original = try known.read(log.oldPath.belowTickets)
          states.append(State(log: name, target: log.newPath.belowTickets, original: original, isExact: isExact))
        } catch {
          throw TreeDiffFailure(tree: step.old.label, failure: error)
        }
        var ordinals: [ArraySlice<UInt8>: Int] = [:]
        func add(_ kind: Violation.Kind, _ line: LogChanges.Line?, became: LogChanges.Line? = nil) {
          let bytes = line?.bytes ?? []
          found.append(
            Violation(
              kind: kind, ticket: name.ticket, path: log.oldPath, line: line?.number ?? 1, commit: step.commit,
              bytes: bytes, ordinal: ordinals[bytes, default: 0], state: states.count - 1,
              became: became?.bytes))
          ordinals[bytes, default: 0] += 1
        }
        for line in changes.removed { add(.lost, line) }
        for rewrite in changes.rewritten { add(.rewritten, rewrite.old, became: rewrite.new) }
        if changes.isReordered, isExact { add(.reordered, nil) }
      }
    }
    return found
  }

  private static func name(of log: LogDiff, _ ticket: TicketDiff) -> LogName {
    LogName(ticket: (ticket.old ?? ticket.new)?.idText ?? "", file: log.newPath.splitAtLastSlash.name)
  }
}

extension String {
  /// The path as it is below `.tickets`.
  var belowTickets: String {
    hasPrefix(Layout.folderName + "/") ? String(dropFirst(Layout.folderName.utf8.count + 1)) : self
  }
}
