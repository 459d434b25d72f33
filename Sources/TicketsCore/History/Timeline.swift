/// Who worked on what and when, from the entries of run logs.
package struct Timeline: Sendable {
  /// What one actor wrote in one run log of a ticket.
  package struct Run: Equatable, Sendable {
    package let actor: String
    package let isAgent: Bool
    /// The id of the ticket, or what must do for one.
    package let ticket: String
    package let run: String
    package fileprivate(set) var start: Instant
    package fileprivate(set) var end: Instant
    package fileprivate(set) var entries: Int
    /// Runs of one actor at the same time lie in lanes of their own.
    package fileprivate(set) var lane = 0
  }

  /// One actor.
  package struct Row: Equatable, Sendable {
    package let actor: String
    package let isAgent: Bool
    /// In the order of their starts.
    package let runs: [Run]
    package let laneCount: Int
  }

  /// Those first who wrote last.
  package let rows: [Row]
  /// How many runs there are besides, all older.
  package let omitted: Int

  package var start: Instant? { rows.lazy.flatMap(\.runs).map(\.start).min() }
  package var end: Instant? { rows.lazy.flatMap(\.runs).map(\.end).max() }

  /// Nobody can read more than so many bars.
  package static let mostShown = 200

  /// Takes the entries of tickets by their run logs; a log that comes several times counts as the longest of them.
  package init(_ logs: [(ticket: String, run: String, entries: [LogEntry])], most: Int = mostShown) {
    var runs: [[String]: Run] = [:]
    for log in logs {
      for (actor, entries) in Dictionary(grouping: log.entries, by: { $0.actorID ?? "?" }) {
        let times = entries.compactMap(\.ts)
        guard let start = times.min(), let end = times.max() else { continue }
        let isAgent = entries.contains { $0.actorType == .agent }
        var run = Run(
          actor: actor, isAgent: isAgent, ticket: log.ticket, run: log.run, start: start, end: end,
          entries: entries.count)
        if let other = runs[[log.ticket, log.run, actor]] {
          (run.start, run.end) = (min(run.start, other.start), max(run.end, other.end))
          run.entries = max(run.entries, other.entries)
        }
        runs[[log.ticket, log.run, actor]] = run
      }
    }
    let newest = runs.values.sorted { Self.precedes($1, $0) }
    omitted = max(newest.count - most, 0)
    rows = Dictionary(grouping: newest.prefix(most), by: \.actor).values.map { Self.row($0.reversed()) }
      .sorted { left, right in
        let (first, second) = (left.runs.map(\.end).max(), right.runs.map(\.end).max())
        return first == second
          ? left.actor.precedesInBytes(right.actor) : first ?? .distantPast > second ?? .distantPast
      }
  }

  /// The runs of some actors on some tickets that several of them had, by their starts; more than a few nobody compares.
  package func shared(by hands: Set<[String]>) -> [(ticket: String, runs: [Run])] {
    let runs = Dictionary(
      grouping: rows.flatMap(\.runs).filter { hands.contains([$0.ticket, $0.actor]) }, by: \.ticket)
    let shared = runs.filter { Set($0.value.map(\.actor)).count > 1 }
    return shared.keys.sorted { $0.precedesInBytes($1) }.prefix(Self.mostShared).map { ticket in
      let byStart = (shared[ticket] ?? []).sorted { $0.start == $1.start ? Self.precedes($0, $1) : $0.start < $1.start }
      return (ticket, Array(byStart.prefix(Self.mostRivals)))
    }
  }

  private static let mostShared = 12
  private static let mostRivals = 8

  private static func row(_ runs: [Run]) -> Row {
    var ends: [Instant] = []
    let placed = runs.sorted { $0.start == $1.start ? precedes($0, $1) : $0.start < $1.start }.map { run in
      var run = run
      run.lane = ends.firstIndex { $0 < run.start } ?? ends.count
      if run.lane == ends.count { ends.append(run.end) } else { ends[run.lane] = run.end }
      return run
    }
    return Row(
      actor: placed[0].actor, isAgent: placed.contains(where: \.isAgent), runs: placed, laneCount: ends.count)
  }

  private static func precedes(_ left: Run, _ right: Run) -> Bool {
    if left.end != right.end { return left.end < right.end }
    if left.ticket != right.ticket { return left.ticket.precedesInBytes(right.ticket) }
    return left.run != right.run ? left.run.precedesInBytes(right.run) : left.actor.precedesInBytes(right.actor)
  }
}

extension Instant {
  fileprivate static var distantPast: Instant { Instant(milliseconds: .min) }
}
