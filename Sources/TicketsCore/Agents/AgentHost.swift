/// A program in which coding agents run, and what it reads in a repository when a session starts.
package enum AgentHost: String, CaseIterable, Sendable {
  case claude, codex, gemini, cursor, copilot, opencode
}

extension AgentHost {
  /// The file that most hosts read.
  static let commonInstructions = "AGENTS.md"
  /// Every file that may hold a pointer.
  static let instructionFiles = [commonInstructions, "CLAUDE.md", "GEMINI.md", ".github/copilot-instructions.md"]

  /// The file with instructions that this host reads here.
  func instructions<Trouble>(
    _ contents: (String) throws(Trouble) -> [UInt8]?
  ) throws(Trouble) -> String {
    switch self {
    case .claude:
      // With a file of its own it reads no other, unless that one says so.
      guard let own = try contents("CLAUDE.md"), !Self.namesCommonInstructions(own) else { break }
      return "CLAUDE.md"
    case .gemini: return "GEMINI.md"
    case .copilot:
      let own = ".github/copilot-instructions.md"
      if try contents(own) != nil { return own }
    case .codex, .cursor, .opencode: break
    }
    return Self.commonInstructions
  }

  private static func namesCommonInstructions(_ bytes: [UInt8]) -> Bool {
    let reference = Array("@\(commonInstructions)".utf8)
    return Lines(of: bytes).contains { bytes[$0.range].elementsEqual(reference) }
  }

  /// The skill that this host finds.
  var skill: String { "\(self == .claude ? ".claude" : ".agents")/skills/tickets/SKILL.md" }
}
