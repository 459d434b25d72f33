/// Which commit set each thing that a ticket says, and what merges dropped on the way.
package struct Blame: Sendable {
  /// A commit of the history, with the ticket as it is there.
  package struct Commit: Sendable {
    /// The parents that are there, by their numbers.
    package let parents: [Int]
    /// Whether others are not, because the history is cut off.
    package let isCut: Bool
    /// Which of the versions it has; none where there is no ticket.
    package let version: Int?

    package init(parents: [Int], isCut: Bool = false, version: Int?) {
      (self.parents, self.isCut, self.version) = (parents, isCut, version)
    }
  }

  /// Who set a fact to what it is.
  package struct Row: Sendable {
    package let fact: TicketFact
    package let value: JSON
    /// The commit, by its number; none where the history is cut off before it.
    package let commit: Int?
  }

  /// A change that a merge did not take over.
  package struct Dropped: Sendable {
    package let fact: TicketFact
    /// What it was on that side; nothing where that side took it away.
    package let value: JSON?
    package let commit: Int?
    package let merge: Int
  }

  package private(set) var rows: [Row] = []
  package private(set) var dropped: [Dropped] = []

  private let commits: [Commit]
  private let facts: [[TicketFact: JSON]]

  /// Reads a history, of which no commit stands before its parents and the last is where the question is asked.
  ///
  /// The closure finds where two commits parted.
  package init<Failure: Error>(
    of commits: [Commit], versions: [TicketVersion], fork: (Int, Int) throws(Failure) -> Int?
  ) throws(Failure) {
    self.commits = commits
    let ordered = versions.map(\.facts)
    facts = ordered.map { Dictionary($0.map { ($0.fact, $0.value) }) { first, _ in first } }
    guard let tip = commits.indices.last else { return }
    if let version = commits[tip].version {
      rows = ordered[version].map { Row(fact: $0.fact, value: $0.value, commit: setter(of: $0.fact, from: tip)) }
    }
    for (merge, commit) in commits.enumerated() where commit.parents.count > 1 {
      guard Set(commit.parents.map { commits[$0].version }).count > 1 else { continue }
      for parent in commit.parents {
        guard let other = commit.parents.first(where: { $0 != parent }), let base = try fork(parent, other) else {
          continue
        }
        findDropped(by: merge, of: parent, since: base)
      }
    }
    let present = commits[tip].version.map { facts[$0] } ?? [:]
    // What came back later was not lost.
    dropped = dropped.filter { $0.fact == .ticket ? commits[tip].version != nil : present[$0.fact] != $0.value }
  }

  private func value(_ fact: TicketFact, at commit: Int) -> JSON? {
    commits[commit].version.flatMap { facts[$0][fact] }
  }

  /// The commit from which on a fact is what it is at another one.
  private func setter(of fact: TicketFact, from start: Int) -> Int? {
    let wanted = value(fact, at: start)
    var here = start
    while let before = commits[here].parents.first(where: { value(fact, at: $0) == wanted }) { here = before }
    return commits[here].isCut ? nil : here
  }

  private mutating func findDropped(by merge: Int, of parent: Int, since base: Int) {
    let (mine, before, after) = (commits[parent].version, commits[base].version, commits[merge].version)
    guard mine != before, mine != after else { return }
    let others = commits[merge].parents.filter { $0 != parent }
    if mine == nil || after == nil {
      // One side took the whole ticket away.
      if mine == nil, before != nil { add(.ticket, parent, merge) }
      if after == nil, mine != nil, !others.contains(where: { commits[$0].version == nil }) {
        add(.ticket, parent, merge)
      }
      return
    }
    let keys = Set((mine.map { facts[$0] } ?? [:]).keys).union((before.map { facts[$0] } ?? [:]).keys)
    for fact in keys.sorted(by: { ($0.field, $0.item ?? "") < ($1.field, $1.item ?? "") }) {
      let changed = value(fact, at: parent)
      guard changed != value(fact, at: base), changed != value(fact, at: merge) else { continue }
      // Who went through the same value and on from there dropped nothing.
      if passed(fact, changed, from: others, to: base) { continue }
      add(fact, parent, merge)
    }
  }

  private mutating func add(_ fact: TicketFact, _ parent: Int, _ merge: Int) {
    dropped.append(
      Dropped(
        fact: fact, value: value(fact, at: parent), commit: setter(of: fact, from: parent), merge: merge))
  }

  /// Whether a fact ever was something on the way to some commits since another one.
  private func passed(_ fact: TicketFact, _ wanted: JSON?, from tips: [Int], to base: Int) -> Bool {
    var seen: Set<Int> = []
    var rest = tips
    while let here = rest.popLast() {
      guard here > base, seen.insert(here).inserted else { continue }
      if value(fact, at: here) == wanted { return true }
      rest += commits[here].parents
    }
    return false
  }
}
