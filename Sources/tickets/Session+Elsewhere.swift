import TicketsCore
import TicketsGit

/// How tickets stand on other branches and in other work trees than this one.
struct Elsewhere {
  private let survey: Survey
  /// The names of the branch and of the work tree that are here.
  private let own: Set<String>

  fileprivate init(_ survey: Survey, besides own: Set<String>) {
    (self.survey, self.own) = (survey, own)
  }

  /// What has been begun or done, by ticket; who only lacks what the base branch did says nothing.
  var taken: [String: String] {
    var taken: [String: String] = [:]
    for ticket in survey.tickets {
      // Each version once: hundreds of branches may have the same one, and a record takes time to copy.
      let news = ticket.versions.map { version -> Status? in
        let status = version?.ticket.status
        return status == .doing || status == .done ? status : nil
      }
      guard news.contains(where: { $0 != nil }) else { continue }
      for state in ticket.states.reversed() where !state.isBehind {
        guard let status = state.version.flatMap({ news[$0] }) else { continue }
        let place = survey.places[state.place].name
        guard !own.contains(place) else { continue }
        taken[ticket.name] = "\(status.rawValue) on \(place)"
        break
      }
    }
    return taken
  }
}

extension Session {
  /// Looks at other branches and work trees; none where there are none, or more branches than somebody waits for.
  func elsewhere(
    in repository: Repository, base: String?, mostBranches: Int = .max
  ) throws(Failure) -> Elsewhere? {
    let prefix = try prefix(nil, in: repository)
    return try asking { () throws(GitError) in
      let count = try repository.branches().count { !$0.isRemote && !$0.isSymbolic }
      guard count <= mostBranches else { return nil }
      if count < 2, try repository.workTrees().count < 2 { return nil }
      var own: Set<String> = []
      if case .branch(let name, _) = try repository.head() { own.insert(name) }
      if let top = try repository.workFolder() {
        own.formUnion(["worktree:\(top)", "worktree:\(top.splitAtLastSlash.name)"])
      }
      var survey = try BranchSurvey(in: repository, prefix: prefix, base: base)
      return Elsewhere(try survey.survey(remotes: false, everyTicket: false, withThisWorkTree: false), besides: own)
    }
  }

  /// Looks at one ticket on other branches and in other work trees.
  func elsewhere(
    _ folder: String, in repository: Repository, base: String?, mostBranches: Int
  ) throws(Failure) -> TicketSurvey {
    let prefix = try prefix(nil, in: repository)
    return try asking { () throws(GitError) in
      try TicketSurvey(of: folder, in: repository, prefix: prefix, base: base, mostBranches: mostBranches)
    }
  }
}
