import TestSupport
import Testing

/// `validate --changed`: only what a range touched, as its end has it.
@Suite struct ValidateChangedTests {
  private let repository: TestRepository
  private let tool: Tool
  private let git: Git
  private let ids: [String]

  init() throws {
    repository = try TestRepository()
    git = repository.git
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    ids = try (0..<3).map { [tool] in try tool.succeed("new", "--title", "Ticket \($0)") }
    // A fault that no range below touches.
    try edit(2, "todo", "odd")
    try repository.commit("Begin")
    try git("branch", "begin")
    try edit(0, "todo", "strange")
    try repository.commit("Break")
    try edit(0, "strange", "doing")
    try edit(1, "todo", "wrong")
    try repository.commit("Go on")
  }

  private func edit(_ number: Int, _ old: String, _ new: String) throws {
    let path = ".tickets/\(ids[number])/ticket.md"
    try repository.write(path, repository.read(path).replacing("status: \(old)", with: "status: \(new)"))
  }

  private func validate(_ words: String...) throws -> (status: Int32, count: Int?, broken: [Int]) {
    let execution = try tool(["validate", "--changed"] + words)
    let count = execution.lines.last?.split(separator: " ").first.flatMap { Int($0) }
    return (execution.status, count, ids.indices.filter { execution.text.contains("\(ids[$0])/ticket.md:") })
  }

  @Test func `a range is validated as its end has it`() throws {
    #expect(try validate("begin..HEAD") == (1, 2, [1]))
    #expect(try validate("begin..HEAD~1") == (1, 1, [0]))
    #expect(try validate("HEAD~1..HEAD") == (1, 2, [1]))
    #expect(try validate("HEAD..HEAD") == (0, 0, []))
    #expect(try validate("HEAD~1..begin") == (0, 1, []))
  }

  @Test func `three dots leave out what the base did since`() throws {
    try git("checkout", "--quiet", "-b", "side", "begin")
    try edit(1, "todo", "doing")
    try repository.commit("Side")
    #expect(try validate("main...side") == (0, 1, []))
    #expect(try validate("main..side") == (0, 2, []))
  }

  @Test func `one revision is compared with the files, the index or another state`() throws {
    try edit(1, "wrong", "doing")
    #expect(try validate("HEAD") == (0, 1, []))
    #expect(try validate("begin") == (0, 2, []))
    #expect(try validate("HEAD", "--staged") == (0, 0, []))
    #expect(try validate("begin", "--staged") == (1, 2, [1]))
    #expect(try validate("begin", "--at", "HEAD~1") == (1, 1, [0]))
    try git("add", "--all")
    #expect(try validate("HEAD", "--staged") == (0, 1, []))
    try tool.succeed("new", "--title", "New")
    #expect(try validate("HEAD") == (0, 2, []))
  }

  @Test func `a change of nothing but bytes counts, and so does a log`() throws {
    let path = ".tickets/\(ids[2])/ticket.md"
    try repository.write(path, repository.read(path) + " \n")
    #expect(try validate("HEAD") == (1, 1, [2]))
    try git("checkout", "--quiet", "--", path)
    try tool.succeed("log", ids[2], "--actor-type", "human", "--actor-id", "a", "--summary", "s")
    #expect(try validate("HEAD") == (1, 1, [2]))
  }

  @Test func `named tickets narrow it down`() throws {
    #expect(try validate("begin..HEAD", ids[0]) == (0, 1, []))
    #expect(try validate("begin..HEAD", ids[2]) == (0, 0, []))
  }

  @Test func `a bare repository has ranges too, but no files`() throws {
    let bare = try repository.clone("--bare", named: "bare")
    #expect(try Tool(in: bare.path)("validate", "--changed", "main~1..main").status == 1)
    #expect(try Tool(in: bare.path)("validate", "--changed", "main").status == 2)
  }

  @Test func `mistakes are explained`() throws {
    let twice = try tool("validate", "--changed", "begin..HEAD", "--staged")
    #expect(twice.status == 2)
    #expect(twice.errorText.contains("'--changed A..B' says already which state is read"))
    #expect(try tool("validate", "--changed", "nothing").status == 2)
  }
}
