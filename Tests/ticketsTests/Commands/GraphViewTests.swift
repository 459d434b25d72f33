import Foundation
import TestSupport
import Testing

@Suite("tickets graph") struct GraphViewTests {
  /// Titles that break what quotes them carelessly.
  private static let hostile = [
    "\"quoted\" \\\"twice\\\" \\", "[brackets] {braces} (parens) <b>bold</b> |pipes|", "line\nbreak\r\nand\ttab",
    "escape \u{1B}[31mred\u{7}\u{0}\u{9B}", "turn \u{202E}round\u{202C} \u{200F}mark",
    "%%{init: {}}%% `code` ; # &quot; &amp;",
    "end", "\"] --> X[\"", "label\"; evil -> \"x", "\\n \\l \\N \\G", "é e\u{301} 日本語 👩‍👩‍👧‍👦 ❤️",
  ]

  private func hostileWorkspace() throws -> Workspace {
    let workspace = try Workspace()
    var last = ""
    for (number, title) in Self.hostile.enumerated() {
      let id = "0191c2d3-4e5f-7a8b-9c0d-\(100_000_000_000 + number)"
      let quoted = try JSONSerialization.data(withJSONObject: title, options: .fragmentsAllowed)
      let text = """
        ---
        id: \(id)
        title: \(String(decoding: quoted, as: UTF8.self).replacingOccurrences(of: "\u{9B}", with: "\\u009B"))
        status: todo
        created_at: 2026-01-29T18:42:10Z
        dependencies: [\(last)]
        ---
        # Ticket
        """
      try workspace.write(text, to: workspace.ticketPath(id))
      last = id
    }
    return workspace
  }

  private func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
      return !isControl && !("\u{202A}"..."\u{202E}" ~= scalar) && scalar != "\u{200F}"
    }
  }

  @Test(arguments: ["text", "dot", "mermaid", "json"])
  func `hostile titles are safe in every format`(format: String) throws {
    let workspace = try hostileWorkspace()
    let output = try workspace.tool.succeed("graph", "--critical-path", "--format", format)
    #expect(isSafe(output))
    #expect(isSafe(try workspace.tool.succeed("list", "--why")))
    #expect(isSafe(try workspace.tool.succeed("show", "100000000003")))
  }

  @Test func `JSON gives the titles back`() throws {
    let workspace = try hostileWorkspace()
    let graph = try #require(try workspace.tool.json("graph") as? [String: Any])
    let nodes = try #require(graph["nodes"] as? [[String: Any]])
    #expect(nodes.map { $0["title"] as? String } == Self.hostile)
  }

  private static let dot = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map { $0 + "/dot" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: dot != nil, "needs dot")) func `Graphviz draws each ticket and each relation`() throws {
    let workspace = try hostileWorkspace()
    let source = try workspace.tool.succeed("graph", "--format", "dot")
    let drawn = try run(
      try #require(Self.dot), ["-Tsvg"], in: workspace.path, environment: ["LC_ALL": "C.UTF-8"],
      input: Array(source.utf8))
    #expect(drawn.status == 0 && drawn.errorText.isEmpty, "\(drawn.errorText)")
    let count = { (part: String) in drawn.text.components(separatedBy: part).count - 1 }
    #expect(count("class=\"node\"") == Self.hostile.count)
    #expect(count("class=\"edge\"") == Self.hostile.count - 1)
    let shown = texts(ofDrawing: drawn.text)
    #expect(shown.contains("%%{init: {}}%% `code` ; # &quot; &amp;"))
    #expect(shown.contains("label\"; evil -> \"x") && shown.contains("\\n \\l \\N \\G"))
  }

  /// The words of the drawing, with entities read as a browser would.
  private func texts(ofDrawing svg: String) -> [String] {
    svg.components(separatedBy: "<text").dropFirst().compactMap { part in
      part.split(separator: ">", maxSplits: 1).last?.components(separatedBy: "</text>").first.map { text in
        [("&quot;", "\""), ("&gt;", ">"), ("&lt;", "<"), ("&#45;", "-"), ("&#160;", " "), ("&amp;", "&")]
          .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
      }
    }
  }

  @Test func `every line of Mermaid is one that its grammar has`() throws {
    let workspace = try hostileWorkspace()
    let lines = try workspace.tool.succeed("graph", "--format", "mermaid", "--critical-path").split(separator: "\n")
    #expect(lines.first == "flowchart LR")
    let text = "(?:[A-Za-z0-9 .,-]|#[0-9]+;|[^\\x00-\\x7F])*"
    let grammar = [
      "  t[0-9]+\\[\"\(text)<br/>\(text)\"\\]:::[a-z]+", "  t[0-9]+ (-->|==>|-\\.-) t[0-9]+",
      "  classDef [a-z]+ [a-z0-9:#,-]+", "  class t[0-9]+(,t[0-9]+)* critical",
    ].joined(separator: "|")
    for line in lines.dropFirst() {
      #expect(line.range(of: "^(\(grammar))$", options: .regularExpression) != nil, "\(line)")
    }
    #expect(lines.count { $0.contains("[\"") } == Self.hostile.count)
  }

  private func plan() throws -> (workspace: Workspace, ids: [String]) {
    let workspace = try Workspace()
    let a = try workspace.new("a", "--estimate-hours", "2", "--status", "doing")
    let b = try workspace.new("b", "--estimate-hours", "3", "--dependency", a)
    let c = try workspace.new("c", "--dependency", a)
    let d = try workspace.new(
      "d", "--dependency", b, c, "--related", a, "--priority", "high", "--assignment-owner", "@me")
    let e = try workspace.new("e", "--estimate-hours", "4.5")
    return (workspace, [a, b, c, d, e])
  }

  @Test func `a tree shows each ticket once, with repeats and relations marked`() throws {
    let (workspace, ids) = try plan()
    let names = ids.map { String($0.suffix(8)) }
    let expected = """
      \(names[0])  doing     a
      ├┄ \(names[3])  todo      (related)  d
      ├─ \(names[1])  todo      b
      │  ╰─ \(names[3])  todo      d
      ╰─ \(names[2])  todo      c
         ╰─ \(names[3])  todo      (see above)  d
      \(names[4])  todo      e
      """
    #expect(try workspace.tool.succeed("graph") == expected)
    #expect(try !workspace.tool.succeed("graph", "--no-related").contains("related"))
  }

  @Test func `the part of one ticket has both directions`() throws {
    let (workspace, ids) = try plan()
    let graph = try #require(try workspace.tool.json("graph", ids[1], "--no-related") as? [String: Any])
    let nodes = try #require(graph["nodes"] as? [[String: Any]])
    #expect(nodes.map { $0["id"] as? String } == [ids[0], ids[1], ids[3]])
    #expect(try workspace.tool.succeed("graph", "--ticket", ids[1]).contains("▸ b"))
  }

  @Test func `the critical path says what it does not know`() throws {
    let (workspace, ids) = try plan()
    let text = try workspace.tool.succeed("graph", "--critical-path")
    #expect(text.contains("Critical path  5 h, 3 open tickets"))
    #expect(text.contains("1 of them and 2 of all open tickets have no estimate"))
    let graph = try #require(try workspace.tool.json("graph") as? [String: Any])
    let path = try #require(graph["critical_path"] as? [String: Any])
    #expect(path["ids"] as? [String] == [ids[0], ids[1], ids[3]])
    #expect(path["hours"] as? Double == 5)
  }

  @Test func `JSON has the shape that scripts rely on`() throws {
    let (workspace, ids) = try plan()
    let graph = try #require(try workspace.tool.json("graph") as? [String: Any])
    let nodes = try #require(graph["nodes"] as? [[String: Any]])
    #expect(nodes[3]["title"] as? String == "d" && nodes[3]["status"] as? String == "todo")
    #expect(nodes[3]["priority"] as? String == "high" && nodes[3]["owner"] as? String == "@me")
    #expect(nodes[0]["hours"] as? Double == 2 && nodes[2]["hours"] is NSNull)
    let edges = try #require(graph["edges"] as? [[String: String]])
    #expect(edges.first == ["type": "dependency", "from": ids[0], "to": ids[1]])
    #expect(edges.contains(["type": "related", "from": ids[3], "to": ids[0]]))
    #expect(graph["cycles"] as? [[String]] == [])
    #expect(try workspace.tool.succeed("graph", "--format", "json") == workspace.tool.succeed("graph", "--json"))
  }

  @Test func `cycles are shown, not followed`() throws {
    let (workspace, ids) = try plan()
    let path = workspace.ticketPath(ids[0])
    let text = try workspace.read(path)
    try workspace.write(
      text.replacingOccurrences(of: "\nstatus:", with: "\ndependencies: [\(ids[3])]\nstatus:"), to: path)
    let tangle = try workspace.tool.succeed("graph")
    #expect(tangle.contains("(a cycle)") && tangle.contains("a cycle of 4: "))
    #expect(!tangle.contains("→"))
    let graph = try #require(try workspace.tool.json("graph") as? [String: Any])
    let cycles = try #require(graph["cycles"] as? [[String]])
    #expect(cycles.map { Set($0) } == [Set(ids.dropLast())])
  }

  @Test func `a plain circle is shown as a way around`() throws {
    let workspace = try Workspace()
    let hen = try workspace.new("hen")
    let egg = try workspace.new("egg", "--dependency", hen, "--block", hen)
    let names = [hen, egg, hen].map { String($0.suffix(8)) }.joined(separator: " → ")
    #expect(try workspace.tool.succeed("graph").hasSuffix("\na cycle of 2: \(names)"))
  }

  @Test func `it draws a commit and the index as well`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    try tool.succeed("new", "--title", "first")
    try repository.commit("Plan")
    try tool.succeed("new", "--title", "second")
    try repository.git("add", "--all")
    try tool.succeed("new", "--title", "third")
    #expect(try tool.succeed("graph", "--at", "HEAD").split(separator: "\n").count == 1)
    #expect(try tool.succeed("graph", "--staged", "--format", "dot").contains("second"))
    #expect(try tool.succeed("graph").split(separator: "\n").count == 3)
  }

  @Test(arguments: [
    ["nobody-here"], ["--format", "png"], ["--json", "--format", "dot"], ["--json", "--format", "text"],
    ["aaaa", "--ticket", "bbbb"],
  ])
  func `a mistake is explained`(words: [String]) throws {
    let workspace = try Workspace()
    let execution = try workspace.tool(["graph"] + words)
    #expect(execution.status == 2 && execution.output.isEmpty && execution.errorText.contains("error"))
  }
}
