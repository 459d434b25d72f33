import TestSupport
import Testing

@Suite("Names of tickets") struct TicketNameTests {
  @Test func `a name that fits several tickets lists them with their titles`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    let first = try workspace.new("Parse dates")
    let second = try workspace.new("Write dates")
    let path = workspace.ticketPath(second)
    try workspace.write(try workspace.read(path).replacing("Write dates", with: #"Write\ndates\e[31m"#), to: path)
    let piece = String(first.prefix(8))
    try #require(second.hasPrefix(piece))
    let failed = try workspace.tool("show", piece)
    #expect(failed.status == 2 && failed.text.isEmpty)
    let lines = [first, second].sorted().map {
      "    \($0)  \($0 == first ? "Parse dates" : #"Write\ndates\u{1B}[31m"#)"
    }
    #expect(
      failed.errorText
        == "error: '\(piece)' fits 2 tickets\n  Give more characters; it fits:\n\(lines.joined(separator: "\n"))\n")
    #expect(try workspace.tool.succeed("show", String(first.suffix(8))).hasPrefix("Parse dates\n"))
  }

  @Test func `of very many only the first are listed`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    let ids = try (1...13).map { try workspace.new("Number \($0)") }
    let failed = try workspace.tool("show", String(ids[0].prefix(8)))
    #expect(failed.errorText.split(separator: "\n").count == 13 && failed.errorText.hasSuffix("    and 3 more\n"))
  }
}
