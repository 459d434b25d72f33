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
    branch = (try? repository?.head())?.branch
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

  /// How the ticket of a folder stands elsewhere.
  func elsewhere(_ folder: String) -> TicketSurvey? {
    repository.flatMap { repository in
      try? session.elsewhere(folder, in: repository, base: settings.baseBranch, mostBranches: Self.mostBranchesForOne)
    }
  }

  /// How tickets stand elsewhere, as far as that can be told quickly.
  var elsewhere: Elsewhere? {
    guard let repository else { return nil }
    let found = try? session.elsewhere(
      in: repository, base: settings.baseBranch, mostBranches: Self.mostBranches)
    return found ?? nil
  }

  /// A page that a session waits for looks at so many branches and no more.
  private static let mostBranches = 60
  /// For one ticket each of them costs less.
  private static let mostBranchesForOne = 200
}
