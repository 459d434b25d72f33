import TestSupport
import Testing

/// A repository with plans in it.
struct PlanWorkspace {
  let repository: TestRepository
  let tool: Tool

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path, ["TICKETS_NOW": "2026-01-17T12:00:00Z"])
    try tool.succeed("init")
  }

  /// Makes a plan or a milestone; what is printed is its number and its id.
  @discardableResult
  func plan(_ words: String..., with other: Tool? = nil) throws -> (handle: String, id: String) {
    let parts = try (other ?? tool).succeed(["plan"] + words).split(separator: " ").map(String.init)
    try #require(parts.count == 2)
    return (parts[0], parts[1])
  }

  /// A plan as scripts see it.
  func shown(_ words: String...) throws -> [String: Any] {
    try #require(try tool.json(["plan", "show"] + words) as? [String: Any])
  }

  /// Makes tickets with these statuses, parts of another.
  @discardableResult
  func parts(of parent: String, _ statuses: String...) throws -> [String] {
    var ids: [String] = []
    for status in statuses {
      ids.append(try tool.succeed("new", "Part", "--parent", parent, "--status", status))
    }
    return ids
  }

  /// How many are done of how many.
  static func figures(_ json: Any?) -> [Int?] {
    let json = json as? [String: Any]
    return [json?["done"] as? Int, json?["total"] as? Int]
  }
}
