import TicketsCore
import TicketsFiles
import TicketsGit

/// All the work that is in hand here, with what is needed to look at it closer.
struct WorkAtHand {
  let works: [WorkInHand]
  private let branches: [BranchWork?]
  private let reader: BranchWorkReader
  private let ignored: [String]
  /// What could not be looked at, a sentence each.
  let notes: [String]

  /// Gathers the work of all branches and work trees, of what is claimed and of tickets that are asked about; what
  /// branches did may be known already.
  init(
    asking asked: [TicketRecord] = [], records: [TicketRecord], settings: Settings, prefix: String,
    in repository: Repository, _ session: Session, lookingAtFiles: Bool = true,
    knowing known: (reader: BranchWorkReader, branches: [BranchWork])? = nil
  ) throws(Failure) {
    let (reader, found, uncommitted) = try session.asking { () throws(GitError) in
      let files = lookingAtFiles ? try repository.uncommittedWork(prefix: prefix) : (found: [], notes: [])
      if let known { return (known.reader, known.branches, files) }
      let reader = try BranchWorkReader(base: settings.baseBranch, prefix: prefix, in: repository)
      return (reader, try reader.branches(), files)
    }
    let claims = try session.allLiveClaims().map(\.claim)
    let changed = try session.asking { () throws(GitError) in try reader.records(of: found) }
    let tickets = TicketIndex(records, beside: changed)
    var works: [WorkInHand] = []
    var branches: [BranchWork?] = []
    func add(_ work: WorkInHand, _ branch: BranchWork?, _ names: [String]) {
      var work = work
      for name in names.isEmpty ? [nil] : names.map(Optional.some) {
        work.ticket = name.flatMap { tickets.ticket($0, on: branch?.name) }
        works.append(work)
        branches.append(branch)
      }
    }
    for branch in found {
      let place = uncommitted.found.first { $0.branch == branch.name }
      var owner = BranchOwner(branch: branch.name)
      owner.configured = try session.asking { () throws(GitError) in try repository.ticket(ofBranch: branch.name) }
      owner.claimed = claims.filter { $0.branch == branch.name || $0.claimant.workTree == place?.path && place != nil }
        .map(\.ticket.text)
      (owner.trailers, owner.logged) = (branch.trailers, branch.logged + (place?.folders ?? []))
      var work = WorkInHand(branch: branch.name, workTree: place?.path, changes: branch.changes.mapValues { $0?.hex })
      work.take(place)
      add(work, branch, owner.tickets(tickets.find))
    }
    for place in uncommitted.found where !place.changes.isEmpty && !found.contains(where: { $0.name == place.branch }) {
      var owner = BranchOwner(branch: place.branch)
      owner.claimed = claims.filter { $0.claimant.workTree == place.path }.map(\.ticket.text)
      owner.logged = place.folders
      var work = WorkInHand(branch: place.branch, workTree: place.path)
      work.take(place)
      add(work, nil, owner.tickets(tickets.find))
    }
    let begun = Set(works.compactMap(\.ticket?.id))
    let waiting = claims.map(\.ticket.text) + asked.map(\.idText)
    for id in waiting.withoutRepeats where !begun.contains(id) {
      add(WorkInHand(), nil, [id])
      // Of a ticket that nobody can find there is nothing to compare.
      if works.last?.ticket == nil {
        works.removeLast()
        branches.removeLast()
      }
    }
    (self.works, self.branches, self.reader) = (works, branches, reader)
    (notes, ignored) = (uncommitted.notes, settings.overlapIgnored)
  }

  /// Compares it all; lines only when they are asked for.
  func overlap(lines: Bool, _ session: Session) throws(Failure) -> Overlap {
    let meetings = WorkMeetings(
      reader, branches: branches, workTrees: works.map(\.workTree), uncommitted: works.map(\.uncommitted), lines: lines)
    return try session.asking { () throws(GitError) in
      try Overlap(of: works, ignoring: ignored) { (left, right, paths) throws(GitError) in
        try meetings.look(left, right, paths)
      }
    }
  }
}

extension WorkInHand {
  /// Adds what a work tree holds besides the commits of its branch.
  fileprivate mutating func take(_ place: UncommittedWork?) {
    guard let place else { return }
    uncommitted = place.changes.keys.sorted { $0.precedesInBytes($1) }
    changes.merge(place.changes) { $1 }
  }
}

/// Finds tickets by any form of their names, here or as a branch has them.
private struct TicketIndex {
  private let records: [TicketRecord]
  private let changed: [String: [TicketRecord]]
  private let waits: [String: Set<String>]

  init(_ records: [TicketRecord], beside changed: [String: [TicketRecord]]) {
    // Those that only a branch has, each once: where they were read, folders have other names.
    var known = Set(records.map(\.idText))
    let others = changed.sorted { $0.key < $1.key }.flatMap(\.value).filter { known.insert($0.idText).inserted }
    self.records = records + others
    self.changed = changed
    let graph = Graph(self.records, withRelated: false)
    let before = graph.predecessors
    var waits: [String: Set<String>] = [:]
    for record in self.records {
      guard let start = graph.node(of: record), !before[start].isEmpty else { continue }
      var seen: Set<Int> = []
      var rest = before[start]
      while let node = rest.popLast() {
        if seen.insert(node).inserted { rest += before[node] }
      }
      waits[record.idText] = Set(seen.map { graph.nodes[$0].name })
    }
    self.waits = waits
  }

  /// The id of the one ticket that a name means.
  func find(_ name: String) -> String? {
    guard let folder = CommitWork.folder(of: name, among: records) else { return nil }
    return records.first { $0.folder == folder }?.idText
  }

  func ticket(_ id: String, on branch: String?) -> WorkInHand.Ticket? {
    let own = branch.flatMap { changed[$0] }?.first { $0.idText == id }
    guard let record = own ?? records.first(where: { $0.idText == id }) else { return nil }
    return WorkInHand.Ticket(
      id: id, title: record.ticket.title, status: record.ticket.status, priority: record.ticket.priority,
      allow: record.ticket.scope.allow, waitsFor: waits[id] ?? [])
  }
}
