import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Shows how tickets stand on every branch.
struct Branches: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "branches", abstract: "Show the tickets whose state is not the same on every branch",
    discussion: """
      Compares every local branch and work tree, or the revisions named, and shows the tickets that one of them changed \
      since it left the base branch: the newest first, each with all its states. A state in brackets is behind: that \
      branch only lacks what the base branch did since. The base branch is 'base_branch' in config.yml, or what \
      origin/HEAD points to, or main or master.
      """,
    examples: [
      .init("tickets branches", "who has which ticket where"),
      .init("tickets branches --remotes --status doing", "what is being worked on, here and elsewhere"),
      .init("tickets branches --diverged --json", "what will meet in a merge, for a script"),
    ], tool: .init(.reads, shows: "refs status diverged"))

  @Argument(placeholder: "ref", completion: Completions.revision, help: "Only these branches or other revisions")
  var refs: [String]

  @Flag(help: "Show the tickets too that are the same everywhere")
  var all: Bool

  @Flag(help: "Look at remote-tracking branches too")
  var remotes: Bool

  @Option(help: "Only tickets that have this status somewhere")
  var status: [Status]

  @Flag(help: "Only tickets that were changed both on a branch and on the base branch since they parted")
  var diverged: Bool

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if remotes, !refs.isEmpty {
      throw .custom("'--remotes' asks for all branches, '\(refs[0])' for one", hint: "Give one of them")
    }
  }

  func run(in session: Session) throws(Failure) -> BranchesReport {
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    let survey = try session.survey(
      of: refs, remotes: remotes, everyTicket: all, prefix: prefix, in: repository
    ).survey
    // No state can be told of what could not be had, and a list without it would look like a whole one.
    let lost = survey.tickets.flatMap { ticket in
      ticket.versions.filter { $0?.isOutOfReach == true }.compactMap { $0?.broken.map { "\(ticket.name): \($0)" } }
    }
    for sentence in lost.withoutRepeats { session.console.warn(sentence) }
    if refs.isEmpty, !remotes, !output.isJSON, try session.hasMoreInRemotes(repository) {
      session.console.note("branches of remotes are left out; '--remotes' looks at them too")
    }
    let tickets = survey.tickets.filter { ticket in
      (status.isEmpty || ticket.opinions.contains { ticket.record($0)?.ticket.status.map(status.contains) ?? false })
        && (!diverged || ticket.flags.contains(.diverged))
    }
    return BranchesReport(
      places: survey.places, tickets: tickets, claims: session.liveClaims(), isIncomplete: !lost.isEmpty)
  }
}

extension Session {
  /// Whether a branch of a remote is somewhere that no local branch is.
  fileprivate func hasMoreInRemotes(_ repository: Repository) throws(Failure) -> Bool {
    let branches = try asking { () throws(GitError) in try repository.branches() }.filter { !$0.isSymbolic }
    let local = Set(branches.filter { !$0.isRemote }.map(\.id))
    return branches.contains { $0.isRemote && !local.contains($0.id) }
  }

  /// Surveys branches and work trees, or the revisions named, and says what had to be left out; also the base branch.
  func survey(
    of refs: [String], remotes: Bool = false, everyTicket: Bool = false, base: String? = nil, prefix: String,
    in repository: Repository
  ) throws(Failure) -> (survey: Survey, base: Reference?) {
    let configured = if let base { base } else { try baseBranchSetting(in: repository, prefix: prefix) }
    let (found, base, notes) = try asking { () throws(GitError) in
      var survey = try BranchSurvey(in: repository, prefix: prefix, base: configured)
      let found =
        if refs.isEmpty {
          try survey.survey(remotes: remotes, everyTicket: everyTicket)
        } else {
          try survey.survey(of: refs.withoutRepeats, everyTicket: everyTicket)
        }
      return (found, survey.base, survey.notes)
    }
    for note in notes { console.note(note) }
    return (found, base)
  }

  /// The base branch that the config of the work tree names, or in a bare repository that of `HEAD`.
  func baseBranchSetting(in repository: Repository, prefix: String) throws(Failure) -> String? {
    if let root = Root.holdingTickets(from: folder) { return try settings(of: WorkingTree(root: root)).baseBranch }
    guard let tree = try? CommitTree("HEAD", prefix: prefix, in: repository) else { return nil }
    return try settings(of: tree).baseBranch
  }
}
