import Foundation
import TestSupport
import Testing

/// The procedure that agents are given, played as it is written.
@Suite struct ProcedureTests {
  @Test func `a whole ticket takes five commands and 3,000 tokens of reading`() throws {
    let repository = try TestRepository()
    try repository.git("config", "user.name", "Ada")
    let person = Tool(in: repository.path)
    try person.succeed("init")
    try person.succeed("init", "--agent", "claude")
    let id = try person.succeed(
      "new", "--title", "Limit login attempts", "--priority", "high", "--max-iterations", "3", "--description",
      String(repeating: "Five failures within ten minutes lock the account for a while. ", count: 12),
      "--acceptance", "The sixth attempt is refused", "The lock ends", "--verification-command", "make test")
    try repository.commit("begin")
    try repository.git("switch", "--quiet", "-c", "work")

    let skill = try repository.read(".claude/skills/tickets/SKILL.md")
    var read = skill.utf8.count
    for name in ["AGENTS.md", "CLAUDE.md"] { read += ((try? repository.read(name)) ?? "").utf8.count }
    // The steps are numbered; what names the ticket is what a run types.
    let steps = skill.split(separator: "\n").drop { !$0.hasPrefix("1. ") }.prefix { !$0.hasPrefix("- ") }
    let commands = steps.joined(separator: "\n").matches(of: /`tickets ([^`]*<id>[^`]*)`/).map { String($0.1) }
    #expect(commands.count <= 5, "\(commands)")
    let agent = Tool(
      in: repository.path, ["CLAUDECODE": "1", "TICKETS_ACTOR": "", "TICKETS_RUN_ID": "run-1"])
    for command in commands {
      if command.hasPrefix("log") {
        try repository.write("login.c", "limit\n")
        try repository.commit("Limit logins\n\nTicket: \(id.suffix(8))")
      }
      let words = Self.words(command, id: String(id.suffix(8)))
      let execution = try agent(words)
      #expect(execution.status == 0, "\(command): \(execution.errorText)")
      read += command.utf8.count + execution.output.count + execution.errorText.utf8.count
    }
    #expect(read / 4 <= 3000, "\(read / 4) tokens")

    let page = try #require(try person.json("show", id) as? [String: Any])
    #expect(page["status"] as? String == "done")
    let criteria = try #require(page["criteria"] as? [[String: Any]])
    #expect(criteria.allSatisfy { $0["checked"] as? Bool == true } && criteria.count == 2)
    let entries = try #require(page["logs"] as? [[String: Any]])
    #expect(entries.contains { (($0["changes"] as? [String: Any])?["commits"] as? [String])?.count == 1 })
    #expect(entries.allSatisfy { $0["actor_id"] as? String == "claude (human:Ada)" && $0["claim"] is String })
    #expect(try person.succeed("claims") == "")
    #expect(try person.succeed("validate").contains("0 errors, 0 warnings"))
  }

  /// The words of a command as a shell would split them, with what is left open in it filled in.
  private static func words(_ command: String, id: String) -> [String] {
    let filled = command.replacing("<id>", with: id).replacing("--check N", with: "--check 1 2").replacing(
      "…", with: "Done.")
    return filled.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { number, part in
      number.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
    }
  }
}
