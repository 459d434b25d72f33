import Foundation
import TestSupport
import Testing

/// What `tickets page` writes, read back by a parser that is not ours.
@Suite struct PageTests {
  private func read(_ project: TestRepository, _ words: String...) throws -> [String: Any] {
    try Tool(in: project.path).succeed(["page", "--output", project.temporary.path("page.html")] + words)
    return try Judges.run("page", project.temporary.path("page.html"))
  }

  private func json(_ project: TestRepository, _ words: String...) throws -> [[String: Any]] {
    try #require(try Tool(in: project.path).json(words) as? [[String: Any]])
  }

  private func short(_ id: Any?) -> String { String((id as? String ?? "").suffix(8)) }

  /// A project with tickets that differ on three branches, one of them a conflict.
  private func project() throws -> TestRepository {
    var tickets = try TicketRepository(seed: 4)
    let ids = (0..<12).map { _ in tickets.newID() }
    for id in ids { try tickets.writeRandomly(id) }
    try tickets.write(ids[0], status: "todo")
    try tickets.log(ids[1], run: "one")
    try tickets.commit()
    for branch in ["one", "two", "three"] {
      try tickets.made.git("switch", "--quiet", "--create", branch, "main")
      for id in ids.dropFirst(branch.count).prefix(3) { try tickets.writeRandomly(id) }
      if branch != "three" { try tickets.write(ids[0], status: "doing", owner: "\"@\(branch)\"") }
      try tickets.commit()
    }
    try tickets.made.git("switch", "--quiet", "main")
    try tickets.write(ids[0], status: "doing", owner: "\"@main\"")
    try tickets.commit()
    return tickets.made
  }

  @Test(.enabled(if: Judges.hasHTMLParser, "html5lib is not installed"))
  func `what the page says is what the other commands say`() throws {
    let project = try project()
    let page = try read(project)
    #expect(page["errors"] as? [String] == [])
    let rows = try #require(page["tickets"] as? [[String: String]])
    let list = try json(project, "list")
    #expect(rows.map { $0["short"] } == list.map { short($0["id"]) })
    for name in ["status", "title", "priority", "owner"] {
      #expect(rows.map { $0[name] } == list.map { $0[name] as? String ?? "" }, "\(name)")
    }
    for (row, ticket) in zip(rows, list) {
      let shown = try Tool(in: project.path).json("show", try #require(ticket["id"] as? String)) as? [String: Any]
      let criteria = try #require(shown?["criteria"] as? [[String: Any]])
      for criterion in criteria { #expect(row["text"]?.contains(criterion["text"] as? String ?? "?") == true) }
      let met = criteria.count { $0["checked"] as? Bool == true }
      #expect(row["text"]?.contains("\(met) of \(criteria.count) met") == true)
    }
    let branches = try #require(try Tool(in: project.path).json("branches") as? [String: Any])
    let matrix = try #require(page["matrix"] as? [String: [String: String]])
    let tickets = try #require(branches["tickets"] as? [[String: Any]])
    #expect(Set(matrix.keys) == Set(tickets.map { short($0["id"]) }))
    for ticket in tickets {
      for state in try #require(ticket["states"] as? [[String: Any]]) {
        let cell = matrix[short(ticket["id"])]?[state["ref"] as? String ?? ""] ?? ""
        #expect(cell.hasPrefix(state["status"] as? String ?? "deleted"))
        #expect(cell.hasSuffix(" B") == (state["behind"] as? Bool == true))
      }
    }
    let merges = try #require(page["merges"] as? [String: [String]])
    #expect(Set(merges.keys) == ["one", "two", "three"])
    for (branch, cells) in merges {
      let text = try Tool(in: project.path)("merge-check", "main", branch)
      #expect(cells[2].hasPrefix(text.lines[0]))
      let forecast =
        try Tool(in: project.path).json("merge-check", "main", branch, "--assume", "host") as? [String: Any]
      #expect(cells[1] == forecast?["result"] as? String)
    }
    let board = try #require(page["board"] as? [String: [String]])
    for (status, cards) in board {
      #expect(Set(cards) == Set(list.filter { $0["status"] as? String == status }.map { short($0["id"]) }))
    }
    #expect((page["text"] as? String)?.contains("double claim") == true)
  }

  @Test(.enabled(if: Judges.hasHTMLParser, "html5lib is not installed"))
  func `hostile texts are shown as texts, and become no markup, no link and no code`() throws {
    let project = try HostileTexts.repository()
    let page = try read(project, "--title", HostileTexts.all[0])
    #expect(page["errors"] as? [String] == [])
    let known = Set(
      """
      a article b bdi blockquote body button caption code dd desc details dialog div dl dt em footer g h1 h2 h3 h4 h5 h6 \
      head header hr html input kbd label li main meta nav ol option output p path pre progress rect script section select small \
      span strong style summary svg table tbody td text th thead time title tr ul br
      """.split(separator: " ").map(String.init))
    #expect(Set(page["elements"] as? [String] ?? ["?"]).subtracting(known) == [])
    let attributes = try #require(page["attributes"] as? [String])
    #expect(attributes.filter { $0.hasPrefix("on") || $0 == "style" || $0 == "src" || $0 == "action" } == [])
    for link in try #require(page["links"] as? [String]) {
      #expect(link.hasPrefix("#") || link.hasPrefix("https://example.org/"), "\(link)")
    }
    #expect((page["scripts"] as? [String])?.count == 1)
    let ids = try #require(page["ids"] as? [String])
    #expect(Set(ids).count == ids.count)
    let rows = try #require(page["tickets"] as? [[String: String]])
    for text in HostileTexts.all where text.unicodeScalars.allSatisfy({ $0.isASCII && $0.value >= 0x20 }) {
      let row = try #require(rows.first { $0["title"] == text }, "\(text)")
      #expect(row["owner"] == text && row["text"]?.contains(text) == true)
    }
    #expect(rows.contains { $0["title"] == "\\u{202E}turned" })
  }

  @Test(.enabled(if: Judges.hasHTMLParser, "html5lib is not installed"))
  func `a plan is as far as plan show says, here and on each branch`() throws {
    let project = try TestRepository()
    let tool = Tool(in: project.path)
    try tool.succeed("init")
    func id(_ words: String...) throws -> String {
      try #require((try tool.json(words) as? [String: Any])?["id"] as? String)
    }
    let plan = try id("plan", "new", "Build it")
    let milestone = try id("plan", "add", plan, "First")
    let parts = try (1...3).map { try tool.succeed("new", "Part \($0)", "--parent", milestone) }
    try project.commit("Plan")
    try project.git("switch", "--quiet", "--create", "feature")
    for part in parts.prefix(2) {
      try tool.succeed("status", part, "done", "--log", "--actor-id", "ada", "--actor-type", "human")
    }
    try project.commit("Two parts")
    try project.git("switch", "--quiet", "main")
    let page = try read(project)
    #expect(page["errors"] as? [String] == [])
    let text = try #require(page["text"] as? String)
    #expect(text.contains("1 plan, 1 open") && text.contains("Build it") && text.contains("0/3"))
    #expect(text.contains("2/3 feature"))
  }

  @Test(.enabled(if: Judges.hasHTMLParser, "html5lib is not installed"))
  func `each part says what only it can say`() throws {
    let made = try ManyParts()
    let page = try read(made.project, "--json-out", made.project.temporary.path("page.json"))
    #expect(page["errors"] as? [String] == [])
    let text = try #require(page["text"] as? String)
    // The base, then the branch that was committed to last.
    #expect(page["columns"] as? [String] == ["main", "alpha-newer", "older"])
    #expect((page["links"] as? [String])?.contains("#") == false)
    let dashed = try #require(page["dashed"] as? [String])
    #expect(dashed.contains { $0.contains("Part three") && $0.contains("Part one") && $0.hasSuffix("only on older") })
    #expect(dashed.contains { $0.hasPrefix("Stranger") && $0.hasSuffix("only on alpha-newer") } && dashed.count == 2)
    #expect(text.contains("in Build it") && text.contains("on no branch any more") && text.contains("claimed by codex"))
    let flow = try #require((page["flows"] as? [[String]])?.first)
    #expect(flow.contains { $0.contains("planned") && $0.contains("codex") })
    let values = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: made.project.temporary.path("page.json")))) as? [String: Any])
    let tickets = try #require(values["tickets"] as? [[String: Any]])
    for id in [made.first, made.second] {
      let shown = try #require(
        try Tool(in: made.project.path).json("show", id, "--logs", "all") as? [String: Any])
      let own = try #require(tickets.first { $0["id"] as? String == shown["id"] as? String })
      #expect(own as NSDictionary == shown as NSDictionary)
    }
    let standing = try #require(try Tool(in: made.project.path).json("flow", made.third) as? [String: Any])
    let own = try #require((values["flows"] as? [[String: Any]])?.first)
    for key in ["id", "flow", "state", "states"] {
      #expect((own[key] as? NSObject) == (standing[key] as? NSObject), "\(key)")
    }
  }

  @Test func `the same state, clock and arguments give the same bytes`() throws {
    let project = try project()
    let tool = Tool(in: project.path, ["TICKETS_NOW": "2026-03-02T09:00:00Z"])
    #expect(try tool.succeed("page") == tool.succeed("page"))
    #expect(try tool.succeed("page").contains("<!doctype html>"))
  }

  @Test func `the values are there as JSON, for the same arguments`() throws {
    let project = try project()
    let tool = Tool(in: project.path)
    let file = project.temporary.path("page.json")
    try tool.succeed("page", "--at", "one", "--json-out", file)
    let values = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file))) as? [String: Any])
    #expect(values["version"] as? Int == 1)
    let list = try #require(try tool.json("list", "--at", "one") as? [[String: Any]])
    let tickets = try #require(values["tickets"] as? [[String: Any]])
    #expect(tickets.map { $0["status"] as? String } == list.map { $0["status"] as? String })
    #expect((values["merges"] as? [Any])?.count == 3)
    #expect(((values["base"] as? [String: Any])?["name"] as? String) == "main")
  }

  @Test(.enabled(if: Judges.hasSchemas, "jsonschema is not installed"))
  func `the JSON is what its schema says`() throws {
    let project = try HostileTexts.repository()
    let file = project.temporary.path("page.json")
    try Tool(in: project.path).succeed("page", "--output", project.temporary.path("page.html"), "--json-out", file)
    #expect(try Judges.run("formats", "schema", file)["errors"] as? [String] == [])
  }

  @Test func `a page is there without git, without tickets and without a base branch`() throws {
    let workspace = try Workspace()
    #expect(try workspace.tool.succeed("page").contains("No tickets yet"))
    _ = try workspace.new("Alone")
    #expect(try workspace.tool.succeed("page").contains("1 ticket, 0 done, 1 ready to start"))
    let empty = try TestRepository()
    try empty.write(".tickets/config.yml", "base_branch: main\n")
    let execution = try Tool(in: empty.path)("page")
    #expect(execution.status == 0 && execution.errorText.contains("branches are left out"))
  }

  @Test(arguments: [
    (["--open"], "opens a file"), (["--output", "x", "--json-out", "./x"], "name the same file"),
    (["nothing"], "nothing"), (["--at", "nothing"], "nothing"),
    (["--base", "nothing"], "nothing"),
  ])
  func `a mistake writes no page`(words: [String], reason: String) throws {
    let project = try project()
    let execution = try Tool(in: project.path)(["page"] + words)
    #expect(execution.status == 2 && execution.errorText.contains(reason) && execution.output.isEmpty)
  }

  @Test func `a thousand tickets on twenty branches are less than a megabyte, and more of them a row each`() throws {
    let project = try TestRepository()
    let body = String(repeating: "A line of a description that says what is to be done.\n", count: 12)
    for number in 0..<1_000 {
      let id = "01980000-0000-7000-8000-" + String(number + 0x1_0000_0000_000, radix: 16)
      try project.write(
        ".tickets/\(id)/ticket.md",
        """
        ---
        id: \(id)
        title: "Ticket number \(number) of a thousand"
        status: \(["todo", "doing", "done"][number % 3])
        created_at: 2026-01-01T00:00:00Z
        ---
        # Ticket

        ## Description

        \(body)
        """)
    }
    try project.commit("Begin")
    for branch in 0..<20 { try project.git("branch", "branch-\(branch)") }
    let tool = Tool(in: project.path)
    let page = try tool.succeed("page")
    #expect(page.utf8.count <= 1_000_000)
    #expect(page.contains("without text, to keep this page small"))
    let whole = try tool.succeed("page", "--full")
    #expect(whole.utf8.count > 1_000_000 && !whole.contains("without text, to keep this page small"))
  }
}
