import Foundation
import TestSupport
import Testing

#if os(Linux)
  /// Long results at a terminal, which `script` plays.
  @Suite(.enabled(if: Judges.find(["script"]) != nil, "script is not installed")) struct PagerTests {
    private let workspace: Workspace

    init() throws {
      workspace = try Workspace()
      for number in 0..<12 { _ = try workspace.new("Ticket \(number)") }
    }

    private func atTerminal(_ line: String, lines: Int = 10, _ variables: [String: String] = [:]) throws -> String {
      let script = "stty rows \(lines) cols 80; \(Tool.path) \(line)"
      let environment = workspace.tool.environment.merging(variables) { $1 }
      return try run(
        try #require(Judges.find(["script"])), ["-qec", script, "/dev/null"], in: workspace.path,
        environment: environment.merging(["SHELL": "/bin/sh", "TERM": "xterm"]) { $1 }
      ).text
    }

    @Test func `what is longer than the terminal goes through the pager that is named`() throws {
      let text = try atTerminal("list", ["TICKETS_PAGER": "sed s/^/paged:/"])
      #expect(text.split(whereSeparator: \.isNewline).count { $0.hasPrefix("paged:") } == 13, "\(text)")
    }

    @Test func `git's pager is used where none is named`() throws {
      #expect(try atTerminal("list", ["GIT_PAGER": "sed s/^/git:/"]).contains("git:"))
    }

    @Test(arguments: [
      ("list", 40, "sed s/^/paged:/"), ("--no-pager list", 10, "sed s/^/paged:/"), ("list", 10, ""),
      ("list", 10, "cat"),
      ("list", 10, "no-such-pager-here 2>/dev/null"), ("claims", 10, "sed s/^/paged:/"),
    ])
    func `what fits, and whoever wants none, gets no pager and loses nothing`(line: String, lines: Int, pager: String)
      throws
    {
      let text = try atTerminal(line, lines: lines, ["TICKETS_PAGER": pager])
      #expect(!text.contains("paged:"))
      if line.hasSuffix("list") { #expect((0..<12).allSatisfy { text.contains("Ticket \($0)") }, "\(text)") }
    }

    @Test func `nothing is paged that goes elsewhere`() throws {
      var tool = workspace.tool
      tool.environment["TICKETS_PAGER"] = "sed s/^/paged:/"
      #expect(!(try tool.succeed("list").contains("paged:")))
    }
  }
#endif
