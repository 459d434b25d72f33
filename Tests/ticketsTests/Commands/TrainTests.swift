import Foundation
import TestSupport
import Testing

/// Trains of branches, with the real git as the judge of each step.
@Suite struct TrainTests {
  private struct Train {
    /// The branches in order, and whether each stops.
    let steps: [(branch: String, stops: Bool)]
    let conflicts: [String: [String]]
    let hazards: [String: [String]]
    let isExact: Bool
    let leftOut: [String]
    let status: Int32
  }

  private func train(_ repository: TestRepository, _ words: String...) throws -> Train {
    let execution = try Tool(in: repository.path)(["train", "--json"] + words)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any], "\(execution.errorText)")
    let steps = try #require(report["steps"] as? [[String: Any]])
    func byBranch(_ key: String, _ value: ([String: Any]) -> [String]) -> [String: [String]] {
      Dictionary(uniqueKeysWithValues: steps.map { ($0["branch"] as? String ?? "", value($0)) })
    }
    return Train(
      steps: steps.map { ($0["branch"] as? String ?? "", $0["verdict"] as? String == "conflict") },
      conflicts: byBranch("conflicts") { $0["conflicts"] as? [String] ?? [] },
      hazards: byBranch("hazards") { ($0["hazards"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String } },
      isExact: report["exact"] as? Bool ?? false,
      leftOut: (report["left_out"] as? [[String: Any]] ?? []).compactMap { $0["branch"] as? String },
      status: execution.status)
  }

  /// What the real git does in an order: which of the branches stop, each then given up.
  private func stops(_ order: [String], in repository: TestRepository) throws -> [String] {
    let git = repository.git
    var here = try git("rev-parse", "main").lines[0]
    var stops: [String] = []
    for branch in order {
      let merged = try git.attempt("merge-tree", "--write-tree", "--no-messages", here, branch)
      guard merged.status == 0 else {
        stops.append(branch)
        continue
      }
      here = try git("commit-tree", merged.lines[0], "-p", here, "-p", branch, "-m", "m").lines[0]
    }
    return stops
  }

  private func permutations(_ names: [String]) -> [[String]] {
    if names.count < 2 { return [names] }
    return names.flatMap { name in permutations(names.filter { $0 != name }).map { [name] + $0 } }
  }

  @Test(arguments: [(2, UInt64(1)), (3, 2), (4, 3), (5, 4), (6, 5), (7, 6), (8, 7), (4, 8), (5, 9)], [true, false])
  func `each step is what git does then, and no order has fewer that stop`(_ seed: (Int, UInt64), tickets: Bool) throws
  {
    let (count, seed) = seed
    let (repository, names) = try RandomBranches.repository(seed: seed, branches: count, tickets: tickets)
    let git = repository.git
    let found = try tickets ? train(repository, "--assume", "host") : train(repository, "--assume", "host", "--code")
    let order = found.steps.map(\.branch)
    let told = Set(order + found.leftOut)
    // A stacked branch with nothing of its own may stand where another does.
    #expect(told.isSubset(of: Set(names)))
    #expect(try stops(order, in: repository) == found.steps.filter(\.stops).map(\.branch), "seed \(seed)")
    // The real merge, in the work tree.
    for step in found.steps {
      let merged = try git.attempt("merge", "--no-edit", "-q", step.branch)
      #expect((merged.status == 0) == !step.stops, "seed \(seed), \(step.branch): \(merged.text)")
      if merged.status != 0 { try git("merge", "--abort") }
    }
    try git("reset", "-q", "--hard", try git("reflog", "show", "--format=%H", "main").lines.last ?? "main")
    let fewest = found.steps.count(where: \.stops)
    #expect(found.isExact == (count <= 7 || fewest == 0))
    guard count <= 7 else { return }
    var orders = count <= 4 ? permutations(order) : []
    var random = SeededGenerator(seed: seed)
    while orders.count < 24 { orders.append(order.shuffled(using: &random)) }
    for other in orders {
      let stopped = try stops(other, in: repository).count
      #expect(stopped >= fewest, "seed \(seed): \(other)")
    }
  }

  @Test func `nothing is left in the repository, and none of it is touched`() throws {
    let (repository, _) = try RandomBranches.repository(seed: 21, branches: 5, tickets: false)
    let scratch = try TemporaryFolder()
    func state() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: repository.path).sorted()
    }
    let before = try state()
    var tool = Tool(in: repository.path)
    tool.environment["TMPDIR"] = scratch.path
    #expect(try tool("train", "--code").status < 2)
    #expect(try state() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  @Test func `one that collides with several goes last, and hazards that only the union has are told`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let ids = try (0..<2).map { try tool.succeed("new", "--title", "T\($0)") }
    for name in ["x", "y", "z"] { try repository.write(name, "1\n") }
    try repository.commit("Begin")
    func branch(_ name: String, _ files: [String], _ edit: [String]) throws {
      try repository.git("switch", "-qc", name, "main")
      for file in files { try repository.write(file, name + "\n") }
      if !edit.isEmpty { try tool.succeed(edit) }
      try repository.commit("Work of \(name)")
    }
    try branch("all", ["x", "y", "z"], [])
    try branch("x", ["x"], ["edit", ids[0], "--dependency", ids[1]])
    try branch("y", ["y"], ["edit", ids[1], "--dependency", ids[0]])
    try branch("z", ["z"], [])
    try repository.git("switch", "-q", "main")
    let code = try train(repository, "--code")
    #expect(code.steps.map(\.branch).last == "all")
    #expect(code.steps.filter(\.stops).map(\.branch) == ["all"])
    #expect(code.conflicts["all"] == ["x", "y", "z"])
    #expect(code.status == 1)
    #expect(code.hazards["y"] == ["DEPENDENCY_CYCLE"])
    let tickets = try train(repository)
    #expect(tickets.steps.filter(\.stops).isEmpty)
    let text = try tool("train", "--code").text
    #expect(text.contains("1 of 4 branches will stop on the way into main; no order has fewer"), "\(text)")
    #expect(text.contains("the step that hurts: all"), "\(text)")
  }

  @Test func `what is merged already is no wagon, and a name twice is one`() throws {
    let repository = try TestRepository()
    try repository.write("x", "1\n")
    try repository.commit("Begin")
    try repository.git("branch", "old")
    try repository.git("switch", "-qc", "new")
    try repository.write("x", "2\n")
    try repository.commit("Work")
    try repository.git("branch", "same")
    #expect(try train(repository).steps.map(\.branch) == ["new"])
    let named = try train(repository, "old", "new", "new", "same", "--into", "main")
    #expect(named.steps.map(\.branch) == ["new"])
    #expect(named.leftOut == ["old", "same"])
    #expect(try Tool(in: repository.path)("train", "nothing").status == 2)
  }
}
