import TicketsCore
import TicketsFiles
import TicketsGit

/// What keeps a state of a flow from being recorded.
struct GateChecks {
  let session: Session
  let gate: Gate
  /// Who acts; nobody where it is only asked what is missing.
  let actorType: LogEntry.ActorType?
  let actorID: String?
  var evidence = LogEntry.Evidence()
  var result: LogEntry.Workflow.Result?

  /// Everything that is missing, a line each.
  func missing(for state: Flow.State) throws(Failure) -> [String] {
    var lines: [String] = []
    for check in state.checks { lines += try missing(check, state) }
    // Work that has grown is quick no more, however far it has come.
    let earlier = gate.flow?.states.prefix { $0.name != state.name } ?? []
    if !state.checks.contains(.quick), earlier.contains(where: { $0.checks.contains(.quick) }) {
      lines += try missing(.quick, state)
    }
    return lines
  }

  private func missing(_ check: Flow.Check, _ state: Flow.State) throws(Failure) -> [String] {
    switch check {
    case .contract: return try contract
    case .dependencies: return try dependencies
    case .quick:
      let verdict = gate.classification
      return verdict.verdict == .quick
        ? [] : ["quick work: classify says full: \(verdict.reasons.joined(separator: "; "))"]
    case .specs: return try specs
    case .decided:
      return gate.sections.openQuestions.isEmpty ? [] : ["no open question: '## Open Questions' of the ticket has some"]
    case .evidence:
      let isThere = evidence.text != nil || !evidence.files.isEmpty || !evidence.commands.isEmpty
      return isThere ? [] : ["evidence: --evidence TEXT, or --file PATH"]
    case .tracked: return try tracked
    case .owner: return owner
    case .scope: return scope
    case .result: return result == nil ? ["a result: --result pass, or --run"] : []
    case .otherActor: return otherActor
    case .repairs: return repairs
    case .git: return ["a delivery: 'tickets deliver'"]
    case .baseline, .change: return []
    }
  }

  private var contract: [String] {
    get throws(Failure) {
      let report = try session.reading(gate.ground.tree) { () throws(TreeFailure) in
        try Validator(gate.ground.settings).validate(gate.ground.tree, only: [gate.folder.name], alone: true)
      }
      return report.errors.map { "a valid ticket: \($0.code.rawValue): \($0.message)" }
        + gate.sections.placeholders.map { "a ticket without placeholders: \($0)" }
    }
  }

  private var dependencies: [String] {
    get throws(Failure) {
      var lines: [String] = []
      for id in gate.record.ticket.dependencies
      where try !session.isDone(id.text, at: gate.ground.branch.target, gate.ground) {
        lines.append("its dependencies delivered: \(id.text) is not done and delivered")
      }
      return lines
    }
  }

  private var specs: [String] {
    get throws(Failure) {
      let specs = gate.sections.specs
      if specs.reason != nil { return [] }
      var lines: [String] = []
      for kind in TicketSections.Specs.kinds where !specs.files.contains(where: { $0.kind == kind }) {
        lines.append("specs: '## Specs' names no \(kind): '- \(kind): PATH', or '- none: REASON'")
      }
      for (kind, path) in specs.files {
        let ground = gate.ground
        let blob = try session.asking { () throws(GitError) in try ground.changes.blob(ofFile: ground.prefix + path) }
        if blob == nil { lines.append("specs: there is no file \(path) (\(kind))") }
      }
      return lines
    }
  }

  private var tracked: [String] {
    get throws(Failure) {
      let (ground, folder) = (gate.ground, gate.folder.name)
      let isTracked = try session.asking { () throws(GitError) in
        if try ground.repository.isStaged(folder, prefix: ground.prefix) { return true }
        guard let head = ground.branch.head else { return false }
        return try ground.repository.ticketFile(folder, prefix: ground.prefix, at: head) != nil
      }
      return isTracked ? [] : ["the ticket staged or committed: `git add \(gate.record.path)`"]
    }
  }

  private var owner: [String] {
    switch (gate.record.ticket.mode, actorType) {
    case (.humanOnly, .agent): ["a person: the ticket is human_only"]
    case (.agentOnly, .human): ["an agent: the ticket is agent_only"]
    default: []
    }
  }

  private var scope: [String] {
    if gate.change.isEmpty {
      let hint = gate.baseline.blobs.isEmpty ? "" : "; what was changed before the work began does not count"
      return ["a change: it is empty\(hint)"]
    }
    return gate.paths.objections(to: gate.change).map { "a change inside of the scope: \($0)" }
  }

  private var otherActor: [String] {
    guard let actorID, gate.standing?.implementer == actorID else { return [] }
    return ["another actor: \(actorID) recorded the implementation"]
  }

  private var repairs: [String] {
    gate.standing?.newestReview?.workflow?.result == .fail ? ["a review that passed: the newest one failed"] : []
  }
}

extension Gate {
  /// Whether the work is quick, as it is now.
  var classification: Classification { Classification(document, change: judgedFiles, ground.settings) }

  /// The files of the change with what is public in them.
  private var judgedFiles: [Classification.File] {
    change.map { file in
      let path = paths.fromRoot(file.path)
      guard let language = PublicDeclarations.language(of: file.path), !file.isGone else {
        return Classification.File(path)
      }
      let (old, new) = ground.changes.texts(of: file, at: ground.judged)
      return Classification.File(path, declarations: language.added(from: old, to: new))
    }
  }
}

extension Classification {
  /// Why the verdict is full, in short.
  var reasons: [String] {
    (forcedBy.map { ["label \($0)"] } ?? []) + triggers.map { "\($0.trigger.rawValue) (\($0.evidence[0]))" }
  }
}
