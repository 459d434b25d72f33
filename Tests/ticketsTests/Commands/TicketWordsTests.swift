import Foundation
import TestSupport
import Testing

/// A ticket and what belongs to it can be given by place or by name, on every command alike.
@Suite struct TicketWordsTests {
  @Test func `place or name, it is the same`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path, ["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    try tool.succeed("init")
    let id = try tool.succeed("new", "By place")
    let other = try tool.succeed("new", "--title", "By name")
    try repository.commit("Begin")
    for command in ["show", "graph", "history", "validate"] {
      #expect(try tool.succeed(command, id) == tool.succeed(command, "--ticket", id), "\(command)")
    }
    #expect(try tool.succeed("history", id, "HEAD") == tool.succeed("history", "HEAD", "--ticket", id))
    #expect(try tool.succeed("validate", "--ticket", id, other) == "2 tickets, 0 errors, 0 warnings")
    #expect(try tool.succeed("validate", "--ticket", id) == "1 ticket, 0 errors, 0 warnings")
    for (number, line) in ["\(id) doing", "--ticket \(id) blocked", "doing --ticket \(id)", "\(id) --status blocked"]
      .enumerated()
    {
      let moved = try tool.succeed(["status"] + line.split(separator: " ").map(String.init))
      #expect(moved.hasSuffix(number % 2 == 0 ? "-> doing" : "-> blocked"), "\(line)")
    }
  }

  @Test func `help of status shows what it takes`() throws {
    let help = try Tool(in: "/").succeed("status", "--help")
    #expect(help.contains("Usage: tickets status [options] <ticket> <status>\n"))
  }

  @Test(arguments: [
    ("show", "missing argument '<ticket>'"), ("status", "missing argument '<ticket>'"),
    ("status abcd", "missing argument '<status>'"), ("status abcd dong", "'dong' is not a valid value for '<status>'"),
    ("show --ticket abcd efgh", "'<ticket>' is given twice: by --ticket and as 'efgh'"),
    ("status abcd doing more", "unexpected argument 'more'"), ("new", "missing argument '<title>'"),
  ])
  func `a mistake is explained`(line: String, message: String) throws {
    let failed = try Tool(in: "/")(line.split(separator: " ").map(String.init))
    #expect(failed.status == 2 && failed.errorText.hasPrefix("error: \(message)\n  "), "\(failed.errorText)")
  }
}
