import Foundation
import TestSupport
import Testing

/// States with evidence that is bound to what was asked for and to what was changed.
@Suite struct FlowTests {
  @Test func `without a flow nothing is asked`() throws {
    let work = try GatedWork(flow: "")
    let flow = try work.flow()
    #expect(flow["flow"] is NSNull && (flow["states"] as? [Any])?.isEmpty == true)
    #expect(try work.advance().status == 2)
    try work.tool.succeed("status", work.id, "done")
  }

  @Test func `no state is skipped, and what is missing is named`() throws {
    let work = try GatedWork(flow: "lite")
    let skipped = try work.advance("tested", "--result", "pass")
    #expect(skipped.status == 1 && skipped.errorText.contains("planned"))
    #expect(try work.advance().status == 1)
    #expect(try work.advance("plannd", "--evidence", "x").errorText.contains("Did you mean 'planned'?"))
    #expect(try work.advance("plannd", "--evidence", "x").status == 2)
    #expect(try work.advance("--file", "nothing.txt").status == 2)
    #expect(try work.advance("--file", "src/a.py").status == 0)
    #expect(try work.advance("--evidence", "nothing was changed").status == 1)
    try work.repository.write("other.txt", "x\n")
    let outside = try work.advance("--evidence", "elsewhere")
    #expect(outside.status == 1 && outside.errorText.contains("other.txt is outside of scope.allow"))
  }

  @Test func `who implemented cannot review`() throws {
    let work = try GatedWork(flow: "lite")
    try work.edit("1", "2", in: "src/a.py")
    try work.advance("--evidence", "plan")
    try work.advance("--evidence", "made")
    try work.advance("--run")
    let own = try work.advance("--result", "pass")
    #expect(own.status == 1 && own.errorText.contains("codex (human:@ada) recorded the implementation"))
    #expect(try work.advance("--result", "pass", by: GatedWork.reviewer).status == 0)
    #expect(try work.state() == "reviewed")
  }

  @Test func `an edit of the source opens what was tested, a record or a rebase does not`() throws {
    let work = try GatedWork(flow: "lite")
    try work.edit("1", "2", in: "src/a.py")
    try work.passLite()
    try work.tool.succeed(
      ["log", work.id, "--summary", "a note", "--actor-type", "human", "--actor-id", "@bob"])
    #expect(try work.state() == "reviewed")
    try work.repository.commit("Do it")
    #expect(try work.state() == "reviewed")
    let other = try work.bare.clone(named: "other")
    try other.write("unrelated.txt", "x\n")
    try other.commit("Unrelated")
    try other.git("push", "--quiet", "origin", "main")
    try work.git("pull", "--quiet", "--rebase")
    #expect(try work.state() == "reviewed")
    // A new indent alone is another program.
    try work.edit("    return", "     return", in: "src/a.py")
    #expect(try work.state() == "planned")
    try work.edit("     return", "    return", in: "src/a.py")
    #expect(try work.state() == "reviewed")
    try work.repository.write("src/new.py", "")
    #expect(try work.state() == "planned")
  }

  @Test func `an edit of equal size within the same second is seen`() throws {
    let work = try GatedWork(flow: "lite")
    try work.edit("1", "2", in: "src/a.py")
    try work.git("add", "src")
    try work.passLite()
    for _ in 0..<5 {
      try work.edit("2", "3", in: "src/a.py")
      #expect(try work.state() == "planned")
      try work.edit("3", "2", in: "src/a.py")
      try work.git("add", "src")
      #expect(try work.state() == "reviewed")
    }
  }

  @Test func `a weaker criterion opens everything, a tick does not`() throws {
    let work = try GatedWork(flow: "lite")
    try work.edit("1", "2", in: "src/a.py")
    try work.passLite()
    try work.edit("[ ]", "[x]", in: work.ticket)
    #expect(try work.state() == "reviewed")
    try work.edit("The sixth is refused", "The sixth is refused, mostly", in: work.ticket)
    #expect(try work.state() == nil)
  }

  @Test func `commands are run only when told to, and a fail leaves the state`() throws {
    let work = try GatedWork(flow: "lite", "--verification-command", "touch .git/ran")
    try work.edit("1", "2", in: "src/a.py")
    try work.advance("--evidence", "plan")
    try work.advance("--evidence", "made")
    #expect(!FileManager.default.fileExists(atPath: work.repository.path + "/.git/ran"))
    try work.edit("return", "yield", in: "src/a.py")
    try work.advance("implemented", "--evidence", "made")
    let failed = try work.advance("--run")
    #expect(failed.status == 1)
    #expect(try work.state() == "implemented")
    #expect(FileManager.default.fileExists(atPath: work.repository.path + "/.git/ran"))
    let log = try work.tool.succeed("show", work.id, "--logs", "1", "--json")
    #expect(log.contains("\"exit\": 1") && log.contains("grep -q return src/a.py"))
  }

  @Test func `after too many reviews that failed only a stop is left`() throws {
    let work = try GatedWork(flow: "lite", config: "workflow: {max_repairs: 1}\n")
    try work.edit("1", "2", in: "src/a.py")
    try work.advance("--evidence", "plan")
    try work.advance("--evidence", "made")
    try work.advance("--run")
    for _ in 0..<2 { #expect(try work.advance("--result", "fail", by: GatedWork.reviewer).status == 1) }
    let stopped = try work.advance("--result", "pass", by: GatedWork.reviewer)
    #expect(stopped.status == 1 && stopped.errorText.contains("blocked"))
  }

  @Test func `two branches record states, and both merges say the same`() throws {
    let work = try GatedWork(flow: "lite")
    try work.git("switch", "--quiet", "--create", "work")
    try work.edit("1", "2", in: "src/a.py")
    try work.advance("--evidence", "plan")
    try work.advance("--evidence", "made")
    try work.repository.commit("Do it")
    for (branch, words, actor) in [
      ("one", ["tested", "--result", "pass"], GatedWork.coder),
      ("two", ["implemented", "--evidence", "again"], GatedWork.reviewer),
    ] {
      try work.git("switch", "--quiet", "--create", branch, "work")
      #expect(try work.tool(["advance", work.id] + words + actor).status == 0)
      try work.repository.commit("Record on \(branch)")
    }
    var said: [String] = []
    for (ours, theirs) in [("one", "two"), ("two", "one")] {
      try work.git("switch", "--quiet", "--create", "merged-\(ours)", ours)
      try work.git("merge", "--quiet", "--no-edit", theirs)
      said.append(try work.tool.succeed("flow", work.id, "--json"))
    }
    #expect(said[0] == said[1] && said[0].contains("\"state\": \"tested\""))
    let branches = try #require(try work.flow("--branches")["branches"] as? [[String: Any]])
    #expect(branches.first { $0["ref"] as? String == "two" }?["state"] as? String == "implemented")
  }

  @Test func `a flow of the repository's own is a flow like others`() throws {
    let config = """
      workflow:
        flow: mine
        flows: {mine: [{planned: [evidence]}, {implemented: [change, scope]}]}

      """
    let work = try GatedWork(flow: "", config: config)
    try work.edit("1", "2", in: "src/a.py")
    #expect(try work.advance("--evidence", "plan").status == 0)
    #expect(try work.advance().status == 0)
    #expect(try work.state() == "implemented")
    let list = try work.tool.json("flow", "--list") as? [[String: Any]]
    #expect(list?.compactMap { $0["name"] as? String } == ["mine", "quick", "lite", "single-ticket", "full-sdd"])
    try work.tool.succeed("status", work.id, "done")
  }

  @Test func `what was changed before is left out, and noted in the git folder`() throws {
    let work = try GatedWork(flow: "quick")
    try work.repository.write("notes.txt", "mine\n")
    try work.repository.write("src/b.py", "b = 1\n")
    #expect(try work.advance().status == 0)
    #expect(try work.advance("--evidence", "made").status == 0)
    #expect(try work.dirt().allSatisfy { !$0.contains("baseline") })
    try work.repository.write("notes.txt", "mine, changed\n")
    #expect(try work.state() == "quick_classified")
  }

  @Test func `work that has grown is quick no more`() throws {
    let work = try GatedWork(flow: "quick")
    #expect(try work.tool("classify", work.id, "--require", "quick").status == 1)
    try work.repository.write("src/b.py", "b = 1\n")
    #expect(try work.tool("classify", work.id, "--require", "quick").status == 0)
    #expect(try work.advance().status == 0)
    for name in ["c", "d", "e", "f"] { try work.repository.write("src/\(name).py", "x = 1\n") }
    let grown = try work.advance("--evidence", "made")
    #expect(grown.status == 1 && grown.errorText.contains("broad_file_scope"))
  }

  @Test func `only a person may force it, and must say why`() throws {
    let work = try GatedWork(flow: "lite")
    try work.tool.succeed("status", work.id, "doing")
    let refused = try work.tool("status", work.id, "done")
    #expect(refused.status == 1 && refused.errorText.contains("planned"))
    let words = ["status", work.id, "done", "--force"]
    #expect(try work.tool(words + ["--summary", "x"] + GatedWork.coder).status == 1)
    #expect(try work.tool(words + GatedWork.reviewer).status == 2)
    #expect(try work.repository.read(work.ticket).contains("status: doing"))
    #expect(try work.tool(words + ["--summary", "Superseded by hand"] + GatedWork.reviewer).status == 0)
  }

  @Test func `a dependency must be delivered, and a child keeps its parent open`() throws {
    let work = try GatedWork(flow: "single-ticket")
    let other = try work.tool.succeed("new", "--title", "First")
    try work.tool.succeed("edit", work.id, "--dependency", other)
    #expect(try work.advance().errorText.contains("\(other) is not done and delivered"))
    try work.tool.succeed("status", other, "doing")
    try work.tool.succeed("status", other, "done")
    #expect(try work.advance().status == 1)
    try work.repository.commit("First is done")
    try work.git("push", "--quiet")
    #expect(try work.advance().status == 0)
    let parent = try work.tool.succeed("new", "--title", "Parent", "--label", "flow:lite")
    try work.tool.succeed(
      ["log", parent, "--summary", "split", "--tickets-created", work.id] + GatedWork.reviewer)
    let stopped = try work.tool("status", parent, "done")
    #expect(stopped.status == 1 && stopped.errorText.contains(work.id))
    let flow = try work.tool.json("flow", parent) as? [String: Any]
    #expect((flow?["children"] as? [[String: Any]])?.first?["id"] as? String == work.id)
  }
}
