import TicketsCore
import TicketsFiles
import TicketsGit

extension WebPage {
  /// What a page is asked to show.
  struct Request {
    let refs: [String]
    let at: String?
    let base: String?
    let title: String?
    let prefix: String?
    let isFull: Bool
  }

  /// Nobody can read more forecasts than so many.
  private static let mostForecasts = 100

  /// Reads everything that the page shows.
  init(_ request: Request, in session: Session) throws(Failure) {
    let git = try Git(request, in: session)
    let (tree, commit) = try Self.tree(request.at, git, session)
    let records = try session.reading(tree) { () throws(TreeFailure) in
      try Snapshot(of: tree, reading: [.document, .logs])
    }.records
    let neighbourhood = Neighbourhood(records)
    let held = git == nil ? [:] : session.liveClaims()
    let pages = try Self.pages(of: records, neighbourhood, in: tree, claims: held, request, session)
    let claims = held.values.map(\.claim).sorted { $0.ticket.text.precedesInBytes($1.ticket.text) }
    source = Source(
      title: request.title ?? Self.title(session), label: tree.label,
      commit: commit, now: session.now, isFull: request.isFull)
    self.pages = pages
    self.neighbourhood = neighbourhood
    self.claims = claims
    branches = git.map { BranchesReport(places: $0.survey.places, tickets: $0.survey.tickets, claims: held) }
    placeOrder = git?.order ?? []
    moved = Dictionary(git?.survey.tickets.map { ($0.name, $0) } ?? []) { first, _ in first }
    base = git?.base
    board = Board(records, neighbourhood.readiness, survey: git?.survey, claims: claims)
    let others = git?.others ?? []
    omittedForecasts = max(others.count - Self.mostForecasts, 0)
    forecasts = try git?.forecasts(of: Array(others.prefix(Self.mostForecasts)), session) ?? []
    timeline = Timeline(Self.logs(pages, git?.survey))
    plans = try Self.plans(in: tree, request.prefix, isInGit: git != nil, session)
    flows = git == nil ? [:] : Self.flows(of: pages, request, session)
    anchors = Anchors(records)
    histories =
      records.count <= Self.mostInFull || request.isFull ? git?.histories(at: request.at ?? "HEAD") ?? [:] : [:]
  }

  /// What is shown, and the commit where it is one.
  private static func tree(
    _ revision: String?, _ git: Git?, _ session: Session
  ) throws(Failure) -> (any TicketTree, commit: String?) {
    guard let revision, let git else { return (session.workingTree(at: try session.root()), nil) }
    return try session.asking { () throws(GitError) in
      (
        try CommitTree(revision, prefix: git.prefix, in: git.repository),
        try git.repository.commit(of: revision).hex
      )
    }
  }

  /// Nobody follows more plans than so many in all places at once.
  private static let mostPlacedPlans = 20

  private static func plans(
    in tree: any TicketTree, _ prefix: String?, isInGit: Bool, _ session: Session
  ) throws(Failure) -> [Plan] {
    let states = try session.reading(tree) { () throws(TreeFailure) -> [PlanState] in
      let reader = try PlanReader(tree)
      return reader.records.filter(\.ticket.isPlan).map { reader.state(of: $0) }
    }
    var plans: [Plan] = []
    for state in states {
      var places: [PlanPlace] = []
      if isInGit, plans.count < Self.mostPlacedPlans, let id = state.node.record.ticket.id {
        places = try session.places(of: id, prefix: prefix)
      }
      plans.append(Plan(state: state, places: places))
    }
    return plans
  }

  /// Where the work on tickets stands whose logs tell of a flow.
  private static func flows(
    of pages: [TicketPage], _ request: Request, _ session: Session
  ) -> [String: FlowStanding] {
    let begun = pages.filter { page in page.entries.contains { $0.entry.workflow != nil } }
    // What the flow of a ticket is bound to is asked where the command 'flow' asks it.
    guard !begun.isEmpty, request.prefix == nil, let ground = try? session.workGround(at: request.at) else {
      return [:]
    }
    var flows: [String: FlowStanding] = [:]
    for page in begun {
      let folder = TreeEntry(name: page.record.folder, kind: .folder)
      flows[page.record.folder] = (try? session.gate(folder, on: ground))?.standing
    }
    return flows
  }

  private static func pages(
    of records: [TicketRecord], _ neighbourhood: Neighbourhood, in tree: any TicketTree,
    claims: [TicketID: ClaimStore.Held], _ request: Request, _ session: Session
  ) throws(Failure) -> [TicketPage] {
    let defaults = try session.settings(of: tree).agentLimits
    var children: [TicketID: [TicketID]] = [:]
    for record in records {
      guard let id = record.ticket.id else { continue }
      let origins = record.logs.flatMap { log in (try? log.content.get()).map { RunLog.origins(in: $0) } ?? [] }
      for origin in origins.withoutRepeats { children[origin, default: []].append(id) }
    }
    let childrenOf = children
    var pages = Threads.map(count: records.count) { index in
      let record = records[index]
      let saidThemselves = record.ticket.id.flatMap { childrenOf[$0] } ?? []
      let created = record.logs.flatMap { log in (try? log.content.get()).map { RunLog.created(in: $0) } ?? [] }
      return TicketPage(
        record: record, in: neighbourhood,
        children: (saidThemselves + created).filter { $0 != record.ticket.id }.withoutRepeats, fates: [:],
        defaults: defaults, shownEntries: .max)
    }
    // Git is asked once what became of all the commits that logs name.
    let recorded = pages.map { RecordedCommits($0.entries.map(\.entry)) }
    let fates = session.fates(of: recorded.flatMap(\.commits), at: request.at ?? "HEAD")
    for index in pages.indices {
      pages[index].claim = records[index].ticket.id.flatMap { claims[$0] }
      for commit in recorded[index].commits { pages[index].fates[commit.name] = fates[commit.name] }
    }
    return pages
  }

  /// The run logs of all tickets here, and of those elsewhere that are not as here.
  private static func logs(
    _ pages: [TicketPage], _ survey: Survey?
  ) -> [(ticket: String, run: String, entries: [LogEntry])] {
    let here = pages.flatMap { page in
      Dictionary(grouping: page.entries, by: \.run).map { (page.record.idText, $0.key, $0.value.map(\.entry)) }
    }
    let elsewhere = (survey?.tickets ?? []).flatMap { ticket in
      ticket.versions.compactMap(\.self).flatMap { record in
        record.logs.compactMap { log -> (String, String, [LogEntry])? in
          guard case .success(let bytes) = log.content else { return nil }
          return (ticket.name, RunLogName(log.fileName)?.runID ?? log.fileName, RunLog(bytes).entries)
        }
      }
    }
    return here + elsewhere
  }

  private static func title(_ session: Session) -> String {
    let root = (try? session.root()) ?? session.folder
    let name = root.splitAtLastSlash.name
    return name.isEmpty ? "Tickets" : "Tickets of \(name)"
  }
}

/// What git knows besides the tickets of one tree.
private struct Git {
  let repository: Repository
  let prefix: String
  let survey: Survey
  let base: Reference?

  /// Nothing outside git, where nobody asks for a revision.
  init?(_ request: WebPage.Request, in session: Session) throws(Failure) {
    let namesNothing = request.at == nil && request.base == nil && request.refs.isEmpty
    if namesNothing, !session.isInGit { return nil }
    repository = try session.repository()
    prefix = try session.prefix(request.prefix, in: repository)
    do throws(Failure) {
      let (found, base) = try session.survey(
        of: request.refs, base: request.base, prefix: prefix, in: repository)
      self.base = base
      survey = found
    } catch {
      // A repository may be so new that its base branch is not there yet.
      guard namesNothing else { throw error }
      session.console.note("branches are left out: \(error.message)")
      return nil
    }
  }

  /// The base branch first, then branches, those first whose last commit is newest, then work trees.
  var order: [Int] {
    let keys = survey.places.enumerated().map { number, place -> (rank: Int, age: Int64) in
      guard let commit = place.commit.flatMap({ ObjectID(hex: $0) }) else { return (2, 0) }
      let seconds = (try? repository.commit(commit))?.committer.seconds ?? 0
      return (place.name == base?.name ? 0 : 1, -seconds)
    }
    return keys.indices.sorted { (keys[$0].rank, keys[$0].age, $0) < (keys[$1].rank, keys[$1].age, $1) }
  }

  /// The branches that are not the base itself.
  var others: [SurveyPlace] {
    order.map { survey.places[$0] }.filter { $0.commit != nil && $0.name != base?.name }
  }

  /// What commits changed in each ticket; nothing where there is no commit yet.
  func histories(at revision: String) -> [String: [TicketHistory.Event]] {
    do throws(GitError) {
      return try TicketHistories(at: revision, prefix: prefix, in: repository).events
    } catch {
      return [:]
    }
  }

  func forecasts(of places: [SurveyPlace], _ session: Session) throws(Failure) -> [MergeCheckReport] {
    guard let base else { return [] }
    let assumption = try session.mergeAssumption(in: repository, prefix: prefix)
    let meeting = session.collisions(of: places.map(\.name), prefix: prefix, in: repository)
    var reports: [MergeCheckReport] = []
    for place in places {
      do throws(Failure) {
        var report = try session.forecast(
          of: place.name, into: base.name, assuming: assumption, prefix: prefix, in: repository)
        report.meeting = meeting[place.name]
        reports.append(report)
      } catch {
        // One odd branch hides no other.
        session.console.note("merging \(place.name) is left out: \(error.message)")
      }
    }
    return reports
  }
}
