import TestSupport
import Testing

@Suite struct BoardTests {
  @Test func `each ticket stands once, in the column of its status, as list has it`() throws {
    var tickets = try TicketRepository(seed: 9)
    for _ in 0..<20 { try tickets.writeRandomly(tickets.newID()) }
    try tickets.made.write(".tickets/broken/ticket.md", "nothing")
    try tickets.commit()
    let tool = Tool(in: tickets.made.path)
    let board = try #require(try tool.json("board") as? [String: Any])
    let columns = try #require(board["columns"] as? [[String: Any]])
    #expect(columns.map { $0["status"] as? String } == ["todo", "doing", "blocked", "done", "canceled", nil])
    var found: [String: String] = [:]
    for column in columns {
      for card in try #require(column["tickets"] as? [[String: Any]]) {
        found[try #require(card["id"] as? String)] = column["status"] as? String ?? "-"
      }
    }
    let list = try #require(try tool.json("list") as? [[String: Any]])
    #expect(found.count == list.count)
    for ticket in list { #expect(found[ticket["id"] as? String ?? ""] == ticket["status"] as? String ?? "-") }
    #expect(try tool.succeed("board").contains("BROKEN 1"))
  }

  @Test func `a card says who else has the ticket, what it waits for and who claimed it`() throws {
    var tickets = try TicketRepository(seed: 1)
    let (first, second) = (tickets.newID(), tickets.newID())
    for id in [first, second] { try tickets.write(id, status: "todo") }
    try tickets.commit()
    let tool = Tool(in: tickets.made.path)
    try tool.succeed("edit", second, "--dependency", first)
    try tool.succeed("claim", first, "--actor-id", "@eve", "--for", "1h")
    try tickets.commit()
    try tickets.made.git("switch", "--quiet", "--create", "feature")
    try tickets.write(first, status: "doing")
    try tickets.commit()
    try tickets.made.git("switch", "--quiet", "main")
    let text = try tool.succeed("board")
    for words in ["claimed by @eve until", "waits for \(first.suffix(8))", "doing on feature", "TODO 2"] {
      #expect(text.contains(words), "\(words) in \(text)")
    }
    #expect(try tool.succeed("board", "--at", "feature").contains("DOING 1"))
  }

  @Test(.enabled(if: Judges.hasTerminal, "pyte is not installed"), arguments: [40, 80, 140])
  func `a terminal shows each line of it on one line of its own`(width: Int) throws {
    let workspace = try Workspace()
    for title in ["短い題名が続くとても長い題名です", "A title that is much too long for a column of a narrow terminal", "Ok"] {
      _ = try workspace.new(title)
    }
    let shown = try Judges.run(
      "terminal", [String(width), "30", Tool.path, "--no-pager", "board"], in: workspace.path,
      workspace.tool.environment)
    #expect(shown["status"] as? Int == 0)
    let lines = try #require(shown["lines"] as? [String])
    // What is wider than the terminal would go on below.
    #expect(lines.count == shown["written"] as? Int && lines.contains { $0.hasPrefix("TODO 3") })
  }

  @Test func `without tickets or git there is a board as well`() throws {
    let workspace = try Workspace()
    #expect(try workspace.tool.succeed("board").contains("no tickets here"))
    _ = try workspace.new("Alone")
    #expect(try workspace.tool.succeed("board").contains("Alone"))
  }
}
