import Foundation
import TestSupport
import Testing
import TicketsCore

/// A server that runs for long, is interrupted, or hears nonsense.
@Suite("MCP: serving") struct ServingTests {
  private let repository: TestRepository
  private let tool: Tool
  private let id: String

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    id = try tool.succeed("new", "Limit logins")
    try repository.commit("begin")
  }

  private func start(_ words: String...) throws -> Dialog {
    try Dialog(
      Tool.path, ["mcp", "--tools", "all"] + words, in: repository.path, environment: tool.environment)
  }

  @Test func `10,000 calls in one process leave nothing behind, and each answer is that of a process of its own`()
    throws
  {
    let server = try start()
    let calls: [(tool: String, arguments: String, words: [String]?)] = [
      ("list", "{}", ["list"]), ("list", #"{"status":["doing"]}"#, ["list", "--status", "doing"]),
      ("show", #"{"ticket":"nothing"}"#, nil), ("list", #"{"json":true}"#, nil), ("list", "{}", ["list"]),
      ("diff", "{}", ["diff"]), ("list", "{}", ["list"]), ("list", #"{"nothing":1}"#, nil),
      ("show", #"{"ticket":"\#(id)"}"#, ["show", id]), ("list", "{}", ["list"]),
    ]
    let expected = try calls.map { call in
      try call.words.map { words in
        let printed = try tool(words)
        return printed.text + printed.errorText
      }
    }
    var first: [String?] = Array(repeating: nil, count: calls.count)
    var before: (memory: Int, files: Int)?
    for number in 0..<10_000 {
      let kind = number % calls.count
      try server.send(Talk.call(1, calls[kind].tool, calls[kind].arguments))
      let answer = try #require(server.receive())
      if let known = first[kind] {
        #expect(answer == known)
      } else {
        first[kind] = answer
        if let text = expected[kind] { #expect(try Talk.Result(JSONReader.read(answer)).text == text) }
      }
      if number == 1_000 { before = Self.use(of: server.process) }
    }
    let after = Self.use(of: server.process)
    server.hangUp()
    #expect(server.end() == 0)
    guard let before, let after else { return }
    #expect(after.files == before.files)
    // Sanitizers keep what was freed.
    if ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil { #expect(after.memory - before.memory < 4 << 20) }
  }

  /// The memory and the open files of a process, where the system tells.
  private static func use(of process: pid_t) -> (memory: Int, files: Int)? {
    guard let pages = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8).split(separator: " "),
      pages.count > 1, let resident = Int(pages[1]),
      let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
    else { return nil }
    return (resident * Int(sysconf(Int32(_SC_PAGESIZE))), files.count)
  }

  @Test func `a client may say everything before it listens`() throws {
    let server = try start()
    // More than both pipes hold.
    try server.send(
      (0..<2_000).map { Talk.call($0, "show", #"{"ticket":"nothing-\#(String(repeating: "x", count: 200))"}"#) })
    server.hangUp()
    var count: Int64 = 0
    while let line = server.receive() {
      #expect(try JSONReader.read(line)["id"] == .integer(count))
      count += 1
    }
    #expect(count == 2_000 && server.end() == 0)
  }

  @Test func `what is taken back while it waits is not done and gets no answer`() throws {
    let server = try start()
    // One line after the other is read before the first is answered, or all but one are.
    let calls = (1...200).map { Talk.call($0, "new", #"{"title":"Number \#($0)"}"#) }
    let back = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":200,"reason":"no"}}"#
    try server.send(calls + [back, Talk.call(201, "list")])
    server.hangUp()
    var ids: [JSON?] = []
    while let line = server.receive() { ids.append(try JSONReader.read(line)["id"]) }
    #expect(ids == (1...199).map { .integer($0) } + [.integer(201)])
    #expect(server.end() == 0)
    #expect(try !tool.succeed("list").contains("Number 200"))
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `who asks it to end is obeyed at once`(number: Int32) throws {
    let server = try start()
    try server.send(Talk.call(1, "list"))
    #expect(server.receive() != nil)
    let start = ContinuousClock.now
    kill(server.process, number)
    #expect(server.end() == 0)
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test func `who asks it to end leaves whole tickets, however much is under way`() throws {
    for count in [1, 5, 20] {
      let server = try start()
      try server.send((1...400).map { Talk.call($0, "new", #"{"title":"Number \#($0)"}"#) })
      for _ in 0..<count { _ = server.receive() }
      kill(server.process, SIGTERM)
      #expect(server.end() == 0)
    }
    let validation = try tool("validate")
    #expect(validation.status == 0, "\(validation.text)")
    let unfinished = repository.path + "/.tickets/.unfinished"
    let left = (try? FileManager.default.contentsOfDirectory(atPath: unfinished)) ?? []
    #expect(left.filter { !$0.hasPrefix(".git") } == [])
  }

  @Test func `it ends when the input does, and when nobody listens`() throws {
    let server = try start()
    server.hangUp()
    #expect(server.receive() == nil && server.end() == 0)
    let lines = (1...50).map { Talk.call($0, "list") + "\\n" }.joined()
    let piped = try run(
      "/bin/sh", ["-c", "{ printf '\(lines)'; cat; } | \"$0\" mcp | head -n 1", Tool.path], in: repository.path,
      environment: tool.environment)
    #expect(piped.lines.count == 1 && piped.status == 0)
  }

  @Test func `nothing but answers is on standard output, whatever a command starts`() throws {
    let lines = (1...3).map { Talk.call($0, "claim", #"{"ticket":"\#(id)","run_id":"r1"}"#) + "\n" }.joined()
    let execution = try tool("mcp", input: lines)
    #expect(execution.lines.count == 3)
    for line in execution.lines { #expect(try JSONReader.read(line)["result"] != nil) }
  }

  @Test func `any mixture of lines gets an answer for each call, and no more`() throws {
    var random = SeededGenerator(seed: 19)
    let good = [
      Talk.call(1, "list"), Talk.legacy(1, "ping"), Talk.hello(1), Talk.modern(1, "tools/list"),
      Talk.call(1, "show", #"{"ticket":"nothing"}"#), Talk.legacy(1, "resources/list"),
      Talk.call(1, "list", #"{"at":"HEAD","json":true}"#), Talk.modern(1, "prompts/get", #""name":"work_on_ticket""#),
    ]
    let odd = Array(#"{}[]",:\u0000é1e9-\"null"#.utf8) + [0, 0xFF, 0xC0, 0x80]
    var input: [UInt8] = []
    var lines = 0
    for _ in 0..<400 {
      guard let line = good.randomElement(using: &random) else { return }
      var bytes = Array(line.utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...6, using: &random))
        let piece = (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in odd.randomElement(using: &random) }
        bytes.replaceSubrange(place..<end, with: piece)
        if bytes.isEmpty { bytes = [0x7B] }
      }
      input += bytes + [10]
      lines += 1
    }
    let ping = Talk.legacy(424_242, "ping")
    let execution = try run(
      Tool.path, ["mcp", "--read-only"], in: repository.path, environment: tool.environment,
      input: input + Array((ping + "\n").utf8))
    #expect(execution.status == 0, "\(execution.errorText)")
    let answers = try execution.lines.map { try JSONReader.read($0) }
    #expect(answers.last?["id"] == .integer(424_242))
    for answer in answers {
      #expect(answer["jsonrpc"] == .string("2.0") || answer.elements != nil, "\(answer)")
      #expect((answer["result"] == nil) != (answer["error"] == nil) || answer.elements != nil, "\(answer)")
    }
    // A call that lost its id, or that became a notice, gets none.
    #expect(answers.count <= lines + 1 && answers.count > lines * 9 / 10)
  }
}
