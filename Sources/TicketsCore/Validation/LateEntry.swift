/// A log entry that was written under a claim after this had passed to somebody else.
package struct LateEntry: Sendable {
  /// The run log, from the root, and the line in it.
  package let path: String
  package let line: Int
  package let ticket: String
  package let actor: String
  package let writtenAt: Instant
  package let claim: String
  /// Who had the ticket then, and since when, at the latest.
  package let holder: String
  package let passedAt: Instant

  /// One sentence.
  package var sentence: String {
    "written by \(actor) at \(writtenAt.text) under the claim \(claim.prefix(12)), which \(holder) had replaced by \(passedAt.text)"
  }
}

extension LateEntry: Hashable {
  package static func == (one: LateEntry, other: LateEntry) -> Bool {
    one.path == other.path && one.line == other.line && one.claim == other.claim
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(line)
  }
}

extension LateEntry: JSONWritable {
  /// Writes where it stands, who wrote it, and who had the ticket.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.member("line", line)
      json.member("ticket", ticket)
      json.member("actor_id", actor)
      json.member("ts", writtenAt)
      json.member("claim", claim)
      json.member("passed_to", holder)
      json.member("passed_at", passedAt)
    }
  }
}

extension LateEntry {
  /// The late entries of a ticket, as far as its logs prove it.
  ///
  /// Who takes the place of somebody's claim says so in each entry; from two minutes after the first of these on, nobody
  /// can have written honestly under the claim that was replaced, or one that renews it. That somebody claimed anew later,
  /// or that two repositories each had a claim of their own, proves nothing: such claims name each other nowhere. Claims
  /// that can still be read make it more exact, and are not needed.
  package static func all(in record: TicketRecord, _ read: (String) -> Claim? = { _ in nil }) -> Set<LateEntry> {
    let entries = record.logs.flatMap { Written.all(in: $0, of: record) }
    var passings: [String: Passing] = [:]
    for written in entries {
      guard let replaced = written.entry.replacedClaim, let claim = written.entry.claim, claim != replaced else {
        continue
      }
      let at = min(written.at, read(claim)?.claimedAt ?? written.at)
      if let known = passings[replaced], known.at <= at { continue }
      passings[replaced] = Passing(at: at, by: written)
    }
    if passings.isEmpty { return [] }
    let byNonce = Dictionary(passings.compactMap { claim, passing in read(claim).map { ($0.nonce, passing) } }) { $1 }
    return Set(
      entries.compactMap { written in
        guard let claim = written.entry.claim,
          let passing = passings[claim] ?? read(claim).flatMap({ byNonce[$0.nonce] }),
          written.at.milliseconds > passing.at.milliseconds + Claim.grace, !written.isSameHands(as: passing.by)
        else { return nil }
        return LateEntry(
          path: written.path, line: written.line, ticket: record.idText, actor: written.entry.actorID ?? "?",
          writtenAt: written.at, claim: claim, holder: passing.by.entry.actorID ?? "somebody else", passedAt: passing.at
        )
      })
  }

  private struct Passing {
    let at: Instant
    let by: Written
  }

  /// An entry under a claim, and where it stands.
  private struct Written {
    let path: String
    let line: Int
    let run: String
    let at: Instant
    let entry: LogEntry

    private static let claimKey = ByteWord(#""claim""#.utf8)

    static func all(in log: LogFile, of record: TicketRecord) -> [Written] {
      // Few logs tell of claims, and most need not be taken apart.
      guard case .success(let bytes) = log.content, claimKey.isIn(bytes) else { return [] }
      let path = "\(Layout.folderName)/\(record.folder)/\(Layout.logsFolderName)/\(log.fileName)"
      let run = RunLogName(log.fileName)?.runID ?? log.fileName
      return RunLog(bytes).lines.compactMap { line in
        guard case .entry(let members) = line.content else { return nil }
        let entry = LogEntry(members)
        guard entry.claim != nil, let at = entry.ts else { return nil }
        return Written(path: path, line: line.number, run: run, at: at, entry: entry)
      }
    }

    func isSameHands(as other: Written) -> Bool {
      guard entry.actorType == other.entry.actorType, entry.actorID == other.entry.actorID else { return false }
      return entry.actorType == .human || run == other.run
    }
  }
}
