import Arguments
import TicketsCore

/// What `edit` changes of the front matter.
struct EditFieldOptions: ParameterGroup {
  @Option(placeholder: "text", help: "Another title")
  var title: FreeText?

  @Option(help: "How much it matters")
  var priority: Change<Priority>?

  @Option("--mode", "--assignment-mode", help: "Who may work on it")
  var mode: Change<AssignmentMode>?

  @Option("--owner", "--assignment-owner", placeholder: "name", help: "Who has it, such as @alice or team:core")
  var owner: Change<String>?

  @Option("--label", placeholder: "label", help: "Labels to add")
  var labels: [FreeText]

  @Option("--no-label", placeholder: "label", help: "Labels to take away")
  var droppedLabels: [FreeText]

  @Option("--dependency", placeholder: "ticket", help: "Tickets that must be done first")
  var dependencies: [TicketName]

  @Option("--no-dependency", placeholder: "ticket", help: "Tickets that need not be done first")
  var droppedDependencies: [TicketName]

  @Option("--block", placeholder: "ticket", help: "Tickets that wait for this one")
  var blocks: [TicketName]

  @Option("--no-block", placeholder: "ticket", help: "Tickets that no longer wait for this one")
  var droppedBlocks: [TicketName]

  @Option("--related", placeholder: "ticket", help: "Tickets that have to do with it")
  var related: [TicketName]

  @Option("--no-related", placeholder: "ticket", help: "Tickets that have nothing to do with it")
  var droppedRelated: [TicketName]

  @Option(placeholder: "hours", help: "How long a person would take")
  var estimateHours: Change<Double>?

  @Option(placeholder: "n", help: "Minutes an agent may spend on one iteration")
  var iterationTimeboxMinutes: Change<PositiveInt>?

  @Option(placeholder: "n", help: "Iterations an agent may make in all")
  var maxIterations: Change<PositiveInt>?

  @Option(placeholder: "n", help: "Tool calls an agent may make in one iteration")
  var maxToolCalls: Change<PositiveInt>?

  @Option(placeholder: "n", help: "Minutes between an agent's checkpoints")
  var checkpointEveryMinutes: Change<PositiveInt>?

  @Option("--verification-command", placeholder: "command", help: "Commands to add that show that it is done")
  var commands: [FreeText]

  @Option("--no-verification-command", placeholder: "command", help: "Commands to take away")
  var droppedCommands: [FreeText]

  @Option("--scope-allow", placeholder: "glob", help: "Files to add to those that the work may touch")
  var allowed: [FreeText]

  @Option("--no-scope-allow", placeholder: "glob", help: "Globs to take away from those")
  var droppedAllowed: [FreeText]

  @Option("--scope-deny", placeholder: "glob", help: "Files to add to those that the work must not touch")
  var denied: [FreeText]

  @Option("--no-scope-deny", placeholder: "glob", help: "Globs to take away from those")
  var droppedDenied: [FreeText]

  func validate() throws(UsageError) {
    if case .to(let hours)? = estimateHours, hours < 0 {
      throw .custom("'--estimate-hours' must not be negative", hint: "'none' takes the estimate away")
    }
  }

  /// The changes that were asked for, in the order of the fields.
  func edits(_ session: Session, _ ids: ([TicketName]) throws(Failure) -> [String]) throws(Failure)
    -> [TicketEdits.FieldEdit]
  {
    var edits: [TicketEdits.FieldEdit] = []
    if let title { edits.append(.set("title", .text(try title.line(for: "--title", in: session)))) }
    edits += [
      priority?.edit("priority") { .word($0.rawValue) }, mode?.edit("assignment.mode") { .word($0.rawValue) },
      owner?.edit("assignment.owner") { .text($0) },
    ].compactMap(\.self)
    for (path, dropped, added) in [
      ("dependencies", droppedDependencies, dependencies), ("blocks", droppedBlocks, blocks),
      ("related", droppedRelated, related),
    ] {
      if !dropped.isEmpty { edits.append(.drop(dropped.map(\.word), from: path)) }
      if !added.isEmpty { edits.append(.add(try ids(added), to: path)) }
    }
    edits += [
      estimateHours?.edit("estimates.human_hours") { .word(TicketDraft.written(hours: $0)) },
      iterationTimeboxMinutes?.edit("agent_limits.iteration_timebox_minutes") { .word($0.word) },
      maxIterations?.edit("agent_limits.max_iterations") { .word($0.word) },
      maxToolCalls?.edit("agent_limits.max_tool_calls") { .word($0.word) },
      checkpointEveryMinutes?.edit("agent_limits.checkpoint_every_minutes") { .word($0.word) },
    ].compactMap(\.self)
    for (path, option, dropped, added) in [
      ("labels", "label", droppedLabels, labels),
      ("verification.commands", "verification-command", droppedCommands, commands),
      ("scope.allow", "scope-allow", droppedAllowed, allowed), ("scope.deny", "scope-deny", droppedDenied, denied),
    ] {
      if !dropped.isEmpty { edits.append(.drop(try dropped.lines(for: "--no-\(option)", in: session), from: path)) }
      if !added.isEmpty { edits.append(.add(try added.lines(for: "--\(option)", in: session), to: path)) }
    }
    return edits
  }
}

extension Change {
  fileprivate func edit(_ path: String, _ written: (Value) -> FieldValue) -> TicketEdits.FieldEdit {
    switch self {
    case .to(let value): .set(path, written(value))
    case .none: .remove(path)
    }
  }
}

/// What `edit` changes of the body.
struct EditBodyOptions: ParameterGroup {
  @Option(placeholder: "n|text", help: "Criteria to tick, by number or by the beginning of their text")
  var check: [String]

  @Option(placeholder: "n|text", help: "Criteria to open again")
  var uncheck: [String]

  @Option(placeholder: "text", help: "Criteria to add, one checkbox each")
  var acceptance: [FreeText]

  @Option("--no-acceptance", placeholder: "n|text", help: "Criteria to take away")
  var droppedAcceptance: [String]

  @Option(placeholder: "text", help: "Steps to add that show it, one item each")
  var verification: [FreeText]

  @Option("--no-verification", placeholder: "n|text", help: "Steps to take away")
  var droppedVerification: [String]

  @Option(placeholder: "text", help: "Another description")
  var description: FreeText?

  /// Adds what was given to some edits.
  func fill(_ edits: inout TicketEdits, _ session: Session) throws(Failure) {
    edits.check = check.map { ItemName($0) }
    edits.uncheck = uncheck.map { ItemName($0) }
    edits.addedCriteria = try acceptance.lines(for: "--acceptance", in: session)
    edits.droppedCriteria = droppedAcceptance.map { ItemName($0) }
    edits.addedSteps = try verification.lines(for: "--verification", in: session)
    edits.droppedSteps = droppedVerification.map { ItemName($0) }
    if let text = try description?.text(for: "--description", in: session).trimmed {
      if text.isEmpty { throw Failure(.usage, "--description is empty", hint: "Give it some text") }
      edits.description = text
    }
  }
}
