package import TicketsCore

/// Finds where the work of tickets has landed, in all that branches, tags and work trees hold.
package final class LandingReader {
  /// The branch that work lands on, as people write it; none where there is none.
  package let base: Reference?

  private let graph: CommitGraph
  private let prefix: String
  /// All commits, none before one that it rests on.
  private let commits: [ObjectID]
  private let all: Set<ObjectID>
  private let onBase: Set<ObjectID>
  private let baseTips: [ObjectID]
  private let words: CommitWords
  private let undone: [String: String]
  private let isCut: Bool
  private let contents: LandedContents
  private lazy var references = tips()

  /// A ticket whose work is looked for.
  package struct Subject {
    /// Its folder, and what its logs say wherever there are any.
    package let folder: String
    package let logs: [LogFile]
    /// Whether a message that uses a name means this ticket.
    package let isNamed: (String) -> Bool

    package init(folder: String, logs: [LogFile], isNamed: @escaping (String) -> Bool) {
      (self.folder, self.logs, self.isNamed) = (folder, logs, isNamed)
    }
  }

  /// Reads all histories; the prefix is where the root of the tickets lies.
  package init(base configured: String?, prefix: String, in repository: Repository) throws(GitError) {
    graph = CommitGraph(repository)
    self.prefix = prefix
    base = try repository.baseBranch(configured)
    var tips: [ObjectID] = []
    for reference in try repository.branches() + repository.tags() {
      if let id = repository.commit(within: reference.id) { tips.append(id) }
    }
    if let head = try repository.head().commit { tips.append(head) }
    for tree in try repository.workTrees() where !tree.isGone {
      let own = try? Repository(at: repository.location(inWorkTree: tree.path)).head().commit
      if let id = own ?? nil { tips.append(id) }
    }
    commits = try graph.commits(from: tips.withoutRepeats)
    all = Set(commits)
    // Here and at the remote the base branch may end in different places: what either has has landed.
    var baseTips: [ObjectID] = []
    if let base {
      for reference in try repository.branches() + [base]
      where reference.isNamed(base.branchName) && !reference.isSymbolic {
        baseTips.append(try repository.commit(of: reference.id.hex))
      }
    }
    self.baseTips = baseTips.withoutRepeats
    onBase = Set(try graph.commits(from: self.baseTips))
    words = try CommitWords(of: commits, prefix: prefix, in: graph)
    undone = words.undone(among: onBase)
    isCut = try graph.isCut(commits)
    contents = LandedContents(tips: self.baseTips, prefix: prefix, in: graph)
  }

  /// The logs of a ticket as all branches have them, each content once.
  package func logs(ofFolder folder: String) throws(GitError) -> [LogFile] {
    var contents: Set<Fingerprint> = []
    for (_, commit, _) in references {
      guard let node = try graph.node(commit), let top = try graph.repository.tickets(of: node.tree, prefix: prefix),
        let entry = try graph.repository.entry(named: Array(folder.utf8), in: top),
        entry.mode == RawTree.Entry.folderMode
      else { continue }
      contents.insert(entry.id.fingerprint)
    }
    do throws(TreeFailure) {
      return try Snapshot(of: TicketFolders(contents, in: graph.repository), reading: .logs).records.flatMap(
        \.logs)
    } catch {
      throw GitError(.other, operation: "read the logs of \(folder)", message: error.message)
    }
  }

  /// Where the work of a ticket has landed; names of branches and tags only when they are asked for.
  package func landing(of subject: Subject, naming: Bool = true) throws(GitError) -> Landing {
    var found: [ObjectID: Landing.How] = [:]
    var order: [ObjectID] = []
    func add(_ id: ObjectID, _ how: Landing.How) {
      if found.updateValue(found[id] ?? how, forKey: id) == nil { order.append(id) }
    }
    for id in commits where words.named[id]?.contains(where: subject.isNamed) == true {
      if try graph.touchesMore(id, than: prefix + Layout.folderName) { add(id, .trailer) }
    }
    var gone: [String] = []
    var patches: Set<String> = []
    for commit in RecordedCommits(logs: subject.logs).commits {
      guard let id = find(commit.name) else {
        if let patch = commit.patchID { patches.insert(patch) }
        gone.append(commit.name)
        continue
      }
      add(id, .recorded)
    }
    var doubts: [String] = []
    var counterparts = try counterparts(
      of: order.filter { !onBase.contains($0) }, tips: branches(of: order, only: subject), &doubts)
    for (_, other) in counterparts where found[other.id] == nil { add(other.id, other.how) }
    if !order.contains(where: onBase.contains) {
      if !patches.isEmpty { for id in try rewritten(patches) { add(id, .patch) } }
      // Whoever writes the log of commits that are somewhere else, or nowhere any more, has squashed them.
      let how = gone.isEmpty && order.isEmpty ? Landing.How.recorded : .squash
      for id in try writers(of: subject.folder) where onBase.contains(id) { add(id, how) }
    }
    if baseTips.isEmpty { doubts.append("there is no base branch; base_branch in .tickets/config.yml names it") }
    if isCut {
      doubts.append("this clone is shallow, and what lies before its end is not seen; \(Repository.deepening)")
    }
    if contents.isIncomplete, !counterparts.isEmpty || !order.isEmpty {
      doubts.append("not everything could be compared: there is too much of it, or files are not fetched")
    }
    counterparts = counterparts.filter { found[$0.key] != nil }
    let known = Dictionary(uniqueKeysWithValues: commits.enumerated().map { ($1, $0) })
    let sorted = order.sorted { (known[$0] ?? -1, $0) < (known[$1] ?? -1, $1) }
    var landed: [Landing.Commit] = []
    for id in sorted {
      let names = naming || !onBase.contains(id) ? try self.names(containing: id) : ([], [])
      landed.append(
        Landing.Commit(
          id.hex, found[id] ?? .recorded, isOnBase: onBase.contains(id), isKept: all.contains(id), branches: names.0,
          tags: names.1,
          // A tag that has no number in it marks a place, and no release.
          isReleased: names.1.contains { $0.contains(where: \.isNumber) }))
    }
    if landed.isEmpty, let name = gone.first {
      doubts.append("the recorded commit \(name.prefix(10)) is not in this repository any more")
    }
    return Landing(
      of: landed, undone: undone,
      counterparts: Dictionary(uniqueKeysWithValues: counterparts.map { ($0.key.hex, $0.value.id.hex) }), doubts: doubts
    ) { revert in
      naming ? ObjectID(hex: revert).flatMap { try? self.names(containing: $0).tags } ?? [] : []
    }
  }

  /// The branches, then the tags that have a commit; tags are in the order of their commits.
  package func names(containing id: ObjectID) throws(GitError) -> (branches: [String], tags: [String]) {
    var known: [ObjectID: Bool] = [:]
    var (branches, tags): ([String], [String]) = ([], [])
    guard all.contains(id) else { return ([], []) }
    for (name, commit, isTag) in references where try graph.contains(id, in: commit, known: &known) {
      if isTag { tags.append(name) } else { branches.append(name) }
    }
    return (branches, tags)
  }

  /// Branches, then tags from the oldest commit on.
  private func tips() -> [(name: String, commit: ObjectID, isTag: Bool)] {
    func tips(_ references: [Reference]?, isTag: Bool) -> [(name: String, commit: ObjectID, isTag: Bool)] {
      (references ?? []).filter { !$0.isSymbolic }.compactMap { reference in
        graph.repository.commit(within: reference.id).map { (reference.name, $0, isTag) }
      }
    }
    let tags = tips(try? graph.repository.tags(), isTag: true)
    let times = tags.map { (try? graph.node($0.commit))??.time ?? 0 }
    let order = tags.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    return tips(try? graph.repository.branches(), isTag: false) + order.map { tags[$0] }
  }

  /// The commit that a log names, be it on no branch any more.
  private func find(_ name: String) -> ObjectID? {
    guard let id = ObjectID(hex: name) else {
      guard 7..<64 ~= name.utf8.count, name.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
      return graph.repository.commitIfAny(name)
    }
    return ((try? graph.node(id)) ?? nil) == nil ? nil : id
  }

  /// What the base branch has instead of commits that lie elsewhere.
  private func counterparts(
    of commits: [ObjectID], tips: [ObjectID], _ doubts: inout [String]
  ) throws(GitError) -> [ObjectID: (id: ObjectID, how: Landing.How)] {
    guard !baseTips.isEmpty else { return [:] }
    var found: [ObjectID: (id: ObjectID, how: Landing.How)] = [:]
    for id in commits {
      if let other = try contents.counterpart(of: id) { found[id] = (other, .patch) }
    }
    let rest = commits.filter { found[$0] == nil }
    guard !rest.isEmpty else { return found }
    var isPart = false
    // The last ones first: what a squash has of them it has of all before.
    for last in tips + (try lastOnes(of: rest)) {
      let own = try graph.commits(from: [last], notFrom: baseTips)
      let mine = own.filter { rest.contains($0) && found[$0] == nil }
      guard let first = mine.first, let tree = try graph.node(last)?.tree else { continue }
      var starts: [ObjectID?] = []
      for tip in baseTips {
        if let fork = try graph.mergeBases(last, tip).first { starts.append(try graph.node(fork)?.tree) }
      }
      if let (before, _) = try graph.trees(of: first) { starts.append(before) }
      var isFound = false
      for start in starts where !isFound {
        switch try contents.squash(from: start, to: tree, since: last) {
        case .whole(let squash):
          for id in mine { found[id] = (squash, .squash) }
          isFound = true
        case .part: isPart = true
        case .nothing: break
        }
      }
      guard !isFound else { continue }
      for id in mine {
        guard let (before, after) = try graph.trees(of: id) else { continue }
        switch try contents.squash(from: before, to: after, since: last) {
        case .whole(let squash): found[id] = (squash, .squash)
        case .part: isPart = true
        case .nothing: break
        }
      }
    }
    if isPart {
      doubts.append("a part of what its commits change is on the base branch: it may have been squashed and edited")
    }
    return found
  }

  /// The tips of branches that have some of the commits and whose commits name no other ticket: what else is on them is
  /// of the same work.
  private func branches(of commits: [ObjectID], only subject: Subject) throws(GitError) -> [ObjectID] {
    var tips: [ObjectID] = []
    let open = Set(commits).subtracting(onBase)
    guard !open.isEmpty else { return [] }
    for (_, tip, isTag) in references where !isTag && !onBase.contains(tip) && !tips.contains(tip) {
      let own = try graph.commits(from: [tip], notFrom: baseTips)
      guard own.contains(where: open.contains) else { continue }
      if own.allSatisfy({ words.named[$0]?.allSatisfy(subject.isNamed) ?? true }) { tips.append(tip) }
    }
    return tips
  }

  /// Of some commits those that no other of them rests on.
  private func lastOnes(of commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    var last: [ObjectID] = []
    for id in try graph.commits(from: commits, notFrom: baseTips).reversed() where commits.contains(id) {
      var isBelow = false
      for other in last where !isBelow {
        var known: [ObjectID: Bool] = [:]
        isBelow = try graph.contains(id, in: other, known: &known)
      }
      if !isBelow { last.append(id) }
    }
    return last
  }

  /// The commits of the base branch that change what recorded ones did, of which only that is known.
  private func rewritten(_ patches: Set<String>) throws(GitError) -> [ObjectID] {
    let newest = commits.filter(onBase.contains).suffix(1_000)
    // What a partial clone lacks cannot be compared.
    let known = (try? graph.captured(Array(newest), prefix: prefix)) ?? []
    return known.filter { $0.patchID.map { patches.contains($0.hex) } ?? false }.map(\.id)
  }

  /// The commits that write the logs of a ticket, or its file, and change more than tickets.
  private func writers(of folder: String) throws(GitError) -> [ObjectID] {
    var found: [ObjectID] = []
    let name = Array(folder.utf8)
    var entries: [ObjectID: ObjectID?] = [:]
    func logs(_ tree: ObjectID?) throws(GitError) -> ObjectID? {
      guard let tree, let top = try graph.repository.tickets(of: tree, prefix: prefix) else { return nil }
      if let known = entries[top] { return known }
      var logs: ObjectID?
      if let entry = try graph.repository.entry(named: name, in: top), entry.mode == RawTree.Entry.folderMode {
        logs = try graph.repository.entry(named: Array(Layout.logsFolderName.utf8), in: entry.id)?.id
      }
      entries[top] = .some(logs)
      return logs
    }
    for id in commits {
      guard let (old, new) = try graph.trees(of: id), let now = try logs(new), now != (try logs(old)),
        try graph.touchesMore(id, than: prefix + Layout.folderName)
      else { continue }
      found.append(id)
    }
    return found
  }
}
