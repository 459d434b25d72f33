/// Lines that were put in the place of others, which they may leave again.
struct StandIns {
  /// How sure it is that a line is another one tampered with.
  private enum Certainty {
    /// It has the time of the other one, or stands where nothing can be added.
    case certain
    /// It may also be an entry of its own, put where one was lost.
    case possible
  }

  private struct Place: Hashable {
    let log: LogAudit.LogName
    let bytes: ArraySlice<UInt8>
  }

  private var origins: [Place: [(line: ArraySlice<UInt8>, certainty: Certainty)]] = [:]

  /// Learns from one step what stands in for what.
  mutating func learn(_ changes: LogChanges, in log: LogAudit.LogName) {
    guard changes.linesLost > 0 else { return }
    let lost = changes.removed + changes.rewritten.map(\.old)
    for rewrite in changes.rewritten {
      if let certainty = Self.certainty(rewrite) {
        add(rewrite.new.bytes, rewrite.old.bytes, certainty, log)
      } else {
        addByTime(rewrite.new, lost, log)
      }
    }
    for line in changes.added { addByTime(line, lost, log) }
  }

  /// All lines that a line stands in for, directly or through others.
  func origins(of line: ArraySlice<UInt8>, in log: LogAudit.LogName, onlyCertain: Bool = false) -> [ArraySlice<UInt8>] {
    if origins.isEmpty { return [] }
    var found: [ArraySlice<UInt8>] = []
    var rest = [line]
    while let next = rest.popLast() {
      for origin in origins[Place(log: log, bytes: next)] ?? [] where !onlyCertain || origin.certainty == .certain {
        if found.contains(origin.line) { continue }
        found.append(origin.line)
        rest.append(origin.line)
      }
    }
    return found
  }

  private mutating func addByTime(_ new: LogChanges.Line, _ lost: [LogChanges.Line], _ log: LogAudit.LogName) {
    guard let time = new.time, let old = lost.first(where: { $0.time == time }) else { return }
    add(new.bytes, old.bytes, .certain, log)
  }

  private mutating func add(
    _ new: ArraySlice<UInt8>, _ old: ArraySlice<UInt8>, _ certainty: Certainty, _ log: LogAudit.LogName
  ) {
    // What came back stands in for nothing.
    guard !origins(of: old, in: log).contains(new) else { return }
    origins[Place(log: log, bytes: new), default: []].append((old, certainty))
  }

  private static func certainty(_ rewrite: LogChanges.Rewrite) -> Certainty? {
    switch (rewrite.old.time, rewrite.new.time) {
    case (let old?, let new?): old == new ? .certain : rewrite.isAboveOld ? .possible : nil
    default: rewrite.isAboveOld ? .certain : .possible
    }
  }
}
