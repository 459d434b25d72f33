import TicketsCore
import TicketsGit

extension Session {
  /// Whom tickets would meet in files, a few words for each, as far as that can be told at once.
  ///
  /// Where there are more branches than somebody waits for, nothing is said.
  func collisions(
    of asked: [TicketRecord], among records: [TicketRecord], settings: Settings, in repository: Repository,
    mostBranches: Int = 60
  ) -> [String: String] {
    // A ticket that has not begun is known by its scope alone, and on the base branch none has.
    guard isOnBranch(settings, repository) || asked.contains(where: { !$0.ticket.scope.allow.isEmpty }),
      let prefix = try? prefix(nil, in: repository),
      let count = try? repository.branches().count(where: { !$0.isRemote }), count <= mostBranches,
      let hand = try? WorkAtHand(
        asking: asked, records: records, settings: settings, prefix: prefix, in: repository, self),
      let overlap = try? hand.overlap(lines: false, self)
    else { return [:] }
    var found: [String: String] = [:]
    for record in asked { found[record.idText] = overlap.collision { $0.ticket?.id == record.idText } }
    return found
  }

  private func isOnBranch(_ settings: Settings, _ repository: Repository) -> Bool {
    guard case .branch(let name, _)? = try? repository.head() else { return false }
    return (try? repository.baseBranch(settings.baseBranch))??.isNamed(name) == false
  }

  /// Whom a branch would meet in files, for reports about it.
  func collisions(of branches: [String], prefix: String, in repository: Repository) -> [String: String] {
    guard let tree = try? presentTree(prefix: nil, in: repository), let settings = try? settings(of: tree),
      let reader = try? BranchWorkReader(base: settings.baseBranch, prefix: prefix, in: repository),
      let works = try? reader.branches(),
      // Without a file in common only a claim on what is not begun can make them meet: mostly no ticket need be read.
      works.share(branches) || ClaimStore.mayHaveClaims(at: location),
      let records = try? reading(tree, { () throws(TreeFailure) in try Snapshot(of: tree).records }),
      let hand = try? WorkAtHand(
        records: records, settings: settings, prefix: prefix, in: repository, self, lookingAtFiles: false,
        knowing: (reader, works)),
      let overlap = try? hand.overlap(lines: false, self)
    else { return [:] }
    var found: [String: String] = [:]
    for branch in branches { found[branch] = overlap.collision { $0.branch == branch } }
    return found
  }
}

extension NextReport {
  /// The rows, with those at the end that would meet other work.
  static func sorted(_ rows: [Row], meeting: [String: String]) -> [Row] {
    rows.filter { meeting[$0.record.idText] == nil } + rows.filter { meeting[$0.record.idText] != nil }
  }

  /// Says what was passed over because it would meet other work, and of what was not that it will.
  mutating func note(_ ready: [Row], meeting: [String: String], _ console: Console) {
    let named = Set(rows.map(\.record.idText))
    let gone = Set(passedOver.map(\.id.text))
    for row in ready {
      guard let id = row.record.ticket.id, let other = meeting[id.text], !gone.contains(id.text) else { continue }
      if named.contains(id.text) {
        console.note("\(id.short) will meet \(other)")
      } else if rows.first.map({ Row.precedes(row, $0) }) ?? false {
        passedOver.append((id, "would meet \(other)"))
      }
    }
  }
}

extension Overlap {
  /// Whom some work meets, in a few words; the worst first.
  fileprivate func collision(of isMeant: (WorkInHand) -> Bool) -> String? {
    let met = pairs.compactMap { pair -> (WorkInHand, Pair)? in
      if isMeant(works[pair.left]) { return (works[pair.right], pair) }
      return isMeant(works[pair.right]) ? (works[pair.left], pair) : nil
    }
    guard let (other, pair) = met.first else { return nil }
    let files =
      pair.files.prefix(2).joined(separator: ", ") + (pair.files.count > 2 ? " and \(pair.files.count - 2) more" : "")
    return "\(other.name) in \(files)" + (met.count > 1 ? ", and \(met.count - 1) others" : "")
  }
}
