/// What somebody has in hand: a branch, a work tree, or a ticket of which only the scope says what it will touch.
package struct WorkInHand: Sendable {
  /// The ticket that it belongs to, as far as anybody can tell.
  package var ticket: Ticket?
  package var branch: String?
  package var workTree: String?
  /// What it made of files besides tickets, by path: the content, or nothing where the file is gone.
  package var changes: [String: String?]
  /// The paths that no commit has yet.
  package var uncommitted: [String]

  /// What decides who goes first.
  package struct Ticket: Sendable {
    package let id: String
    package let title: String?
    package let status: Status?
    package let priority: Priority?
    /// The globs of what the work may touch.
    package let allow: [String]
    /// The tickets that must be done before.
    package let waitsFor: Set<String>

    package init(
      id: String, title: String?, status: Status?, priority: Priority?, allow: [String], waitsFor: Set<String>
    ) {
      (self.id, self.title, self.status, self.priority) = (id, title, status, priority)
      (self.allow, self.waitsFor) = (allow, waitsFor)
    }
  }

  package init(
    ticket: Ticket? = nil, branch: String? = nil, workTree: String? = nil, changes: [String: String?] = [:],
    uncommitted: [String] = []
  ) {
    (self.ticket, self.branch, self.workTree) = (ticket, branch, workTree)
    (self.changes, self.uncommitted) = (changes, uncommitted)
  }

  /// The paths that it has changed, in byte order.
  package var paths: [String] { changes.keys.sorted { $0.precedesInBytes($1) } }

  /// Whether it has changed anything yet.
  package var isBegun: Bool { !changes.isEmpty }

  /// How people name it.
  package var name: String { branch ?? workTree ?? ticket.map { String($0.id.suffix(8)) } ?? "?" }
}

extension WorkInHand {
  /// Which of two goes first, and why in a few words.
  package static func first(_ left: WorkInHand, _ right: WorkInHand) -> (isLeft: Bool, why: String) {
    if let mine = left.ticket, let other = right.ticket, mine.id != other.id {
      if other.waitsFor.contains(mine.id) { return (true, "the other waits for it") }
      if mine.waitsFor.contains(other.id) { return (false, "the other waits for it") }
    }
    let done = (left.ticket?.status == .done, right.ticket?.status == .done)
    if done.0 != done.1 { return (done.0, "it is done") }
    if left.isBegun != right.isBegun { return (left.isBegun, "it has begun, the other has not") }
    let ranks = (left.ticket?.priority?.rank ?? -1, right.ticket?.priority?.rank ?? -1)
    if ranks.0 != ranks.1, let priority = (ranks.0 > ranks.1 ? left : right).ticket?.priority {
      return (ranks.0 > ranks.1, "its priority is \(priority.rawValue)")
    }
    let counts = (left.changes.count, right.changes.count)
    if counts.0 != counts.1 {
      return (
        counts.0 < counts.1, "it changes fewer files: \(min(counts.0, counts.1)) against \(max(counts.0, counts.1))"
      )
    }
    let names = (left.ticket?.id ?? left.name, right.ticket?.id ?? right.name)
    return (!names.1.precedesInBytes(names.0), "they are alike, and it is older")
  }
}
