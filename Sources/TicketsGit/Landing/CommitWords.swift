import TicketsCore

/// What the messages of a history say: the tickets that they name, and the commits that they take back.
struct CommitWords {
  /// By commit, the tickets that its message names.
  private(set) var named: [ObjectID: [String]] = [:]
  /// By commit, what it takes back.
  private(set) var undoes: [ObjectID: [ObjectID]] = [:]

  private let graph: CommitGraph
  private let prefix: String
  private let commits: [ObjectID]

  /// Reads the messages of commits, of which none stands before one that it rests on.
  init(of commits: [ObjectID], prefix: String, in graph: CommitGraph) throws(GitError) {
    (self.graph, self.commits, self.prefix) = (graph, commits, prefix)
    let location = graph.repository.location
    let messages = try Threads.map(count: commits.count, atLeast: 4_096) { () throws(GitError) in
      try Repository(at: location)
    } _: { (repository: borrowing Repository, index: Int) throws(GitError) -> String? in
      let bytes = try repository.object(commits[index], type: .commit)
      return Self.mayTell(bytes) ? Self.message(bytes) : nil
    }
    for (id, message) in zip(commits, messages) {
      guard let message else { continue }
      let tickets = Trailers.tickets(in: message, shortestName: TicketLocator.shortest)
      if !tickets.isEmpty { named[id] = tickets }
    }
    for (index, message) in messages.enumerated() {
      guard let message else { continue }
      for words in UndoWords.read(message) {
        undoes[commits[index], default: []] += try undone(words, by: index)
      }
    }
  }

  /// What is undone at the end of a part of the history, and by which commit.
  func undone(among part: Set<ObjectID>) -> [String: String] {
    CommitWork.undone(
      in: commits.filter { part.contains($0) && undoes[$0] != nil }.map { id in
        (commit: id.hex, undoes: (undoes[id] ?? []).map(\.hex))
      })
  }

  /// The commits that words of one commit mean.
  private func undone(_ words: UndoWords, by index: Int) throws(GitError) -> [ObjectID] {
    switch words {
    case .commit(let name, let parent):
      guard let id = find(name, before: index) else { return [] }
      return try broughtIn(by: id, keeping: parent.flatMap { find($0, before: index) })
    case .subject(let subject, let isNumbered):
      for id in commits[..<index].suffix(Self.mostSearched).reversed() {
        guard try graph.repository.commit(id).subject == subject else { continue }
        let isUndone = isNumbered ? true : try isInverse(commits[index], of: id)
        guard isUndone else { continue }
        return try broughtIn(by: id, keeping: nil)
      }
      return []
    }
  }

  /// So many commits before it a reverted one is looked for by its first line.
  private static let mostSearched = 5_000

  /// What goes with a commit: of a merge all that it brought in.
  private func broughtIn(by id: ObjectID, keeping parent: ObjectID?) throws(GitError) -> [ObjectID] {
    guard let node = try graph.node(id), node.parents.count > 1 else { return [id] }
    return try graph.commits(from: [id], notFrom: [parent ?? node.parents[0]])
  }

  private func find(_ name: String, before index: Int) -> ObjectID? {
    if let id = ObjectID(hex: name) { return id }
    let fitting = commits[..<index].filter { $0.hex.hasPrefix(name) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// Whether a commit changes back what the other changed.
  private func isInverse(_ commit: ObjectID, of other: ObjectID) throws(GitError) -> Bool {
    guard let (old, new) = try graph.trees(of: commit), let (before, after) = try graph.trees(of: other) else {
      return false
    }
    let paths = try ChangedFiles(from: old, to: new, in: graph.repository).paths
    guard let old, let before, try ChangedFiles(from: before, to: after, in: graph.repository).paths == paths else {
      return false
    }
    let wanted = try? graph.repository.patchID(from: before, to: after, paths: paths)
    return wanted != nil && (try? graph.repository.patchID(from: new, to: old, paths: paths)) == wanted
  }

  /// Whether the bytes of a commit may hold a word that is of interest: most do not, and are looked at no further.
  private static func mayTell(_ bytes: [UInt8]) -> Bool {
    for index in bytes.indices.dropLast(7) {
      switch bytes[index] | 0x20 {
      case UInt8(ascii: "t") where has("icket", at: index + 1, bytes): return true
      case UInt8(ascii: "r") where has("evert", at: index + 1, bytes): return true
      default: break
      }
    }
    return false
  }

  private static func has(_ word: StaticString, at index: Int, _ bytes: [UInt8]) -> Bool {
    word.withUTF8Buffer { word in
      for offset in 0..<word.count where unsafe bytes[index + offset] | 0x20 != word[offset] { return false }
      return true
    }
  }

  private static func message(_ bytes: [UInt8]) -> String {
    let gap = zip(bytes, bytes.dropFirst()).enumerated().first { $1 == (10, 10) }?.offset
    return gap.map { String(decoding: bytes[($0 + 2)...], as: UTF8.self) } ?? ""
  }
}

extension CommitGraph {
  /// The tree of a commit, and that of its first parent; nothing where the history is cut off before that.
  func trees(of id: ObjectID) throws(GitError) -> (old: ObjectID?, new: ObjectID)? {
    guard let node = try node(id) else { return nil }
    let parent = try node.parents.first.flatMap { parent throws(GitError) in try self.node(parent) }
    if parent == nil, !node.parents.isEmpty { return nil }
    return (parent?.tree, node.tree)
  }

  /// Whether the history of commits is cut off somewhere, as in a shallow clone.
  func isCut(_ commits: [ObjectID]) throws(GitError) -> Bool {
    guard repository.isShallow else { return false }
    for id in commits {
      if try parents(of: id).count < node(id)?.parents.count ?? 0 { return true }
    }
    return false
  }
}
