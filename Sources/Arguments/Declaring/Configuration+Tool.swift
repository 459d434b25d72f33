extension Configuration {
  /// How programs call a command: as a tool whose arguments are an object of JSON.
  package struct Tool: Equatable, Sendable {
    /// What a call may do.
    package enum Effect: Sendable {
      case reads
      case writes
      /// Writes, and nothing more when it is called again with the same arguments.
      case settles
    }

    /// When a call begins a run, whose id it hands out.
    package enum Run: Equatable, Sendable {
      case never, always
      /// Only when this argument is true.
      case with(String)
    }

    package let effect: Effect
    /// Whether it belongs to the few that most work needs.
    package let isCore: Bool
    package let run: Run
    /// The arguments that lists of tools show: each costs those who read the list, and all others can be given too.
    package let shown: [String]
    /// One sentence on what it does, where the command's own speaks of a terminal.
    package let abstract: String?

    /// Describes a tool; the arguments that are shown stand in one text, between spaces.
    package init(
      _ effect: Effect, core: Bool = false, shows shown: String = "", abstract: String? = nil,
      beginsRun run: Run = .never
    ) {
      self.effect = effect
      isCore = core
      self.run = run
      self.shown = shown.split(separator: " ").map(String.init)
      self.abstract = abstract
    }
  }
}
