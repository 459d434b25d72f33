import Foundation
import TestSupport
import Testing

/// Templates from folders, commits and other repositories, and the tickets that are made from them.
@Suite struct TemplatesTests {
  private let repository: TestRepository
  private let tool: Tool

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    try tool.succeed("init")
  }

  private func made(_ words: String...) throws -> [[String: Any]] {
    let report = try tool.json(["templates", "apply"] + words) as? [String: Any]
    return try #require(report?["tickets"] as? [[String: Any]])
  }

  private func ids(_ made: [[String: Any]]) throws -> [String] { try made.map { try #require($0["id"] as? String) } }

  private func ticket(_ id: String) throws -> [String: Any] {
    try #require(try tool.json("show", id) as? [String: Any])
  }

  private func entries(_ id: String) throws -> [[String: Any]] {
    try #require(try tool.json("show", id, "--logs", "all") as? [String: Any])["logs"] as? [[String: Any]] ?? []
  }

  @Test func `six templates are six tickets in a row, and one command of a parent`() throws {
    let parent = try tool.succeed("new", "Auth")
    let made = try made(
      "--parent", parent, "--set", "goal=Auth refresh", "milestone=Scaffold", "review", "milestone=Core", "review",
      "milestone=Polish", "open-pr")
    let ids = try ids(made)
    #expect(
      made.compactMap { $0["title"] as? String } == [
        "Scaffold", "Review: Scaffold", "Core", "Review: Core", "Polish", "Open the pull request",
      ])
    #expect(try tool("validate").status == 0)
    for (index, id) in ids.enumerated() {
      let dependencies = try #require(ticket(id)["dependencies"] as? [Any])
      #expect(dependencies.count == (index == 0 ? 0 : 1))
      let sought = index == 0 ? "[]" : ids[index - 1]
      #expect("\(dependencies)".contains(sought))
    }
    let first = try #require(entries(ids[0]).first)
    #expect(first["created_from"] as? String == parent)
    let template = try #require(first["template"] as? [String: Any])
    #expect(template["ref"] as? String == "builtin:milestone" && template["version"] as? String != nil)
    #expect(template["set"] as? [String: String] == ["goal": "Auth refresh"])
    #expect(try entries(parent).last?["tickets_created"] as? [String] == ids)
    #expect(try tool.succeed("list", "--ready", "--json").contains(ids[0]))
    #expect(try ticket(ids[5])["mode"] as? String == "human_only")
  }

  @Test func `what waits is one line in one file`() throws {
    let before = try tool.succeed("new", "Release", "--dependency", "019c08fc-70a2-7000-8000-000000000009")
    let after = try tool.succeed("new", "Spike")
    try repository.commit("Two tickets")
    let ids = try ids(made("review", "open-pr", "--after", after, "--before", before))
    #expect(try repository.git("diff", "--numstat").lines == ["1\t1\t.tickets/\(before)/ticket.md"])
    let waits = try "\(#require(ticket(before)["dependencies"]))"
    #expect(waits.contains(ids[1]) && waits.contains("019c08fc-70a2-7000-8000-000000000009"))
    #expect(try "\(#require(ticket(ids[0])["dependencies"]))".contains(after))
  }

  @Test func `many at once let one ticket wait for all of theirs`() async throws {
    let release = try tool.succeed("new", "Release")
    let tool = tool
    try await withThrowingTaskGroup { group in
      for number in 0..<12 {
        group.addTask { try tool.succeed("new", "Part \(number)", "--before", release) }
      }
      try await group.waitForAll()
    }
    #expect(try (ticket(release)["dependencies"] as? [Any])?.count == 12)
    #expect(try tool("validate").status == 0)
  }

  @Test func `a bare repository is a source at any of its commits, and stays as it is`() throws {
    let source = try TestRepository(named: "templates")
    try source.write("milestones/slice.md", "---\ntitle: Slice\n---\n{{goal|x}} [FILL_ME]\n")
    let commit = try source.commit("Slice")
    try source.git("rm", "-q", "milestones/slice.md")
    try source.commit("Gone")
    let bare = try source.clone("--bare", named: "bare.git")
    let before = try Snapshot(of: bare.path)
    let name = "\(bare.path):milestones/slice@\(commit)"
    #expect(
      try tool("templates", "show", name).output == bare.git("cat-file", "blob", "\(commit):milestones/slice.md").output
    )
    let json = try #require(tool.json("templates", "show", name) as? [String: Any])
    #expect(json["commit"] as? String == commit)
    #expect(json["blob"] as? String == (try bare.git("rev-parse", "\(commit):milestones/slice.md").lines[0]))
    #expect(json["blanks"] as? [String] == ["goal"] && json["placeholders"] as? [String] == ["[FILL_ME]"])
    let gone = try tool("templates", "show", "\(bare.path):milestones/slice.md@main")
    #expect(gone.status == 2)
    #expect(gone.errorText.contains("milestones/slice.md") && gone.errorText.contains("at main"))
    #expect(try Snapshot(of: bare.path) == before)
  }

  @Test func `the repository's own come first, and at a revision from its commits`() throws {
    try repository.write(".tickets/templates/review.md", "---\ntitle: Ours\n---\nold\n")
    try repository.commit("Template")
    try repository.write(".tickets/templates/review.md", "---\ntitle: Newer\n---\nnew\n")
    #expect(try tool.succeed("templates", "show", "review").hasSuffix("new"))
    #expect(try tool.succeed("templates", "show", "review@main").hasSuffix("old"))
    #expect(try tool.succeed("templates", "show", "builtin:review").contains("somebody who did not do it"))
    #expect(try tool.succeed("validate") == "0 tickets, 0 errors, 0 warnings")
    let id = try ids(made("review"))[0]
    let edited = try #require(entries(id).first?["template"] as? [String: Any])
    #expect(edited["commit"] is NSNull && edited["path"] as? String == ".tickets/templates/review.md")
    try repository.git("checkout", "-q", ".tickets/templates")
    let other = try ids(made("review"))[0]
    let committed = try #require(entries(other).first?["template"] as? [String: Any])
    #expect(committed["commit"] as? String == (try repository.git("rev-parse", "main").lines[0]))
    let outdated = try tool("templates", "outdated")
    #expect(outdated.status == 1)
    #expect(outdated.text.contains("review") && outdated.text.contains("Newer") && !outdated.text.contains("Ours"))
  }

  @Test func `a named source has a revision of its own, and never shows who may use it`() throws {
    let source = try TestRepository(named: "car", in: repository.temporary)
    try source.write("a.md", "one {{x}}\n")
    let commit = try source.commit("One")
    try source.write("a.md", "two\n")
    try source.commit("Two")
    try source.git("remote", "add", "origin", "https://user:secret@example.org/t.git")
    try repository.write(
      ".tickets/config.yml", "templates: {sources: {car: {repo: ../car, ref: \(commit.prefix(9))}}}\n")
    #expect(try tool.succeed("templates", "show", "car:a") == "one {{x}}")
    #expect(try tool.succeed("templates", "show", "car:a@main") == "two")
    let id = try ids(made("car:a=T", "--set", "x=1"))[0]
    let template = try #require(entries(id).first?["template"] as? [String: Any])
    #expect(template["repo"] as? String == "https://example.org/t.git")
    #expect(template["ref"] as? String == "car:a.md@\(commit.prefix(9))")
    #expect(try tool.succeed("templates", "list", "car").contains("a  "))
    #expect(try tool("templates", "show", "cars:a").errorText.contains("Known are car, builtin"))
  }

  @Test func `a folder is a backlog, in the order of its names`() throws {
    for (name, text) in [("2-b.md", "b"), ("1-a.md", "a"), ("10-c.md", "c"), ("notes.txt", "x")] {
      try repository.write("backlog/\(name)", text)
    }
    let titles = try made("./backlog:.").compactMap { $0["title"] as? String }
    #expect(titles == ["1 a", "10 c", "2 b"])
  }

  @Test func `new takes one, and options stand before what it says`() throws {
    let parent = try tool.succeed("new", "Parent")
    let id = try tool.succeed(
      "new", "Mine", "--template", "open-pr", "--priority", "high", "--label", "x", "--parent", parent)
    let json = try ticket(id)
    #expect(json["title"] as? String == "Mine" && json["mode"] as? String == "human_only")
    #expect(json["priority"] as? String == "high" && json["labels"] as? [String] == ["open-pr", "x"])
    let child = try tool.succeed("new", "Child", "--parent", parent, "--acceptance", "Works")
    #expect(try entries(child).first?["created_from"] as? String == parent)
    #expect(try (ticket(parent)["children"] as? [Any])?.count == 2)
    #expect(try tool("new", "x", "--template", "review", "--description", "y").status == 2)
    #expect(try tool("new", "x", "--set", "a=b").status == 2)
  }

  @Test func `two branches apply a backlog each, and merge without conflict either way`() throws {
    try repository.commit("Begin")
    for branch in ["a", "b"] {
      try repository.git("switch", "-q", "-c", branch, "main")
      _ = try made("milestone=One \(branch)", "review", "open-pr")
      try repository.commit("Backlog")
    }
    var orders: [String] = []
    for (ours, theirs) in [("a", "b"), ("b", "a")] {
      try repository.git("switch", "-q", "-C", "merged", ours)
      try repository.git("merge", "-q", "--no-edit", theirs)
      #expect(try tool("validate").status == 0)
      orders.append(try tool.succeed("graph", "--format", "text"))
    }
    #expect(orders[0] == orders[1])
  }
}

/// Every file of a folder with its bytes.
private struct Snapshot: Equatable {
  private let files: [String: Data]

  init(of path: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    files = Dictionary(
      uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: path + "/" + $0) ?? Data()) })
  }
}
