/// What the repository asks of the work on its tickets; without it nothing is asked.
package struct WorkflowSettings: Equatable, Sendable {
  /// When work is small enough for the quick flow.
  package struct Quick: Equatable, Sendable {
    package var maxFiles = 3
    package var maxModules = 1
    /// How many folders name a module.
    package var moduleDepth = 2
    /// Paths that belong to no module.
    package var neutral = ["Tests/**", "docs/**", "**/*.md"]
  }

  /// The name of the flow for tickets without a label of their own.
  package var flow = Flow.noneName
  /// Files that are records and never part of the change.
  package var records = [".tickets/**"]
  /// How many reviews may fail before a person must look.
  package var maxRepairs = 3
  package var quick = Quick()
  /// Globs that are added to the built-in ones, by kind.
  package var paths: [RiskPaths: [String]] = [:]
  /// The repository's own flows.
  package var flows: [Flow] = []
  /// Whether tickets with a flow are delivered by `deliver` and by nothing else.
  package var delivers = true

  package init() {}

  /// Kinds of paths that need more than a quick look.
  package enum RiskPaths: String, CaseIterable, Sendable {
    case security, schema, dependencies
    case publicAPI = "public_api"
    case ui
  }

  /// How the label begins that names the flow of a ticket.
  package static let label = "flow:"

  /// All flows by name, those of the repository first.
  package var all: [Flow] { flows + Flow.builtIn.filter { flow in !flows.contains { $0.name == flow.name } } }

  /// The flow of a ticket with these labels; none where nobody asked for one.
  package func flow(for labels: [String]) -> Flow? {
    let named = labels.first { $0.hasPrefix(Self.label) }.map { String($0.dropFirst(Self.label.count)) }
    return all.first { $0.name == named ?? flow }
  }

  /// A label that means a flow and names none that there is.
  package func unknownFlow(in labels: [String]) -> String? {
    labels.first { label in
      Self.meansFlow(label) && !([Flow.noneName] + all.map(\.name)).contains { Self.label + $0 == label }
    }
  }

  /// Whether a label asks for a flow, however it is written: `Flow: lite` asks for one too.
  static func meansFlow(_ label: String) -> Bool {
    label.filter { !$0.isWhitespace }.lowercased().hasPrefix(Self.label)
  }

  /// The label that somebody may have meant.
  package func nearestLabel(to label: String) -> String? {
    let name = label.filter { !$0.isWhitespace }.lowercased().dropFirst(Self.label.count)
    return Nearness.nearest(to: String(name), among: all.map(\.name)).map { Self.label + $0 }
  }
}
