import Foundation
import TestSupport
import Testing

/// Work that meets, in real repositories.
@Suite struct OverlapCommandTests {
  private typealias Project = CommitRecordTests.Project

  private struct Pair: Equatable {
    let branches: [String?]
    let files: [String]
    let severity: String
    let ids: [String?]
    let first: String
  }

  private func overlap(_ tool: Tool, _ words: String...) throws -> (
    pairs: [Pair], rows: [[String: Any]], habits: [String]
  ) {
    let report = try #require(try tool.json(["overlap"] + words) as? [String: Any])
    let pairs = try #require(report["pairs"] as? [[String: Any]]).map { pair in
      Pair(
        branches: (pair["branches"] as? [Any] ?? []).map { $0 as? String }, files: pair["files"] as? [String] ?? [],
        severity: pair["severity"] as? String ?? "", ids: (pair["ids"] as? [Any] ?? []).map { $0 as? String },
        first: pair["first"] as? String ?? "")
    }
    return (pairs, report["tickets"] as? [[String: Any]] ?? [], report["habits"] as? [String] ?? [])
  }

  private func branch(_ project: Project, _ name: String, _ files: [String: String], _ message: String = "Work") throws
  {
    try project.made.git("switch", "-qc", name, "main")
    for (file, text) in files { try project.made.write(file, text) }
    try project.made.commit(message)
    try project.made.git("switch", "-q", "main")
  }

  @Test(arguments: [(2, UInt64(11)), (3, 12), (4, 13), (5, 14), (6, 15), (8, 16), (7, 17)])
  func `two branches meet in lines where git merges them with a conflict, and nowhere else`(_ seed: (Int, UInt64))
    throws
  {
    let (repository, names) = try RandomBranches.repository(seed: seed.1, branches: seed.0, tickets: false)
    let (pairs, _, habits) = try overlap(Tool(in: repository.path), "--code")
    for (place, left) in names.enumerated() {
      for right in names[(place + 1)...] {
        let merged = try repository.git.attempt(
          "merge-tree", "--write-tree", "--name-only", "--no-messages", left, right)
        let conflicts = Set(merged.status == 1 ? merged.lines.dropFirst() : []).subtracting(habits).subtracting([""])
        let told = pairs.first { Set($0.branches) == [left, right] }
        #expect((told?.severity == "lines") == !conflicts.isEmpty, "seed \(seed): \(left) \(right) \(conflicts)")
        #expect(conflicts.isSubset(of: told?.files ?? []), "seed \(seed): \(left) \(right)")
      }
    }
  }

  @Test func `a branch that is behind, merged, squashed or picked over collides with nothing`() throws {
    let project = try Project()
    let git = project.made.git
    try git("branch", "behind")
    for name in ["merged", "squashed", "picked"] {
      try branch(project, name, ["src/login.c": "int login;\nint \(name);\n"])
    }
    try branch(project, "open", ["src/login.c": "int login; // open\n", "more": "1\n"])
    #expect(try overlap(project.tool).pairs.count == 6)
    try git("merge", "-q", "--no-ff", "-m", "Merge", "merged")
    _ = try project.work("src/login.c", "int login;\n", "Again")
    try git("merge", "-q", "--squash", "squashed")
    try git("commit", "-q", "-m", "Squash (#7)")
    _ = try project.work("src/login.c", "int login;\n", "And again")
    try git("cherry-pick", "picked")
    #expect(try overlap(project.tool).pairs.isEmpty)
    // What is really open is told.
    try branch(project, "late", ["more": "2\n"])
    #expect(try overlap(project.tool).pairs.map(\.branches) == [["late", "open"]])
  }

  @Test func `a branch with a history of its own, or one that a shallow clone cannot follow, meets nobody`() throws {
    let project = try Project()
    let git = project.made.git
    try branch(project, "one", ["src/login.c": "int one;\n"])
    try git("switch", "-q", "--orphan", "pages")
    try project.made.write("src/login.c", "int page;\n")
    try project.made.commit("Pages")
    try git("switch", "-q", "main")
    #expect(try overlap(project.tool).pairs.isEmpty)
    for number in 0..<3 { _ = try project.work("more", "\(number)\n", "More") }
    let clone = try project.made.clone("--depth=1", "--no-single-branch", named: "clone")
    for name in ["one", "pages"] { try clone.git("branch", "-q", name, "origin/\(name)") }
    #expect(try overlap(Tool(in: clone.path)).pairs.isEmpty)
  }

  @Test func `stacked branches meet only in what they did since they parted`() throws {
    let project = try Project()
    try branch(project, "lower", ["src/login.c": "int login;\nint lower;\n", "x": "1\n"])
    try project.made.git("switch", "-qc", "upper", "lower")
    try project.made.write("src/login.c", "int login;\nint lower;\nint upper;\n")
    try project.made.commit("Upper")
    #expect(try overlap(project.tool).pairs.isEmpty)
    try project.made.git("switch", "-q", "lower")
    try project.made.write("src/login.c", "int login;\nint lower;\nint more;\n")
    try project.made.commit("More")
    let found = try overlap(project.tool, "--code").pairs
    #expect(found.map(\.files) == [["src/login.c"]])
    #expect(found.map(\.severity) == ["lines"])
  }

  @Test func `what lies uncommitted in work trees counts, and every branch knows its ticket`() throws {
    let project = try Project()
    let other = try project.tool.succeed("new", "--title", "Another", "--dependency", project.ticket)
    try project.made.commit("Another")
    try branch(project, "one", ["a": "1\n"], "Work\n\nTicket: \(project.ticket.suffix(8))")
    let linked = try project.made.addWorkTree("main", named: "linked", "-b", "two-\(other.suffix(8))")
    try linked.write("a", "2\n")
    try linked.write("b", "2\n")
    let (pairs, rows, _) = try overlap(project.tool)
    #expect(pairs.map(\.files) == [["a"]])
    #expect(Set(pairs[0].ids) == [project.ticket, other])
    #expect(pairs[0].first == project.ticket)
    let row = try #require(rows.first { $0["id"] as? String == other })
    #expect(row["uncommitted"] as? [String] == ["a", "b"])
    #expect((row["worktree"] as? String)?.hasSuffix("/linked") == true)
    #expect(try project.tool.succeed("overlap").contains("the other waits for it"))
  }

  @Test func `a scope says before whom a ticket would meet, next passes it over, and the settings leave files out`()
    throws
  {
    let project = try Project()
    let scoped = try project.tool.succeed("new", "--title", "Scoped", "--scope-allow", "src/**", "--priority", "high")
    try project.made.commit("Scoped")
    try branch(project, "one", ["src/login.c": "int other;\n"], "Work")
    let found = try overlap(project.tool, scoped)
    #expect(found.pairs.map(\.severity) == ["declared"])
    #expect(found.pairs.map(\.files) == [["src/login.c"]])
    let next = try project.tool("next", "--json")
    #expect(next.text.contains("would meet one in src/login.c"), "\(next.text)")
    #expect(next.text.contains(project.ticket))
    try project.made.git("switch", "-q", "one")
    #expect(try project.tool.succeed("merge-check", "main", "one").contains("Other work") == false)
    try project.made.git("switch", "-q", "main")
    try project.made.write(".tickets/config.yml", "overlap: {ignore: [\"src/login.*\"]}\n")
    #expect(try overlap(project.tool, scoped).pairs.isEmpty)
    #expect(try !project.tool("next", "--json").text.contains("would meet"))
    try project.made.write(".tickets/config.yml", "overlap: {ignored: [x]}\n")
    #expect(try project.tool("validate").text.contains("overlap.ignored"))
  }

  @Test func `a scope meets nobody in what the base branch took over by a squash`() throws {
    let project = try Project()
    let git = project.made.git
    let scoped = try project.tool.succeed("new", "--title", "Scoped", "--scope-allow", "src/**")
    try project.made.commit("Scoped")
    try branch(project, "one", ["src/login.c": "int one;\n"], "Work")
    #expect(try overlap(project.tool, scoped).pairs.map(\.severity) == ["declared"])
    try git("merge", "-q", "--squash", "one")
    try git("commit", "-q", "-m", "One (#7)")
    #expect(try overlap(project.tool, scoped).pairs.isEmpty)
    #expect(try !project.tool("next", "--json").text.contains("would meet"))
    // What it does after that is open again.
    try git("switch", "-q", "one")
    _ = try project.work("src/more.c", "int more;\n", "More")
    try git("switch", "-q", "main")
    #expect(try overlap(project.tool, scoped).pairs.map(\.files) == [["src/more.c"]])
  }

  @Test func `merge-check and the brief say in a line who else is there`() throws {
    let project = try Project()
    try branch(project, "one", ["src/login.c": "int one;\n"], "Work\n\nTicket: \(project.ticket)")
    try branch(project, "two", ["src/login.c": "int two;\n"])
    #expect(
      try project.tool.succeed("merge-check", "main", "one").contains(
        "Other work is in the same files: two in src/login.c"))
    try project.made.git("switch", "-q", "one")
    #expect(try project.tool.succeed("brief").contains("Other work is in the same files: two in src/login.c"))
  }
}
