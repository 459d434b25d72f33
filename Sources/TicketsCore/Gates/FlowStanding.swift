/// Where the work on a ticket stands in its flow: a function of what was recorded, of the contract and of the change.
package struct FlowStanding: Sendable {
  /// What git shows of a delivery.
  package struct Delivered: Equatable, Sendable {
    /// HEAD's copy of the ticket says done.
    package var committed = false
    /// The upstream's copy says done.
    package var pushed = false
    /// What the remote itself said when it was asked.
    package var live: Bool?
    /// The ticket was delivered and taken up again since.
    package var isReopened = false

    package init() {}

    /// Whether nothing can fall open any more.
    package var isFinal: Bool { pushed && !isReopened }
  }

  /// A state, and the entry that decides on it.
  package struct Row: Sendable {
    package let state: Flow.State
    package let entry: LogEntry?
    package let counts: Bool
    /// Why it does not count.
    package let why: String?
  }

  package let flow: Flow
  package let rows: [Row]
  /// The change that entries are held to.
  package let change: String
  package let delivered: Delivered
  /// How many states hold, from the first one on.
  package let reached: Int
  /// How many reviews failed.
  package let failedReviews: Int
  /// The newest review, whatever it was made for.
  package let newestReview: LogEntry?
  /// Who recorded the implementation that counts.
  package let implementer: String?
  /// The entry that closed the ticket.
  package let closing: LogEntry?

  /// The state that the ticket is in.
  package var current: Flow.State? { reached == 0 ? nil : flow.states[reached - 1] }
  /// The state that comes next.
  package var next: Flow.State? { reached < flow.states.count ? flow.states[reached] : nil }
  /// Whether everything but what git shows holds.
  package var isReadyForDelivery: Bool { flow.states[reached...].allSatisfy { $0.proof != nil } }

  /// The states before the delivery that do not hold, a line each.
  package var open: [String] {
    rows[reached...].filter { $0.state.proof == nil && !$0.counts }
      .map { "\($0.state.name): \($0.why ?? "not recorded yet")" }
  }

  /// Weighs entries, in whatever order they come.
  package init(
    _ flow: Flow, _ entries: [LogEntry], contract: String, change: String, delivered: Delivered = Delivered()
  ) {
    let own = entries.filter { $0.workflow?.flow == flow.name }.sorted(by: Self.precedes)
    let closing = own.last { entry in
      entry.workflow.map { Self.isClosing($0, flow) } ?? false
    }
    // What was delivered counts as it was then.
    let final = delivered.isFinal ? closing?.workflow : nil
    let weigh = Weighing(
      flow: flow, entries: own, contract: final?.contract ?? contract, change: final?.change ?? change)
    let rows = flow.states.map { state in
      state.proof.map { weigh.row(of: state, proof: $0, delivered, closing) } ?? weigh.row(of: state)
    }
    self.flow = flow
    self.rows = rows
    self.change = weigh.change
    self.closing = closing
    self.delivered = delivered
    newestReview = weigh.reviews.last
    implementer = weigh.implementer
    failedReviews = weigh.reviews.count { $0.workflow?.result == .fail }
    reached = delivered.isFinal ? rows.count : rows.prefix(while: \.counts).count
  }

  /// Whether an entry says that its ticket is done: only a delivery, or a person, writes such a one.
  package static func isClosing(_ workflow: LogEntry.Workflow, _ flow: Flow) -> Bool {
    workflow.state == flow.closingState && (flow.asksGit || workflow.state == Flow.deliveredName)
  }

  private static func precedes(_ one: LogEntry, _ other: LogEntry) -> Bool {
    let (first, second) = (one.ts?.milliseconds ?? 0, other.ts?.milliseconds ?? 0)
    return first == second ? one.line().lexicographicallyPrecedes(other.line()) : first < second
  }
}

extension Flow {
  /// The state that a closing entry names, where the flow has none for it.
  static let deliveredName = "delivered"

  /// The state that a closing entry names.
  package var closingState: String { states.last { $0.proof != nil }?.name ?? Self.deliveredName }
}

/// Entries against one contract and one change.
private struct Weighing {
  let flow: Flow
  /// The oldest first.
  let entries: [LogEntry]
  let contract: String
  let change: String

  /// Every review, whatever it was made for.
  var reviews: [LogEntry] {
    let states = Set(flow.states.filter { $0.checks.contains(.otherActor) }.map(\.name))
    return entries.filter { $0.workflow.map { states.contains($0.state) } ?? false }
  }

  /// Who recorded the implementation that counts.
  var implementer: String? {
    let states = flow.states.filter { $0.checks.contains(.scope) }
    return entries.last { entry in
      guard let workflow = entry.workflow else { return false }
      return states.contains { $0.name == workflow.state && objection(to: workflow, $0) == nil }
    }?.actorID
  }

  /// Why an entry does not count, from itself alone.
  private func objection(to workflow: LogEntry.Workflow, _ state: Flow.State) -> String? {
    if workflow.contract != contract { return "what the ticket asks for has changed since" }
    if state.isBound, workflow.change != change { return "the change is not the one that it was recorded for" }
    return workflow.result == .fail ? "it failed" : nil
  }

  func row(of state: Flow.State) -> FlowStanding.Row {
    let implementer = state.checks.contains(.otherActor) ? implementer : nil
    var newest: (LogEntry, String?)?
    for entry in entries.reversed() {
      guard let workflow = entry.workflow, workflow.state == state.name else { continue }
      var objection = objection(to: workflow, state)
      if objection == nil, let implementer, entry.actorID == implementer {
        objection = "it was recorded by \(implementer), who recorded the implementation"
      }
      if objection == nil, state.checks.contains(.repairs), reviews.last?.workflow?.result == .fail {
        objection = "the newest review failed"
      }
      if newest == nil { newest = (entry, objection) }
      if objection == nil { return FlowStanding.Row(state: state, entry: entry, counts: true, why: nil) }
    }
    return FlowStanding.Row(state: state, entry: newest?.0, counts: false, why: newest?.1)
  }

  /// A state that git shows.
  func row(
    of state: Flow.State, proof: Flow.Proof, _ delivered: FlowStanding.Delivered, _ closing: LogEntry?
  ) -> FlowStanding.Row {
    let begun = closing?.workflow.map { $0.contract == contract && $0.change == change } ?? false
    let holds =
      switch proof {
      case .started, .staged: begun || delivered.isFinal
      case .committed: delivered.committed && begun || delivered.isFinal
      case .pushed, .equal, .done: delivered.isFinal
      }
    let why =
      switch proof {
      case .started, .staged: "it is not delivered yet"
      case .committed: "HEAD does not hold it as done"
      case .pushed, .equal, .done: "the upstream does not hold it as done"
      }
    return FlowStanding.Row(state: state, entry: holds ? closing : nil, counts: holds, why: holds ? nil : why)
  }
}
