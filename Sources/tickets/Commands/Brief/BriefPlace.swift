import TicketsCore
import TicketsFiles
import TicketsGit

/// Where a brief is written: the tickets, and what git says around them.
struct BriefPlace {
  let session: Session
  let root: String
  let tree: any TicketTree
  let settings: Settings
  /// Git, where there is one that can be read.
  let repository: Repository?
  /// The branch that is checked out.
  let branch: String?
  /// The claims that hold, by ticket.
  let claims: [TicketID: ClaimStore.Held]
  /// The newest commits of this branch that are not on the base branch.
  let commits: [CapturedCommit]

  init(in session: Session) throws(Failure) {
    root = try session.root()
    tree = session.workingTree(at: root)
    self.session = session
    settings = (try? session.settings(of: tree)) ?? Settings()
    let repository = session.repositoryIfAny()
    self.repository = repository
    if case .branch(let name, _)? = try? repository?.head() { branch = name } else { branch = nil }
    claims = session.liveClaims()
    let base = settings.baseBranch
    commits =
      repository.flatMap { repository in
        guard let prefix = try? session.prefix(nil, in: repository) else { return nil }
        return try? CommitCapture(in: repository, prefix: prefix).newestOfBranch(base: base, limit: Self.mostCommits)
      } ?? []
  }

  private static let mostCommits = 20

  /// The ticket that the branch tells.
  var ticketOfBranch: TicketName? {
    guard repository != nil else { return nil }
    return try? session.ticketOfBranch(commits, tree)
  }

  /// The branch and the folder, as a line says them.
  var sentence: String { (branch.map { "on branch `\($0)`, " } ?? "") + "in `\(root)`" }

  /// The branch that work returns to.
  var baseBranch: String? {
    let configured = settings.baseBranch
    return repository.flatMap { (try? $0.baseBranch(configured)) ?? nil }?.name
  }

  /// The run that the environment names.
  var run: String? { Process.environment("TICKETS_RUN_ID") }

  /// What other branches and work trees have begun or done, by ticket.
  var takenElsewhere: [String: String] {
    guard let repository, isQuick(repository) else { return [:] }
    return (try? session.elsewhere(in: repository, besides: tree)) ?? [:]
  }

  /// How a ticket stands on other branches and in other work trees, as far as that can be told quickly.
  func elsewhere(_ ticket: TicketID) -> [(place: String, record: TicketRecord)] {
    guard let repository, let found = try? survey(repository) else { return [] }
    guard let ticket = found.tickets.first(where: { $0.name == ticket.text }) else { return [] }
    var own: Set<String> = []
    if let branch { own.insert(branch) }
    if let top = try? repository.workFolder() {
      own.formUnion(["worktree:\(top)", "worktree:\(top.splitAtLastSlash.name)"])
    }
    return ticket.opinions.compactMap { state in
      let place = found.places[state.place].name
      guard !own.contains(place), let record = ticket.record(state) else { return nil }
      return (place, record)
    }
  }

  /// A page that a session waits for looks at so many branches and no more.
  private func isQuick(_ repository: Repository) -> Bool {
    let branches = (try? repository.branches().count { !$0.isRemote && !$0.isSymbolic }) ?? 0
    let workTrees = (try? repository.workTrees().count) ?? 0
    return branches <= Self.mostBranches && max(branches, workTrees) > 1
  }

  private func survey(_ repository: Repository) throws -> Survey? {
    guard isQuick(repository) else { return nil }
    var survey = try BranchSurvey(
      in: repository, prefix: try session.prefix(nil, in: repository), base: settings.baseBranch)
    return try survey.survey(remotes: false, everyTicket: false)
  }

  private static let mostBranches = 60
}
