import Foundation
import TestSupport
import Testing

/// Hosting services refuse a comment of more than 65,536 characters.
@Suite struct CommentSizeTests {
  private let repository: TicketRepository
  private let tool: Tool
  private let count = 450

  /// Two branches that both changed every ticket, one of them losing a log line of each.
  init() throws {
    var repository = try TicketRepository(seed: 1)
    tool = Tool(in: repository.made.path)
    let ids = (0..<count).map { _ in repository.newID() }
    for id in ids {
      try repository.write(id, status: "todo")
      try repository.log(id, run: "a", text: "")
    }
    try repository.commit("Begin")
    for branch in ["theirs", "main"] {
      try repository.made.git("checkout", "--quiet", branch == "main" ? "main" : "-b", branch == "main" ? "--" : branch)
      for id in ids {
        try repository.write(id, status: "doing", owner: "\"@\(branch)\"", checked: branch == "main")
        if branch == "theirs" {
          try FileManager.default.removeItem(atPath: repository.made.path + "/.tickets/\(id)/logs")
        }
      }
      try repository.commit(branch)
    }
    self.repository = repository
  }

  private func comment(_ words: String...) throws -> [String] {
    let comment = try tool(words + ["--format", "markdown"]).text
    #expect(comment.unicodeScalars.count < 65_000 && comment.count > 40_000, "\(comment.count)")
    return comment.split(separator: "\n").map(String.init)
  }

  @Test func `a comment stays below it, and says what it left out and what shows it`() throws {
    let diff = try comment("diff", "main..theirs")
    let lost = diff.count { $0.hasPrefix("> - .tickets/") || $0.hasPrefix("> - \\.tickets") }
    let rows = diff.count { $0.hasPrefix("| Ticket 0") || $0.hasPrefix("| Ticket ") && $0.contains("doing") }
    #expect(lost > 50 && rows > 50)
    #expect(diff.contains("> - and \(count - lost) more: `tickets diff main..theirs`"), "\(lost)")
    #expect(diff.last == "And \(count - rows) more tickets: `tickets diff main..theirs`", "\(rows)")

    let merge = try comment("merge-check", "theirs")
    let hazards = merge.count { $0.hasPrefix("> - DOUBLE") || $0.hasPrefix("> - LOG") }
    #expect(hazards > 50)
    #expect(merge.contains { $0.hasPrefix("> - and ") && $0.hasSuffix(" more: `tickets merge-check HEAD theirs`") })
    #expect(merge.last?.hasSuffix(" more tickets: `tickets merge-check HEAD theirs`") == true)

    let ticket = "01980000-0000-7000-8000-000000000001"
    let small = try tool.succeed("diff", "main..theirs", "--ticket", ticket, "--format", "markdown")
    #expect(!small.contains("more") && small.contains("| Ticket 0001 "))
  }
}
