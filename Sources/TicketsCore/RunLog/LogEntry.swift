/// What one line of a run log says.
///
/// A field that is absent and one of the wrong type are the same here; the latter is kept among the others, so that
/// nothing that was read is lost.
package struct LogEntry: Equatable, Sendable {
  /// Who did the work.
  package enum ActorType: String, CaseIterable, Sendable {
    case human, agent
  }

  /// What the run changed.
  package struct Changes: Equatable, Sendable {
    package var files: [String] = []
    package var commits: [String] = []
    package var prs: [String] = []
    /// By commit, a name of what it changes that survives a rebase.
    package var patchIDs: [JSON.Member] = []
    package var others: [JSON.Member] = []

    package init(files: [String] = [], commits: [String] = [], prs: [String] = []) {
      (self.files, self.commits, self.prs) = (files, commits, prs)
    }
  }

  /// How the work was checked.
  package struct Verification: Equatable, Sendable {
    package var commands: [String] = []
    package var results: String?
    package var others: [JSON.Member] = []

    package init(commands: [String] = [], results: String? = nil) {
      (self.commands, self.results) = (commands, results)
    }
  }

  /// A move from one status to another, as an entry keeps it.
  package struct Move: Equatable, Sendable {
    package let from: String?
    package let to: String

    package init(from: String?, to: String) {
      (self.from, self.to) = (from, to)
    }
  }

  package var ts: Instant?
  package var runStarted: Instant?
  package var actorType: ActorType?
  package var actorID: String?
  package var summary: String?
  package var changes = Changes()
  package var verification = Verification()
  package var createdFrom: String?
  package var ticketsCreated: [String] = []
  package var contextCarriedOver: [String] = []
  package var decisions: [String] = []
  package var nextSteps: [String] = []
  package var blockers: [String] = []
  /// The change of status that the entry tells of.
  package var move: Move?
  /// Whether that change took up again what was closed.
  package var isReopening = false
  /// The claim under which it was written: the id of its object.
  package var claim: String?
  /// The claim of somebody else that this claim took the place of.
  package var replacedClaim: String?
  /// The state of a flow that is recorded here.
  package var workflow: Workflow?
  /// All other members, in their order.
  package var others: [JSON.Member] = []
  package var writtenBy: String?

  /// Makes an entry that says nothing yet.
  package init() {}

  /// Makes an entry of the fields that every entry has.
  package init(ts: Instant, runStarted: Instant, actorType: ActorType, actorID: String, summary: String) {
    self.ts = ts
    self.runStarted = runStarted
    self.actorType = actorType
    self.actorID = actorID
    self.summary = summary
  }

  /// The value of `written_by` on what this tool writes.
  package static let toolName = "tickets"

  /// Whether a tool wrote the entry, which is then checked strictly.
  package var isMachine: Bool {
    writtenBy == Self.toolName || others["machine"] == .bool(true)
  }

  /// Whether the entry tells of work, and not only of a change of status or of where tickets came from.
  package var isWork: Bool {
    guard move != nil || createdFrom != nil || !ticketsCreated.isEmpty else { return true }
    var rest = self
    (rest.move, rest.isReopening, rest.claim, rest.writtenBy) = (nil, false, nil, nil)
    rest.replacedClaim = nil
    (rest.createdFrom, rest.ticketsCreated) = (nil, [])
    (rest.ts, rest.runStarted, rest.actorType, rest.actorID, rest.summary) = (nil, nil, nil, nil, nil)
    rest.others.removeAll { $0.name == "template" }
    return rest != LogEntry()
  }

  /// Whether an object has a mark that says a tool wrote it.
  package static func isMachine(_ object: [JSON.Member]) -> Bool {
    object["written_by"] == .string(toolName) || object["machine"] == .bool(true)
  }
}
