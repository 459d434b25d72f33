import TicketsCore

extension Invariant {
  /// What is taken for flawless at a glance is flawless; JSON and entries come back as they were written.
  static let logLine = Invariant("log-line") { bytes throws(Violation) in
    if let glance = LogLineScan(bytes[...]) {
      let object = try unwrap((try? JSONReader.read(bytes))?.members, "a flawless line is no object")
      try require(LogLineCheck(fileName: nil).problems(of: object).isEmpty, "a flawless line has problems")
      try require(
        LogEntry.isMachine(object) == glance.isMachine && LogEntry(object).runStarted == glance.runStarted,
        "a flawless line says something else")
    }
    try readsBack(bytes)
    let log = RunLog(bytes)
    try require(log.lines.map(\.range) == Lines(of: bytes).map(\.range), "the lines of the log are others")
    // A name that is there twice is looked for only where that matters.
    if log.lines.allSatisfy({ if case .unreadable = $0.content { false } else { true } }) {
      try require(RunLog.newest(in: bytes) == log.entries.compactMap(\.ts).max(), "the newest entry is another")
    }
  }

  private static func readsBack(_ bytes: [UInt8]) throws(Violation) {
    switch attempt({ () throws(JSONFailure) in try JSONReader.read(bytes) }) {
    case .success(let value):
      let text = JSONWriter.bytes(of: value, .compact)
      try require((try? JSONReader.read(text)) == value, "JSON does not come back: \(shown(text))")
      guard let members = value.members else { return }
      let entry = LogEntry(members)
      let again = try unwrap((try? JSONReader.read(entry.line()))?.members, "an entry is written as no object")
      try require(LogEntry(again) == entry, "an entry does not come back: \(shown(entry.line()))")
    case .failure(let error):
      try require((0...bytes.count).contains(error.offset) && !error.message.isEmpty, "the failure has no place")
    }
  }
}
