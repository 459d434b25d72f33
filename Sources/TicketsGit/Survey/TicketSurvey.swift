package import TicketsCore
import TicketsFiles

/// How one ticket stands on other branches and in other work trees than this one; no other ticket is looked at.
package struct TicketSurvey {
  /// A place that has something to say: it did something to the ticket that is not here.
  package struct State: Sendable {
    package let place: String
    /// None where its folder is gone.
    package let record: TicketRecord?
  }

  /// What the base branch did to the ticket since this branch left it.
  package struct BaseMove: Sendable {
    package let branch: String
    package let before: TicketRecord?
    package let after: TicketRecord
  }

  package private(set) var states: [State] = []
  package private(set) var baseMove: BaseMove?
  /// Whether the files here hold something of the ticket that the commit does not.
  package private(set) var isUnsaved = false
  /// Whether there are more branches than were to be looked at, so that none was.
  package let isTooLarge: Bool

  /// Surveys the ticket of a folder, unless there are more branches than somebody waits for.
  package init(
    of folder: String, in repository: Repository, prefix: String, base configured: String?, mostBranches: Int
  ) throws(GitError) {
    let branches = try repository.branches().filter { !$0.isRemote && !$0.isSymbolic }
    isTooLarge = branches.count > mostBranches
    if isTooLarge { return }
    let checkouts = try repository.checkouts().checkouts
    let others = checkouts.filter { $0.repository.gitFolder != repository.gitFolder }
    let base = try repository.baseBranch(configured)
    let versions = try TicketVersions(of: folder, in: repository, prefix: prefix, base: base)
    if let here = checkouts.first(where: { $0.repository.gitFolder == repository.gitFolder }) {
      isUnsaved = (try? versions.unsaved(in: here)) != nil
    }
    if branches.count < 2, others.isEmpty, base?.isRemote != true { return }
    let head = try repository.head()
    if let base { baseMove = try versions.baseMove(since: head.commit).map { BaseMove(branch: base.name, $0) } }
    var own: String?
    if case .branch(let name, _) = head { own = name }
    var tips = branches.filter { $0.name != own && $0 != base }.map { ($0.name, $0.id) }
    for other in others { if case .detached(let id) = other.head { tips.append((other.name, id)) } }
    let here = try head.commit.flatMap { commit throws(GitError) in try versions.content(at: commit) }
    // What hides one place, such as a commit that was not fetched, must not hide the others.
    for (name, tip) in tips {
      if let state = try? versions.opinion(of: name, at: tip, besides: here) { states.append(state) }
    }
    for other in others {
      if let record = try? versions.unsaved(in: other) { states.append(State(place: other.name, record: record)) }
    }
  }
}

extension TicketSurvey.BaseMove {
  fileprivate init(branch: String, _ move: (before: TicketRecord?, after: TicketRecord)) {
    self.init(branch: branch, before: move.before, after: move.after)
  }
}

/// One ticket at many commits.
private final class TicketVersions {
  private let folder: String
  private let repository: Repository
  private let prefix: String
  private let base: ObjectID?
  /// Where branches left the base branch costs a walk, which most need not: they have the ticket as it is here.
  private lazy var walker = Result { () throws(GitError) in
    try TipReader(at: repository.location, prefix: prefix, base: base)
  }
  /// The ticket's folder by the tree object of `.tickets`, which many commits share.
  private var contents: [ObjectID: ObjectID?] = [:]

  init(of folder: String, in repository: Repository, prefix: String, base: Reference?) throws(GitError) {
    (self.folder, self.repository, self.prefix) = (folder, repository, prefix)
    self.base = try base.map { base throws(GitError) in try repository.commit(of: base.id.hex) }
  }

  /// The tree object of the ticket's folder at a commit.
  func content(at commit: ObjectID) throws(GitError) -> ObjectID? {
    guard let top = try repository.tickets(of: repository.commitNode(commit).tree, prefix: prefix) else { return nil }
    if let known = contents[top] { return known }
    let entry = try repository.entry(named: Array(folder.utf8), in: top)
    let content = entry.flatMap { $0.mode == RawTree.Entry.folderMode ? $0.id : nil }
    contents[top] = .some(content)
    return content
  }

  /// The same where a commit left the base branch.
  private func contentAtFork(of commit: ObjectID) throws(GitError) -> ObjectID? {
    try walker.get().fork(of: commit).flatMap { fork throws(GitError) in try content(at: fork) }
  }

  /// What the base branch did to the ticket since a commit left it, and that commit has not.
  func baseMove(since commit: ObjectID?) throws(GitError) -> (before: TicketRecord?, after: TicketRecord)? {
    guard let base, let commit, commit != base, let after = try content(at: base), try content(at: commit) != after
    else { return nil }
    let before = try contentAtFork(of: commit)
    if before == after { return nil }
    return try record(after).map { after throws(GitError) in (try record(before), after) }
  }

  /// What the branch of a commit did to the ticket that is neither here nor on the base branch.
  func opinion(of place: String, at tip: ObjectID, besides here: ObjectID?) throws(GitError) -> TicketSurvey.State? {
    let there = try content(at: tip)
    if there == here { return nil }
    if let base, try content(at: base) == there { return nil }
    if try contentAtFork(of: tip) == there { return nil }
    return TicketSurvey.State(place: place, record: try record(there))
  }

  /// What the files of a work tree hold of the ticket that its commit does not.
  func unsaved(in checkout: Checkout) throws -> TicketRecord? {
    let content: ObjectID? = if let commit = checkout.commit { try content(at: commit) } else { nil }
    var unsaved = UnsavedTickets(number: 0, changes: [:])
    try unsaved.compare(
      TicketFolders(content.map { [(folder, $0)] } ?? [], in: repository),
      OneFolder(named: folder, of: checkout.files(prefix)), only: nil)
    return unsaved.records.values.first
  }

  private func record(_ content: ObjectID?) throws(GitError) -> TicketRecord? {
    guard let content else { return nil }
    do throws(TreeFailure) {
      let reader = try TicketFolders([(folder, content)], in: repository).reader()
      return RecordReader(reader: reader, parts: [.document, .logs, .logTimes])
        .record(of: TreeEntry(name: folder, kind: .folder))
    } catch {
      throw GitError(.other, operation: "read tickets", message: error.message)
    }
  }
}

/// One folder of a tree, as if it held no other.
private struct OneFolder: TicketTree {
  let label: String
  private let name: String
  private let tree: any TicketTree

  init(named name: String, of tree: any TicketTree) {
    (self.name, self.tree) = (name, tree)
    label = tree.label
  }

  func reader() throws(TreeFailure) -> any TreeReader { Reader(name, try tree.reader()) }

  private final class Reader: TreeReader {
    private let name: String
    private let inner: any TreeReader

    init(_ name: String, _ inner: any TreeReader) { (self.name, self.inner) = (name, inner) }

    func entries() throws(TreeFailure) -> [TreeEntry] {
      try inner.entries(in: name).isEmpty ? [] : [TreeEntry(name: name, kind: .folder)]
    }

    func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] { try inner.entries(in: folder) }
    func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] { try inner.read(path, limit: limit) }
    func fingerprint(of bytes: [UInt8]) -> Fingerprint? { inner.fingerprint(of: bytes) }
    var convertsLineEnds: Bool { inner.convertsLineEnds }
  }
}
