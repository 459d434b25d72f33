/// The states that the work on a ticket goes through, each with what it needs: data, of which the engine knows checks
/// and no names.
package struct Flow: Equatable, Sendable {
  /// What a state can need.
  package enum Check: String, CaseIterable, Sendable {
    case contract, dependencies, baseline, quick, specs, decided, evidence, tracked, owner, scope, change, result
    case otherActor = "other_actor"
    case repairs, git

    /// What holds when it does, in a few words.
    package var meaning: String {
      switch self {
      case .contract: "the ticket validates and has no placeholder"
      case .dependencies: "every dependency is done and delivered"
      case .baseline: "HEAD, the branch and files that were changed before are noted"
      case .quick: "the work is classified as quick, now"
      case .specs: "'## Specs' names requirements, design and tasks that exist, or says why there are none"
      case .decided: "'## Open Questions' is empty"
      case .evidence: "--evidence TEXT, or --file PATH"
      case .tracked: "git knows the ticket: it is staged or committed"
      case .owner: "the actor may work on it, by assignment.mode"
      case .scope: "the change is not empty, inside scope.allow and outside scope.deny"
      case .change: "it holds for this change only"
      case .result: "--result pass, or --run"
      case .otherActor: "somebody else than who recorded the implementation"
      case .repairs: "the newest review passed, and no more failed than max_repairs"
      case .git: "computed from git; 'tickets deliver' brings it about"
      }
    }
  }

  /// What git can show of a delivery.
  package enum Proof: String, CaseIterable, Sendable {
    case started, staged, committed, pushed, equal, done
  }

  /// A state and what it needs.
  package struct State: Equatable, Sendable {
    package let name: String
    package let checks: [Check]
    /// What git must show, where it is asked.
    package let proof: Proof?

    /// Reads the words of checks; `git:committed` says what git must show, `git` alone that it is pushed.
    package init?(_ name: String, _ words: [String]) {
      var checks: [Check] = []
      var proof: Proof?
      for word in words {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        guard let check = Check(rawValue: parts.first ?? "") else { return nil }
        checks.append(check)
        if parts.count > 1 {
          guard check == .git, let named = Proof(rawValue: parts[1]) else { return nil }
          proof = named
        } else if check == .git {
          proof = .pushed
        }
      }
      (self.name, self.checks, self.proof) = (name, checks, proof)
    }

    /// Whether an entry counts only for the change that it was made for.
    package var isBound: Bool { checks.contains(.change) }

    /// The checks as they are written.
    package var words: [String] {
      checks.map { check in
        if check == .git, let proof, proof != .pushed { "git:\(proof.rawValue)" } else { check.rawValue }
      }
    }
  }

  package let name: String
  package let states: [State]

  package init(_ name: String, _ states: [State]) {
    (self.name, self.states) = (name, states)
  }

  /// The state of a name.
  package func state(_ name: String) -> State? { states.first { $0.name == name } }

  /// Whether a state binds evidence to the change.
  package var bindsChange: Bool { states.contains(where: \.isBound) }

  /// Whether git has a say in it.
  package var asksGit: Bool { states.contains { $0.proof != nil } }
}
