extension RunLog {
  /// The newest entry of some logs that takes the ticket up, or one that was found before them.
  package static func takeUp(in logs: some Sequence<[UInt8]>, after found: LogEntry? = nil) -> LogEntry? {
    var newest = found
    for bytes in logs {
      for entry in RunLog(bytes).entries where entry.move?.to == Status.doing.rawValue && entry.actorID != nil {
        if let ts = newest?.ts, let own = entry.ts, own < ts { continue }
        newest = entry
      }
    }
    return newest
  }
}

extension LogEntry {
  /// Whether one person wrote both; agents of one name may be many.
  package func isSamePerson(as other: LogEntry) -> Bool {
    actorType == .human && other.actorType == .human && actorID != nil && actorID == other.actorID
  }
}
