extension LogAudit {
  /// Keeps the violations that are not made good at the end.
  mutating func settle(_ end: AuditEnd) throws(TreeFailure) {
    var kept: [Violation] = []
    for (log, violations) in Dictionary(grouping: violations, by: \.log) {
      let target = violations.last.map { states[$0.state].target } ?? ""
      let now = try end.log(log, lastAt: target)
      let (lines, back) = settledLines(violations, log, now?.counts ?? [:])
      kept += lines
      kept += settledOrder(violations, isComplete: lines.isEmpty, log, back, now?.bytes ?? [])
    }
    // The order in which it happened.
    let places = Dictionary(violations.enumerated().map { (Key($1), $0) }) { first, _ in first }
    violations = kept.sorted { places[Key($0)] ?? .max < places[Key($1)] ?? .max }
  }

  /// The lines that are not there, but for those that stood in for one that is, or that is named itself; and the older
  /// lines that are back.
  private func settledLines(
    _ violations: [Violation], _ log: LogName, _ counts: [ArraySlice<UInt8>: Int]
  ) -> (lost: [Violation], back: Set<ArraySlice<UInt8>>) {
    var before: [Int: [ArraySlice<UInt8>: Int]] = [:]
    let missing = violations.filter { violation in
      guard violation.kind != .reordered else { return false }
      let now = counts[violation.bytes] ?? 0
      guard states[violation.state].isExact else { return now == 0 }
      let original = before[violation.state] ?? Self.counts(states[violation.state].original)
      before[violation.state] = original
      return violation.ordinal < (original[violation.bytes] ?? 0) - now
    }
    let named = Set(missing.map(\.bytes))
    var back: Set<ArraySlice<UInt8>> = []
    let lost = missing.filter { violation in
      let origins = standIns.origins(of: violation.bytes, in: log)
      let found = origins.filter { (counts[$0] ?? 0) > 0 }
      back.formUnion(found)
      return found.isEmpty && !origins.contains(where: named.contains)
    }
    return (lost, back)
  }

  /// The changes of order that are still there; a line that came back in another place is one.
  private func settledOrder(
    _ violations: [Violation], isComplete: Bool, _ log: LogName, _ back: Set<ArraySlice<UInt8>>, _ now: [UInt8]
  ) -> [Violation] {
    var before = earlier[log] ?? []
    var judged: [Int: Bool] = [:]
    var kept: [Violation] = []
    // What is back must stand where it stood.
    let isMisplaced =
      !back.isEmpty
      && before.indices.contains { index in
        LogChanges.lines(of: before[index]).contains { back.contains($0.bytes) }
          && Self.isReordered(before[index], since: before[..<index], now)
      }
    var cameBack = isMisplaced ? violations.first { $0.kind != .reordered }?.reordering : nil
    for violation in violations where states[violation.state].isExact {
      let isBroken: Bool
      if let known = judged[violation.state] {
        isBroken = known
      } else {
        let original = states[violation.state].original
        isBroken = Self.isReordered(original, since: before[...], now)
        judged[violation.state] = isBroken
        before.append(original)
      }
      guard isBroken else { continue }
      if violation.kind == .reordered {
        kept.append(violation)
      } else if cameBack == nil {
        cameBack = violation.reordering
      }
    }
    if kept.isEmpty, isComplete, let cameBack { return [cameBack] }
    return kept
  }

  /// Whether lines stand in another order than in a state, which it was not itself that had left the order of an older one.
  private static func isReordered(_ state: [UInt8], since older: ArraySlice<[UInt8]>, _ now: [UInt8]) -> Bool {
    LogChanges(from: state, to: now).isReordered
      && !older.contains { !LogChanges(from: state.inOrder(of: $0), to: now).isReordered }
  }

  private static func counts(_ bytes: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    LogChanges.lines(of: bytes).reduce(into: [:]) { $0[$1.bytes, default: 0] += 1 }
  }
}

extension LogAudit.Violation {
  /// The same place, where the line is back but stands in another order.
  fileprivate var reordering: LogAudit.Violation {
    LogAudit.Violation(
      kind: .reordered, ticket: ticket, path: path, line: 1, commit: commit, bytes: [], ordinal: 0, state: state)
  }
}

extension [UInt8] {
  /// The lines with those that an older state has in its order, and the others after them.
  fileprivate func inOrder(of older: [UInt8]) -> [UInt8] {
    var left = LogChanges.lines(of: self).map(\.bytes)
    var result: [ArraySlice<UInt8>] = []
    var counts: [ArraySlice<UInt8>: Int] = left.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    for line in LogChanges.lines(of: older) where counts[line.bytes, default: 0] > 0 {
      counts[line.bytes, default: 0] -= 1
      result.append(line.bytes)
    }
    left.reverse()
    var rest: [ArraySlice<UInt8>] = []
    for line in left where counts[line, default: 0] > 0 {
      counts[line, default: 0] -= 1
      rest.append(line)
    }
    return [UInt8]((result + rest.reversed()).flatMap { $0 + [Ascii.newline] })
  }
}
