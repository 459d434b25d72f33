import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Names what to work on next.
struct Next: TicketsCommand {
  static let configuration = Configuration(
    "next", abstract: "Name the ticket to work on next, and claim it when asked to",
    discussion: """
      The first of the tickets that are ready: by priority, then by how many tickets wait for it, then by age. Passed \
      over is what somebody else has claimed, and what is doing or done on another branch or in another work tree; also \
      what 'scope.allow' says would meet other work in its files, while there is anything else. A ticket with open parts \
      is never named: they are what is to be done.

      With --claim the first that is still free is claimed, and the exit code is 1 when none is left. The run of \
      --run-id gets its own ticket again; without one a ticket that is claimed is never handed out twice.
      """,
    examples: [
      .init("tickets next --for agent", "what an agent should do"),
      .init("tickets next --claim --actor-type agent --actor-id codex --run-id r1", "and make it this run's"),
    ],
    tool: .init(.writes, core: true, shows: "for claim run_id", beginsRun: .with("claim")))

  @Option("--for", help: "Only tickets that an agent, or a human, may work on")
  var kind: LogEntry.ActorType?

  @Option("-l", "--label", placeholder: "label", completion: Completions.label, help: "Only tickets with this label")
  var label: [String]

  @Option(placeholder: "n", help: "Name at most n tickets (default: 1)")
  var limit: PositiveInt?

  @Flag(help: "Claim the ticket")
  var claim: Bool

  @Option(placeholder: "time", help: "How long the claim holds: 90s, 30m, 2h (default: 30m; at most 24h)")
  var lease: LeaseTime?

  @Option(
    whenAlone: "", placeholder: "remote",
    help: "With --claim: claim it for all clones, in this remote or the branch's own")
  var push: String?

  @Options var actor: ActorOptions

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if push != nil, !claim { throw .custom("'--push' sends a claim", hint: "Give '--claim' as well") }
  }

  func run(in session: Session) throws(Failure) -> NextReport {
    let root = try session.root()
    let tree = WorkingTree(root: root)
    let snapshot = try session.reading(tree) { () throws(TreeFailure) in
      try Snapshot(of: tree, reading: output.isJSON ? .logTimes : [])
    }
    var query = Query()
    query.labels = label
    query.actor = if let kind { kind } else { claim ? try session.actor(actor).type : nil }
    let ready = NextReport.rows(of: snapshot.records, query)
    let repository = Root.workTree(from: session.folder) == nil ? nil : try session.repository()
    if claim, repository == nil { _ = try session.repository() }
    var report = NextReport(isClaiming: claim)
    let family = try session.reading(tree) { () throws(TreeFailure) in try Family(snapshot.records, in: tree) }
    let settings = try session.settings(of: tree)
    let others = try repository.flatMap { repository throws(Failure) in
      ready.isEmpty ? nil : try session.elsewhere(in: repository, base: settings.baseBranch)?.taken
    }
    let ground = try repository.map { _ throws(Failure) in try session.claimGround() }
    let lease = claim ? try session.lease(lease, tree) : .usual
    let meeting = repository.map { repository in
      session.collisions(of: ready.map(\.record), among: snapshot.records, settings: settings, in: repository)
    }
    // What would meet other work comes after what would not.
    let order = NextReport.sorted(ready, meeting: meeting ?? [:])
    for row in order where report.rows.count < (claim ? 1 : limit?.value ?? 1) {
      guard let id = row.record.ticket.id, !family.hasOpenParts(row.record) else { continue }
      if let why = others?[id.text] {
        report.passedOver.append((id, why))
        continue
      }
      guard let repository, let ground else {
        report.rows.append(row)
        continue
      }
      switch try attempt(id, in: repository, ground, session, lease) {
      case .taken(let why): report.passedOver.append((id, why))
      case .claimed(let held): report.rows.append(NextReport.Row(record: row.record, depth: row.depth, held: held))
      case .free: report.rows.append(row)
      }
    }
    report.note(ready, meeting: meeting ?? [:], session.console)
    if report.rows.isEmpty { session.console.note("nothing is ready that nobody has in hand") }
    return report
  }

  private enum Attempt {
    case free
    case claimed(ClaimStore.Held)
    case taken(String)

    static func taken(by claim: Claim) -> Attempt { .taken("claimed by \(claim.holder)") }
  }

  /// Claims a ticket, or only looks whether it is free.
  private func attempt(
    _ id: TicketID, in repository: Repository, _ ground: ClaimGround, _ session: Session, _ lease: Lease
  ) throws(Failure) -> Attempt {
    let store = session.claims
    let held = try session.asking { () throws(GitError) in try store.claim(of: id) }
    if let held, held.claim.isLive(at: session.now), push == nil {
      let isOwn = try held.claim.claimant.isSame(as: session.claimant(actor, on: ground))
      if !isOwn || claim && actor.runID == nil { return .taken(by: held.claim) }
    }
    guard claim else { return .free }
    let wish = session.claim(on: id, by: try session.claimant(actor, on: ground), for: lease, on: ground)
    if let push {
      do throws(Failure) {
        let shared = try SharedClaims(push, in: repository, session)
        return .claimed(try shared.take(wish, renewing: actor.runID != nil).held)
      } catch  where error.exitCode == .found {
        return .taken(error.message)
      }
    }
    do throws(GitError) {
      switch try store.take(wish, renewing: actor.runID != nil) {
      case .won(let held, _): return .claimed(held)
      case .lost(let other): return .taken(by: other.claim)
      }
    } catch  where error.kind == .locked {
      // What blocks one ticket for ever keeps nobody from the others.
      let failure = Failure(error)
      session.console.warn(failure.message, hint: failure.hint)
      return .taken(failure.message)
    } catch {
      throw Failure(error)
    }
  }
}
