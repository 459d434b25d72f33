package import TicketsCore
import TicketsFiles

/// Surveys the tickets of branches and work trees.
package struct BranchSurvey {
  private let repository: Repository
  private let prefix: String
  /// The branch that the others left.
  package let base: Reference?
  /// What could not be surveyed, a sentence each.
  package private(set) var notes: [String] = []

  /// Begins a survey; the prefix is where the root of the tickets lies, and without a base branch that of `HEAD` is one.
  package init(in repository: Repository, prefix: String, base configured: String?) throws(GitError) {
    self.repository = repository
    self.prefix = prefix
    if let base = try repository.baseBranch(configured) {
      self.base = base
    } else if case .branch(let name, _) = try repository.head() {
      base = try repository.reference("refs/heads/" + name)
    } else {
      base = nil
    }
  }

  /// Surveys revisions that were named.
  package mutating func survey(of revisions: [String], everyTicket: Bool) throws(GitError) -> Survey {
    var tips: [Tip] = []
    for revision in revisions { tips.append(Tip(name: revision, commit: try repository.commit(of: revision))) }
    return try survey(tips, [], everyTicket)
  }

  /// Surveys all branches and work trees, or only the work trees besides this one.
  package mutating func survey(
    remotes: Bool, everyTicket: Bool, withThisWorkTree: Bool = true
  ) throws(GitError) -> Survey {
    let branches = try repository.branches().filter { !$0.isSymbolic && (remotes || !$0.isRemote) }
    var (checkouts, missing) = try repository.checkouts()
    if !withThisWorkTree { checkouts.removeAll { $0.repository.gitFolder == repository.gitFolder } }
    notes += missing
    return try survey(branches.map { Tip(name: $0.name, commit: $0.id) }, checkouts, everyTicket)
  }

  private struct Tip {
    let name: String
    let commit: ObjectID
  }

  private mutating func survey(
    _ tips: [Tip], _ checkouts: [Checkout], _ everyTicket: Bool
  ) throws(GitError) -> Survey {
    let (location, prefix) = (repository.location, prefix)
    let commits = (tips.map(\.commit) + checkouts.compactMap(\.commit)).withoutRepeats
    let baseCommit = try base.map { base throws(GitError) in try repository.commit(of: base.id.hex) }
    let top = try baseCommit.flatMap { id throws(GitError) in
      try repository.tickets(of: repository.commitNode(id).tree, prefix: prefix)
    }
    let findings: [Result<TipReader.Finding, GitError>] = try Threads.map(count: commits.count, atLeast: 16) {
      () throws(GitError) in
      try TipReader(at: location, prefix: prefix, base: baseCommit)
    } _: { (reader: borrowing TipReader, index: Int) throws(GitError) in
      reader.finding(commits[index])
    }
    let found = Dictionary(uniqueKeysWithValues: zip(commits, findings))
    var forks = Forks(first: top)
    var places: [SurveyPlace] = []
    var standings: [ObjectID?] = []
    for tip in tips {
      switch found[tip.commit] {
      case .success(let finding):
        places.append(
          SurveyPlace(
            name: tip.name, commit: tip.commit.hex, fork: forks.number(of: finding.fork), changes: finding.changes))
        standings.append(tip.commit)
      case .failure(let error) where error.kind == .cutOff: throw error
      case .failure(let error): notes.append("'\(tip.name)' is left out: \(error)")
      case nil: break
      }
    }
    var written: [Fingerprint: TicketRecord] = [:]
    for checkout in checkouts {
      let finding = try? checkout.commit.flatMap { found[$0] }?.get()
      if checkout.commit != nil, finding == nil { continue }
      var unsaved = UnsavedTickets(number: written.count, changes: finding?.changes ?? [:])
      do throws(TreeFailure) {
        let (commit, root) = (try tree(of: checkout.commit), checkout.root(prefix))
        let touched = (commit as? CommitTree).flatMap {
          try? TouchedFolders(root: root, since: $0, prefix: prefix, in: checkout.repository).names
        }
        try unsaved.compare(commit, checkout.files(prefix), only: touched)
      } catch {
        notes.append("\(checkout.name) is left out: \(error.message)")
        continue
      }
      // A main work tree that is as its branch is that branch.
      let isBranch = checkout.commit.map { commit in tips.contains { $0.commit == commit } } ?? true
      if !checkout.folder.isLinked, isBranch, unsaved.records.isEmpty, unsaved.changes == finding?.changes ?? [:] {
        continue
      }
      written.merge(unsaved.records) { $1 }
      places.append(
        SurveyPlace(
          name: checkout.name, commit: nil, fork: forks.number(of: finding?.fork ?? nil), changes: unsaved.changes))
      standings.append(checkout.commit)
    }
    var survey = try survey(places, forks, everyTicket, written)
    settleDivergence(in: &survey, baseCommit, standings)
    return survey
  }

  /// What a squash merge brought to the base branch is nothing that a branch stacked on it has not.
  ///
  /// Files of a work tree go on from the commit that they stand on.
  private func settleDivergence(in survey: inout Survey, _ base: ObjectID?, _ commits: [ObjectID?]) {
    guard let base else { return }
    var known: [ObjectID: MergeSides?] = [:]
    survey.settleDivergence { id, place in
      guard let commit = commits[place] else { return false }
      if known[commit] == nil {
        known[commit] = .some(try? MergeSides(base.hex, commit.hex, prefix: prefix, in: repository))
      }
      return known[commit]??.oneFollowsOther(of: id, prefix: prefix, in: repository) ?? false
    }
  }

  private func survey(
    _ places: [SurveyPlace], _ forks: Forks, _ everyTicket: Bool, _ written: [Fingerprint: TicketRecord]
  ) throws(GitError) -> Survey {
    var tables: [RawTree] = []
    for id in forks.ids { tables.append(try id.map { id throws(GitError) in try repository.tree(id) } ?? .empty) }
    return try Survey(of: places, base: tables[0], forks: tables, everyTicket: everyTicket) {
      (contents) throws(GitError) in
      let stored = contents.subtracting(written.keys)
      do throws(TreeFailure) {
        let records = try Snapshot(of: TicketFolders(stored, in: repository), reading: [.logs, .logTimes])
          .records
        return Dictionary(records.compactMap { record in record.fingerprint.map { ($0, record) } }) { $1 }
          .merging(written) { $1 }
      } catch {
        throw GitError(.other, operation: "read tickets", message: error.message)
      }
    }
  }

  private func tree(of commit: ObjectID?) throws(TreeFailure) -> any TicketTree {
    guard let commit else { return MemoryTree([:]) }
    do throws(GitError) {
      return try CommitTree(commit.hex, prefix: prefix, in: repository)
    } catch {
      throw TreeFailure(path: "", reason: error.treeReason)
    }
  }
}

/// The states that places left the base branch at, by their numbers.
private struct Forks {
  /// The tree objects of `.tickets`; none where there is nothing of that name.
  private(set) var ids: [ObjectID?]
  private var numbers: [ObjectID?: Int]

  init(first: ObjectID?) {
    ids = [first]
    numbers = [first: 0]
  }

  mutating func number(of id: ObjectID?) -> Int {
    if let number = numbers[id] { return number }
    numbers[id] = ids.count
    ids.append(id)
    return ids.count - 1
  }
}
