/// Somebody's word to work on a ticket for a while: a lease, which ends by itself.
package struct Claim: Equatable, Sendable {
  package let ticket: TicketID
  package let claimant: Claimant
  /// The machine and the branch, for people.
  package let host: String?
  package let branch: String?
  package let claimedAt: Instant
  package let expiresAt: Instant
  /// What makes two claims different that say the same; it stays when a claim is renewed.
  package let nonce: String
  /// The claim of somebody else that it took the place of, by its object.
  package private(set) var replaced: String?

  package init(
    ticket: TicketID, claimant: Claimant, host: String?, branch: String?, claimedAt: Instant, lease: Lease,
    nonce: String
  ) {
    (self.ticket, self.claimant, self.host, self.branch) = (ticket, claimant, host, branch)
    (self.claimedAt, self.nonce) = (claimedAt, nonce)
    expiresAt = Instant(milliseconds: claimedAt.milliseconds + lease.milliseconds)
  }

  /// The same claim, made again: it holds as long from now as it did before.
  package func renewed(at now: Instant) -> Claim { Claim(self, claimedAt: now) }

  private init(_ other: Claim, claimedAt: Instant) {
    (ticket, claimant, host, branch, nonce) = (other.ticket, other.claimant, other.host, other.branch, other.nonce)
    (self.claimedAt, replaced) = (claimedAt, other.replaced)
    expiresAt = Instant(
      milliseconds: claimedAt.milliseconds + other.end.milliseconds - other.claimedAt.milliseconds)
  }

  /// The same claim, which takes the place of another one when that was somebody else's.
  package func replacing(_ object: String, _ other: Claim) -> Claim {
    guard !other.claimant.isSameActor(as: claimant) else { return self }
    var claim = self
    claim.replaced = object
    return claim
  }

  /// The run that works under it; where none was named, one of its own.
  package var run: String { claimant.runID ?? nonce }

  /// Reads what `bytes` writes; a claim that says less is nobody's.
  package init?(_ bytes: [UInt8]) {
    guard let json = try? JSONReader.read(bytes), json["v"]?.integer == 1,
      let ticket = json["ticket"]?.string.flatMap({ TicketID($0) }),
      let type = json["actor_type"]?.string.flatMap(LogEntry.ActorType.init), let actor = json["actor_id"]?.string,
      let claimedAt = json["claimed_at"]?.string.flatMap({ Timestamp.parse($0) }),
      let expiresAt = json["expires_at"]?.string.flatMap({ Timestamp.parse($0) })
    else { return nil }
    self.ticket = ticket
    claimant = Claimant(
      actorType: type, actorID: actor, runID: json["run_id"]?.string, workTree: json["worktree"]?.string)
    (host, branch) = (json["host"]?.string, json["branch"]?.string)
    (self.claimedAt, self.expiresAt) = (claimedAt, expiresAt)
    nonce = json["nonce"]?.string ?? ""
    replaced = json["replaced"]?.string
  }

  /// The claim as it is stored: one line of JSON.
  package var bytes: [UInt8] { JSONWriter.bytes(of: self, .compact) + [Ascii.newline] }

  /// When it ends, at the latest a day after it was made.
  package var end: Instant {
    min(expiresAt, Instant(milliseconds: claimedAt.milliseconds + Lease.longest.milliseconds))
  }

  /// Whether it holds; clocks differ, so it does a little longer than it says, and one from far ahead never does.
  package func isLive(at now: Instant) -> Bool {
    now.milliseconds < end.milliseconds + Self.grace
      && claimedAt.milliseconds <= now.milliseconds + Lease.longest.milliseconds
  }

  /// Whether somebody may take the ticket although it is claimed: it is theirs, nobody's any more, or they are a person.
  package func mayBeTaken(by other: Claimant, at now: Instant) -> Bool {
    other.actorType == .human || claimant.isSame(as: other) || !isLive(at: now)
  }

  /// Clocks differ by no more, in milliseconds.
  static let grace: Int64 = 2 * 60 * 1000
}

extension Claim: JSONWritable {
  /// Writes all that it says, in a fixed order.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("v", 1)
      members(to: &json)
      json.member("nonce", nonce)
      if let replaced { json.member("replaced", replaced) }
    }
  }

  /// Writes what scripts are to know of it.
  package func members(to json: inout JSONWriter) {
    json.member("ticket", ticket)
    json.member("actor_type", claimant.actorType.rawValue)
    json.member("actor_id", claimant.actorID)
    json.member("run_id", claimant.runID)
    json.member("host", host)
    json.member("worktree", claimant.workTree)
    json.member("branch", branch)
    json.member("claimed_at", claimedAt)
    json.member("expires_at", expiresAt)
  }
}
