import Foundation
import TestSupport
import Testing
import TicketsCore

/// What a call of a tool does, and where.
@Suite("MCP: calls of tools") struct ToolCallTests {
  private let repository: TestRepository
  private let tool: Tool
  private let id: String
  private var talk: Talk { Talk(tool: tool, words: ["--tools", "all"]) }

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    id = try tool.succeed("new", "Limit logins", "--acceptance", "It works")
    try repository.commit("begin")
  }

  private func json(_ text: String) throws -> JSON { try JSONReader.read(text) }

  @Test func `text is what the command prints`() throws {
    let cases: [(String, String, [String])] = [
      ("list", "{}", ["list"]), ("show", #"{"ticket":"\#(id)"}"#, ["show", id]), ("validate", "{}", ["validate"]),
      ("diff", #"{"revisions":["HEAD"]}"#, ["diff", "HEAD"]), ("branches", #"{"all":true}"#, ["branches", "--all"]),
      ("list", #"{"status":["done"]}"#, ["list", "--status", "done"]), ("next", "{}", ["next"]),
      ("list", #"{"status":"todo","limit":1}"#, ["list", "--status", "todo", "--limit", "1"]),
      ("merge_check", #"{"revisions":["main"]}"#, ["merge-check", "main"]),
    ]
    for (name, arguments, words) in cases {
      let result = try talk.call(name, arguments)
      let printed = try tool(words)
      let places = name == "next" ? "worktree: \(repository.path)\nbranch: main\n" : ""
      #expect(!result.isError && result.text == printed.text + printed.errorText + places, "\(name)")
      #expect(result.values == nil)
    }
  }

  @Test func `values are the JSON of the command, and the text is the same`() throws {
    let cases: [(String, String, [String])] = [
      ("list", #"{"json":true}"#, ["list", "--json"]),
      ("show", #"{"ticket":"\#(id)","json":true}"#, ["show", id, "--json"]),
      ("validate", #"{"format":"json"}"#, ["validate", "--json"]),
    ]
    for (name, arguments, words) in cases {
      let result = try talk.call(name, arguments)
      let values = try json(tool.succeed(words))
      let text = try json(result.text)
      #expect(result.values == values && text == values && !result.text.contains("\n"), "\(name)")
    }
    // Before 2026 values had to be an object.
    let params = #""name":"list","arguments":{"json":true}"#
    let old = try Talk.Result(talk.answers([Talk.hello(), Talk.legacy(1, "tools/call", params)])[1])
    let text = try json(old.text)
    #expect(old.values?.members?.map(\.name) == ["result"] && text == old.values?["result"])
  }

  @Test func `what goes wrong is an error that says all in its text`() throws {
    let cases: [(String, String, [String])] = [
      ("show", #"{"ticket":"nothing"}"#, ["NOT_FOUND", "no ticket 'nothing'", "next: call list"]),
      ("show", "{}", ["USAGE", "missing argument", "next: tickets://schema/show"]),
      ("list", #"{"status":["finished"]}"#, ["USAGE", "'finished' is not a valid value"]),
      ("list", #"{"stats":true}"#, ["USAGE", "no argument 'stats'", "Did you mean 'status'?"]),
      ("list", #"{"ready":"yes"}"#, ["USAGE", "'ready' must be true or false"]),
      ("list", #"{"text":{"a":1}}"#, ["USAGE", "'text' must be a list of strings"]),
      ("list", #"{"text":["a\u0000b"]}"#, ["USAGE", "NUL"]),
      ("list", #"{"limit":\#(String(repeating: "9", count: 400))}"#, ["USAGE", "limit"]),
      ("list", #"{"worktree":"/"}"#, ["USAGE", "no argument 'worktree'"]),
      ("log", #"{"ticket":"\#(id)"}"#, ["USAGE", "summary"]), ("edit", #"{"ticket":"\#(id)"}"#, ["USAGE", "changed"]),
      ("new", #"{"title":"x","body_file":"/etc/passwd"}"#, ["USAGE", "no argument 'body_file'"]),
      ("validate", #"{"issues":true,"output":"/tmp/x"}"#, ["USAGE", "no argument 'output'"]),
    ]
    for (name, arguments, words) in cases {
      let result = try talk.call(name, arguments)
      #expect(result.isError && result.values == nil, "\(name) \(arguments): \(result.text)")
      for word in words { #expect(result.text.contains(word), "\(name) \(arguments): \(result.text)") }
    }
    let values = try talk.call("show", #"{"ticket":"nothing","json":true}"#)
    #expect(values.isError && values.values?["error"]?["code"] == .string("NOT_FOUND"))
    #expect(try json(values.text) == values.values)
  }

  @Test func `what a check finds is a result, what the workflow refuses is an error`() throws {
    try repository.write(".tickets/\(id)/ticket.md", "---\nid: \(id)\n---\n")
    let found = try talk.call("validate")
    #expect(!found.isError && found.text.contains("error"))
    #expect(try tool("validate").status == 1)
    let other = try tool.succeed("new", "Another")
    try tool.succeed("status", other, "done")
    let refused = try talk.call("status", #"{"ticket":"\#(other)","status":"doing"}"#)
    #expect(refused.isError && refused.text.contains("REFUSED"))
  }

  @Test func `text is only text, and who calls is an agent`() throws {
    try repository.write("secret.txt", "top secret")
    try repository.git("config", "user.name", "Ada")
    let talk = Talk(tool: Tool(in: repository.path, ["TICKETS_ACTOR": ""]))
    let summary = #"{"ticket":"\#(id)","summary":"@secret.txt","decisions":["-"],"run_id":"r1"}"#
    #expect(try !talk.call("log", summary).isError)
    let entry = try json(tool.succeed("show", id, "--json"))["logs"]?.elements?.first
    #expect(entry?["summary"] == .string("@secret.txt") && entry?["decisions"]?.strings == ["-"])
    #expect(entry?["actor_type"] == .string("agent") && entry?["written_by"] == .string("tickets"))
    #expect(entry?["actor_id"] == .string("robot (human:Ada)"))
    let params = #""name":"log","arguments":{"ticket":"\#(id)","summary":"Old","run_id":"r2"}"#
    _ = try talk.answers([Talk.hello(), Talk.legacy(1, "tools/call", params)])
    let old = try json(tool.succeed("show", id, "--json"))["logs"]?.elements?.first
    #expect(old?["actor_id"] == .string("old robot (human:Ada)"))
    let marked = Talk(tool: Tool(in: repository.path, ["TICKETS_ACTOR": "", "CLAUDECODE": "1"]))
    #expect(try !marked.call("log", #"{"ticket":"\#(id)","summary":"Marked","run_id":"r3"}"#).isError)
    let newest = try json(tool.succeed("show", id, "--json"))["logs"]?.elements?.first
    #expect(newest?["actor_id"] == .string("claude (human:Ada)"))
  }

  @Test func `a claim begins a run, whose id goes with later calls`() throws {
    let claim = try talk.call("claim", #"{"ticket":"\#(id)","json":true}"#)
    let run = claim.values?["run_id"]?.string ?? ""
    #expect(run.count == 36 && claim.values?["branch"] == .string("main"))
    #expect(try talk.call("claim", #"{"ticket":"\#(id)"}"#).text.contains("CLAIMED"))
    #expect(try talk.call("claim", #"{"ticket":"\#(id)","run_id":"\#(run)"}"#).text.contains("stays claimed"))
    #expect(try !talk.call("release", #"{"ticket":"\#(id)","run_id":"\#(run)"}"#).isError)
    let next = try talk.call("next", #"{"claim":true}"#)
    #expect(next.text.contains("\nrun_id: "))
    let none = try talk.call("next", #"{"claim":true}"#)
    #expect(none.isError && none.text.contains("nothing is ready"))
    #expect(try !talk.call("next").text.contains("run_id"))
  }

  @Test func `where there are several work trees the one to write in is named`() throws {
    let other = try repository.addWorkTree("main", named: "other", "-b", "feature")
    let stranger = try TestRepository()
    let edit = { (place: String) in #"{"ticket":"\#(id)","label":["bug"]\#(place)}"# }
    let unnamed = try talk.call("edit", edit(""))
    #expect(unnamed.isError)
    for place in ["\(repository.path) (main)", "\(other.path) (feature)"] {
      #expect(unnamed.text.contains(place), "\(unnamed.text)")
    }
    for path in [stranger.path, "/nowhere", "other", other.path + "/.tickets", "/"] {
      let refused = try talk.call("edit", edit(#","worktree":"\#(path)""#))
      #expect(refused.isError && refused.text.contains("NO_WORK_TREE"), "\(path): \(refused.text)")
    }
    #expect(try repository.git("status", "--porcelain").text.isEmpty)
    #expect(try other.git("status", "--porcelain").text.isEmpty)

    let written = try talk.call("edit", edit(#","worktree":"\#(other.path)/""#))
    #expect(written.text.hasSuffix("worktree: \(other.path)\nbranch: feature\n"), "\(written.text)")
    #expect(try repository.git("status", "--porcelain").text.isEmpty)
    #expect(try other.git("status", "--porcelain").text.contains("ticket.md"))
  }

  @Test func `a work tree that became another repository is refused`() throws {
    let other = try repository.addWorkTree("main", named: "other", "-b", "feature")
    try FileManager.default.removeItem(atPath: other.path)
    let stranger = try TestRepository(named: "other", in: repository.temporary)
    let refused = try talk.call("new", #"{"title":"x","worktree":"\#(stranger.path)"}"#)
    #expect(refused.isError && refused.text.contains("another repository"), "\(refused.text)")
    #expect(!FileManager.default.fileExists(atPath: stranger.path + "/.tickets"))
  }

  @Test func `tickets below the top of a repository are found in each work tree`() throws {
    let project = try TestRepository()
    try project.write("part/.tickets/config.yml", "base_branch: main\n")
    try Tool(in: project.path + "/part").succeed("new", "First")
    try project.commit("begin")
    let other = try project.addWorkTree("main", named: "other", "-b", "feature")
    let talk = Talk(tool: Tool(in: project.path + "/part"))
    let made = try talk.call("new", #"{"title":"Second","worktree":"\#(other.path)","json":true}"#)
    let id = made.values?["id"]?.string ?? "nothing"
    #expect(FileManager.default.fileExists(atPath: other.path + "/part/.tickets/\(id)/ticket.md"), "\(made.text)")
    #expect(try talk.call("list").text.contains("First"))
  }

  @Test func `tickets are read at a ref, in the index and in another work tree`() throws {
    let other = try repository.addWorkTree("main", named: "other", "-b", "feature")
    try Tool(in: other.path).succeed("status", id, "doing")
    try other.commit("Begin")
    try Tool(in: other.path).succeed("status", id, "blocked")
    try tool.succeed("edit", id, "--title", "Staged")
    try repository.git("add", "--all")
    try tool.succeed("edit", id, "--title", "Only a file")
    let cases: [(String, String, Bool)] = [
      ("main", "Limit logins", false), ("feature", "doing", false), ("INDEX", "Staged", true),
      (other.path, "blocked", false), (repository.path, "Only a file", false),
    ]
    for (at, words, isOurs) in cases {
      let result = try talk.call("list", #"{"at":"\#(at)"}"#)
      #expect(!result.isError && result.text.contains(words), "\(at): \(result.text)")
      // What others wrote elsewhere is framed.
      #expect(result.text.hasPrefix("What follows is data from") != isOurs, "\(at): \(result.text)")
    }
    #expect(try talk.call("list", #"{"at":"nothing"}"#).isError)
    #expect(
      try talk.call("merge_check", #"{"revisions":["main"],"at":"feature"}"#).text.contains("path of a work tree"))
    #expect(
      try talk.call("merge_check", #"{"revisions":["feature"],"at":"\#(other.path)"}"#).text.contains("already has"))
  }

  @Test func `without git the one folder is where everything is`() throws {
    let workspace = try Workspace()
    let talk = Talk(tool: workspace.tool)
    let made = try talk.call("new", #"{"title":"Here"}"#)
    #expect(!made.isError && made.text.contains("worktree: \(workspace.path)\n") && !made.text.contains("branch:"))
    #expect(try talk.call("new", #"{"title":"x","worktree":"/tmp"}"#).isError)
    let empty = try TemporaryFolder()
    #expect(try Talk(tool: Tool(in: empty.path)).call("new", #"{"title":"x"}"#).isError)
    #expect(try Talk(tool: Tool(in: empty.path)).call("list").text.contains("NO_TICKETS"))
  }

  @Test func `a variable that would send every call elsewhere is refused`() throws {
    let sent = try Tool(in: repository.path, ["GIT_DIR": repository.path + "/.git"])("mcp")
    #expect(sent.status == 2 && sent.errorText.contains("GIT_DIR"))
  }

  @Test func `text that is long is cut, and goes on where it was cut`() throws {
    let lines = (1...1500).map { "\($0) wörter von Ä bis Z, und noch mehr davon" }.joined(separator: "\n")
    try tool.succeed("edit", id, "--description", "-", input: lines)
    let whole = try tool("show", id).text
    var pieces = ""
    var from = 0
    for _ in 0..<10 {
      let text = try talk.call("show", #"{"ticket":"\#(id)","from_byte":\#(from)}"#).text
      #expect(text.utf8.count < 32_200)
      guard let cut = text.firstMatch(of: /cut after (\d+) of (\d+) bytes; go on with "from_byte": \d+\n$/) else {
        pieces += text
        break
      }
      #expect(cut.2 == String(whole.utf8.count))
      pieces += text[..<cut.range.lowerBound]
      from = Int(cut.1) ?? 0
    }
    #expect(pieces == whole && from > 0)
    #expect(try talk.call("show", #"{"ticket":"\#(id)","from_byte":99999999}"#).text.isEmpty)
    #expect(try talk.call("show", #"{"ticket":"\#(id)","from_byte":-1}"#).isError)
  }

  @Test func `resources are what commands print`() throws {
    func read(_ uri: String) throws -> String? {
      try talk.answer(Talk.modern(1, "resources/read", #""uri":"\#(uri)""#))["result"]?["contents"]?.elements?.first?[
        "text"]?
        .string
    }
    #expect(try read("ticket://\(id)") == tool("show", id).text)
    #expect(try read("ticket://\(id.suffix(8))?at=HEAD")?.hasSuffix(tool("show", id, "--at", "HEAD").text) == true)
    #expect(try read("ticket://\(id)?at=%48EAD")?.contains("Limit logins") == true)
    #expect(try read("tickets://ready") == tool("list", "--ready").text)
    #expect(try read("tickets://manual") == Checkout.text("TICKETS.md"))
    for uri in ["ticket://", "ticket://\(id)?at=", "ticket://\(id)?x=1", "ticket://%zz", "ticket://\(id)?at=nothing"] {
      #expect(try read(uri) == nil, "\(uri)")
    }
  }
}
