import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Says in which order to merge branches.
struct ShowTrain: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "train", abstract: "Say in which order branches of tickets merge best, and which merge will hurt",
    discussion: """
      Merges the branches one after the other in memory, the result of one being what the next is merged into, and looks \
      for the order in which the fewest stop: up to seven branches in every order, of more of them those first that stop \
      the fewest others. Nobody knows how a conflict will be settled, so branches that stop come last, each told as if the \
      others were left out. Hazards are those of 'merge-check', of each merge with all that went before.

      Without branches it takes all local ones that the base does not have. With --code files are merged too, by git's own \
      merge into a folder that is thrown away: the repository gets no object and no ref. Exit code 1 means that a merge \
      stops or has a hazard.
      """,
    examples: [
      .init("tickets train", "all branches into the base branch"),
      .init("tickets train one two three --code", "these three, with the files beside the tickets"),
      .init("tickets train --into release --json", "into another branch, for a script"),
    ], tool: .init(.reads, shows: "branches into code"))

  @Argument(placeholder: "branch", completion: Completions.revision, help: "Only these branches or other revisions")
  var branches: [String]

  @Option(
    placeholder: "branch", completion: Completions.revision, help: "Merge into this one (default: the base branch)")
  var into: String?

  @Flag(help: "Merge all files, and not only the tickets")
  var code: Bool

  @Option(help: "Who merges: git with the drivers, or alone as on a host; by default as this repository is set up")
  var assume: TreeMerge.Assumption?

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> TrainReport {
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    let assumption = if let assume { assume } else { try session.mergeAssumption(in: repository, prefix: prefix) }
    let base = try self.base(prefix, in: repository, session)
    let (found, leftOut) = try wagons(base.commit, base.name, in: repository, session)
    let (wagons, reasons, awaited) = try session.inOrder(found, prefix: prefix, in: repository)
    let merger = code && !wagons.isEmpty ? try session.codeMerge(in: repository) : nil
    let yard = try session.asking { () throws(GitError) in
      try TrainYard(wagons, into: base.commit, assuming: assumption, prefix: prefix, code: merger, in: repository)
    }
    let search = try session.asking { () throws(GitError) in
      try TrainSearch(of: wagons.count, from: yard.start, key: \.key) { (state, branch) throws(GitError) in
        let step = try yard.step(state, branch)
        return .init(conflicts: yard.conflicts(of: step), state: step.state)
      }
    }
    var steps: [TrainReport.Step] = []
    var state = yard.start
    for (place, number) in search.order.enumerated() {
      let step = try session.asking { () throws(GitError) in try yard.step(state, number) }
      let review = try session.reading(state.tree) { () throws(TreeFailure) in
        try yard.review(step, after: state, number)
      }
      steps.append(
        TrainReport.Step(
          branch: wagons[number], relation: step.relation, tickets: step.ticketConflicts(assuming: assumption),
          files: step.conflicts, hazards: review?.hazards ?? [],
          why: awaited[number].map { other in
            let isBefore = search.order[..<place].contains { wagons[$0].name == other }
            return isBefore ? "it waits for \(other)" : "although it waits for \(other)"
          } ?? reasons[number]))
      state = step.state
    }
    return TrainReport(
      base: base.name, commit: base.commit, assumption: assumption, steps: steps, isExact: search.isExact,
      leftOut: leftOut, mergesCode: code)
  }

  private func base(
    _ prefix: String, in repository: Repository, _ session: Session
  ) throws(Failure) -> (name: String, commit: ObjectID) {
    let configured = try session.baseBranchSetting(in: repository, prefix: prefix)
    let found = try session.asking { () throws(GitError) in
      if let into { return Optional((into, try repository.commit(of: into))) }
      return try repository.baseBranch(configured).map { base throws(GitError) in
        (base.name, try repository.commit(of: base.id.hex))
      }
    }
    guard let found else {
      throw Failure(
        .git, "there is no base branch to merge into",
        hint: "Name one with --into, or as base_branch in .tickets/config.yml")
    }
    return found
  }

  /// The branches to merge, and those that are left out with the reason.
  private func wagons(
    _ base: ObjectID, _ name: String, in repository: Repository, _ session: Session
  ) throws(Failure) -> ([TrainYard.Branch], [TrainReport.LeftOut]) {
    try session.asking { () throws(GitError) in
      var (found, left): ([TrainYard.Branch], [TrainReport.LeftOut]) = ([], [])
      let isAll = branches.isEmpty
      let names = isAll ? try repository.branches().filter { !$0.isRemote && !$0.isSymbolic }.map(\.name) : branches
      for branch in names.withoutRepeats where !(isAll && branch == name) {
        let tip = try repository.commit(of: isAll ? "refs/heads/" + branch : branch)
        if try repository.mergeBase(base, tip) == tip {
          // A branch that was merged and not deleted is no news.
          if !isAll { left.append(.init(branch: branch, why: "\(name) has all of it already")) }
        } else if let other = found.first(where: { $0.tip == tip }) {
          left.append(.init(branch: branch, why: "it is where \(other.name) is"))
        } else {
          found.append(TrainYard.Branch(name: branch, tip: tip))
        }
      }
      return (found, left)
    }
  }
}

extension Session {
  /// Branches in the order in which their tickets want them, and why each stands where it does, where that is known:
  /// who is waited for comes first, then what is done, what is urgent, what is small.
  fileprivate func inOrder(
    _ branches: [TrainYard.Branch], prefix: String, in repository: Repository
  ) throws(Failure) -> (branches: [TrainYard.Branch], reasons: [String?], awaited: [String?]) {
    guard branches.count > 1 else { return (branches, branches.map { _ in nil }, branches.map { _ in nil }) }
    let tree = try presentTree(prefix: nil, in: repository)
    let records = try reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree).records }
    let hand = try WorkAtHand(
      records: records, settings: settings(of: tree), prefix: prefix, in: repository, self, lookingAtFiles: false)
    let works = Dictionary(hand.works.map { ($0.branch ?? "", $0) }) { first, _ in first }
    func rank(_ branch: TrainYard.Branch) -> (Int, Int, Int) {
      let work = works[branch.name]
      return (
        work?.ticket?.status == .done ? 0 : 1, -(work?.ticket?.priority?.rank ?? -1), work?.changes.count ?? .max
      )
    }
    var rest = branches.enumerated().sorted { left, right in
      let (first, second) = (rank(left.element), rank(right.element))
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
    func awaited(_ branch: TrainYard.Branch, _ others: [TrainYard.Branch]) -> TrainYard.Branch? {
      guard let waits = works[branch.name]?.ticket?.waitsFor, !waits.isEmpty else { return nil }
      return others.first { other in
        other.name != branch.name && works[other.name]?.ticket.map { waits.contains($0.id) } ?? false
      }
    }
    var (order, reasons, waits): ([TrainYard.Branch], [String?], [String?]) = ([], [], [])
    while let next = rest.firstIndex(where: { awaited($0, rest) == nil }) ?? rest.indices.first {
      let branch = rest.remove(at: next)
      let ticket = works[branch.name]?.ticket
      let why = ticket?.status == .done ? "it is done" : ticket?.priority.map { "its priority is \($0.rawValue)" }
      order.append(branch)
      reasons.append(why)
      waits.append(awaited(branch, branches)?.name)
    }
    return (order, reasons, waits)
  }

  /// What merges code in a folder for temporary files.
  func codeMerge(in repository: Repository) throws(Failure) -> CodeMerge {
    let parent = (Process.environment("TMPDIR") ?? "/tmp").resolved(from: folder)
    let scratch: ScratchFolder
    do throws(Errno) {
      scratch = try ScratchFolder(named: "tickets-train-\(nextID().text)", in: parent)
    } catch {
      throw Failure(
        .notWritten, "cannot make a folder in \(parent): \(error.message)", hint: "Set TMPDIR to another one")
    }
    do throws(GitError) {
      return try CodeMerge(in: repository, writingTo: scratch)
    } catch {
      scratch.remove()
      throw Failure(error)
    }
  }
}
