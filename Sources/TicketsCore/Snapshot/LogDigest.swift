/// What a list of tickets tells of the logs of one, found while they are read one after another.
struct LogDigest {
  private let isDoing: Bool
  private let keepsFiles: Bool
  /// The logs themselves, when they are kept.
  private(set) var files: [LogFile] = []
  /// Why the first that could not be had could not.
  private(set) var failure: TreeFailure?
  private(set) var newestEntry: Instant?
  /// The entry that took up a ticket that is doing.
  private(set) var takeUp: LogEntry?

  init(isDoing: Bool, keepsFiles: Bool) {
    (self.isDoing, self.keepsFiles) = (isDoing, keepsFiles)
  }

  mutating func add(_ log: LogFile) {
    if keepsFiles { files.append(log) }
    switch log.content {
    case .failure(let failure):
      if self.failure == nil, failure.isOutOfReach { self.failure = failure }
    case .success(let bytes):
      newestEntry = [newestEntry, RunLog.newest(in: bytes)].compactMap(\.self).max()
      if isDoing { takeUp = RunLog.takeUp(in: [bytes], after: takeUp) }
    }
  }
}
