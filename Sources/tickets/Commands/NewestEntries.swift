import TicketsCore

/// The newest entries of logs that are added one after another: however many there are, only so many are held.
struct NewestEntries {
  private let most: Int
  private var kept: [TicketPage.Entry] = []
  /// How many there were.
  private(set) var count = 0
  private(set) var runs: Set<String> = []
  private var oldest: (ts: Int64, origin: TicketID)?

  init(most: Int) {
    self.most = most
  }

  /// The newest first; of those of one moment the one that was added last.
  var entries: [TicketPage.Entry] { Array(order.prefix(most)).map { kept[$0] } }

  /// The ticket that this one was made from, as the oldest entry says that names one.
  var origin: TicketID? { oldest?.origin }

  mutating func add(_ log: LogFile) {
    guard case .success(let bytes) = log.content else { return }
    let run = RunLogName(log.fileName)?.runID ?? log.fileName
    for entry in RunLog(bytes).entries {
      count += 1
      runs.insert(run)
      kept.append(TicketPage.Entry(run: run, entry: entry))
      if let origin = entry.createdFrom.flatMap({ TicketID($0) }), oldest.map({ entry.moment < $0.ts }) ?? true {
        oldest = (entry.moment, origin)
      }
    }
    // Now and then is enough, and costs little for each.
    if kept.count / 2 > max(most, Self.few) { kept = entries.reversed() }
  }

  /// So many are worth no thought.
  private static let few = 1000

  private var order: [Int] {
    kept.indices.sorted { left, right in
      let (first, second) = (kept[left].entry.moment, kept[right].entry.moment)
      return first == second ? left > right : first > second
    }
  }
}

extension LogEntry {
  /// Entries without a time come before all others.
  fileprivate var moment: Int64 { ts?.milliseconds ?? .min }
}
