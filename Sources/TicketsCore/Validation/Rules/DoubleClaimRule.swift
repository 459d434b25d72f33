/// A ticket that several are doing at once, as a merge of two claims leaves it: none of them has let go of it.
package struct DoubleClaimRule {
  /// A move of the ticket, as an entry keeps it.
  private struct Move {
    let actor: String
    let ts: Instant
    let isClaim: Bool
    let logPath: String
    let line: Int
  }

  private let folder: String
  private let isDoing: Bool
  private var moves: [Move] = []

  init(_ record: TicketRecord) {
    folder = record.folder
    isDoing = record.ticket.status == .doing
  }

  /// What the logs of a ticket tell; nothing of one that nobody is doing.
  package static func issues(of record: TicketRecord) -> [Issue] {
    var rule = DoubleClaimRule(record)
    for log in record.logs { rule.read(log) }
    return rule.issues
  }

  /// Takes note of the moves in the next log.
  mutating func read(_ log: LogFile) {
    if isDoing { moves += Self.moves(in: log, of: folder) }
  }

  /// What the logs that were read tell.
  var issues: [Issue] {
    // Entries of one moment stay in the order of their files.
    let moves = self.moves.enumerated()
      .sorted { ($0.element.ts, $0.offset) < ($1.element.ts, $1.offset) }.map(\.element)
    var claims: [Move] = []
    for move in moves {
      let others = claims.filter { $0.actor != move.actor }
      // Who lets go has it no more; when somebody else takes the ticket away, nobody has.
      claims = move.isClaim ? others + [move] : others.count < claims.count ? others : []
    }
    guard claims.count > 1, let last = claims.last else { return [] }
    let holders = claims.map { "\($0.actor) (\($0.ts.text))" }.joined(separator: " and ")
    return [
      Issue(
        .doubleClaim,
        "The ticket is doing, and \(holders) have taken it up without a release between; one of them must let go.",
        ticketPath: TicketRecord.path(of: folder), logPath: last.logPath,
        place: Place(line: last.line, column: 1))
    ]
  }

  private static func moves(in log: LogFile, of folder: String) -> [Move] {
    guard let bytes = try? log.content.get() else { return [] }
    let path = "/\(Layout.folderName)/\(folder)/\(Layout.logsFolderName)/\(log.fileName)"
    return RunLog(bytes).lines.compactMap { line in
      guard case .entry(let entry) = line.content, let status = entry["status"],
        let to = status["to"]?.string, status["from"]?.string != to,
        let actor = entry["actor_id"]?.string, let ts = entry["ts"]?.string.flatMap({ Timestamp.guess($0) })
      else { return nil }
      return Move(
        actor: actor, ts: ts, isClaim: to == Status.doing.rawValue, logPath: path, line: line.number)
    }
  }
}
