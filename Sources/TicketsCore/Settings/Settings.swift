/// What `.tickets/config.yml` sets for the repository.
package struct Settings: Sendable {
  /// What becomes of the issues of a code.
  package enum Judgement: String, CaseIterable, Sendable {
    case error, warning, off
  }

  package var baseBranch: String?
  /// Whether an unusual change of status is refused.
  package var enforcesTransitions = false
  package var agentLimits = AgentLimits()
  package var verificationCommands: [String] = []
  /// How long a claim holds when nobody says.
  package var claimLease = Lease.usual
  /// The path of the template for new tickets, from the root.
  package var ticketTemplate: String?
  /// The folder of the repository's own templates, from the root.
  package var templateFolder = ".tickets/templates"
  package var templateSources: [TemplateSource] = []
  package var validation: [IssueCode: Judgement] = [:]
  /// Which hooks are installed when nobody names any, where that is not the usual.
  package var hooks: [HookEvent: Bool] = [:]
  package var workflow = WorkflowSettings()
  /// Globs of files that everybody touches, so that they tell of no collision.
  package var overlapIgnored: [String] = []
  /// What is wrong with the file.
  package var issues: [Issue] = []

  /// Templates elsewhere, under a name of this repository's.
  package struct TemplateSource: Equatable, Sendable {
    package let name: String
    /// The path of a folder or a repository, from the root.
    package let repository: String
    /// The revision that is meant where nobody names one.
    package let revision: String?
  }

  package static let fileName = "config.yml"

  package init() {}

  /// Whether what tickets say of each other can be an error, besides an id that two have.
  package var relationsCanBeErrors: Bool {
    [.relationDangling, .relationCycle, .handleDuplicate].contains { validation[$0] == .error }
  }

  /// The issue as the settings have it, or nothing when they turn it off.
  package func judged(_ issue: Issue) -> Issue? {
    guard let judgement = validation[issue.code], !issue.isFixed else { return issue }
    guard let severity = Severity(rawValue: judgement.rawValue) else { return nil }
    var judged = issue
    judged.severity = severity
    return judged
  }
}

extension Issue {
  /// Whether the severity follows from a MUST of the format.
  fileprivate var isFixed: Bool {
    switch code.standing {
    case .must: true
    case .mustForTools: severity == .error
    case .error, .warning: false
    }
  }
}
