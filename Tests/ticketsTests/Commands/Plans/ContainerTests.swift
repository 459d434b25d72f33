import Foundation
import TestSupport
import Testing

/// What holds of a ticket that has parts.
@Suite struct ContainerTests {
  private let workspace: Workspace
  private var tool: Tool { workspace.tool }

  init() throws {
    workspace = try Workspace()
  }

  @Test func `a ticket with open parts does not become done, unless a person says why`() throws {
    let parent = try workspace.new("Parent")
    let children = try ["One", "Two"].map { try tool.succeed("new", $0, "--parent", parent) }
    try tool.succeed("status", parent, "doing")
    let before = try workspace.read(workspace.ticketPath(parent))
    let refused = try tool("status", parent, "done")
    #expect(refused.status == 1)
    for child in children { #expect(refused.errorText.contains(child.suffix(8))) }
    #expect(try tool("status", parent, "done", "--force").status == 2)
    let agent = try tool("status", parent, "done", "--force", "--summary", "x", "--actor-type", "agent")
    #expect(agent.status == 1 && agent.errorText.contains("Only a person"))
    #expect(try workspace.read(workspace.ticketPath(parent)) == before)
    let forced = try tool("status", parent, "done", "--force", "--summary", "The rest is moot")
    #expect(forced.status == 0 && forced.errorText.contains("still open"))
    #expect(try workspace.logs(parent).values.joined().contains("The rest is moot"))
  }

  @Test func `without open parts nothing stands in the way`() throws {
    let parent = try workspace.new("Parent")
    let children = try ["One", "Two"].map { try tool.succeed("new", $0, "--parent", parent) }
    let related = try workspace.new("Related", "--related", parent)
    try tool.succeed("status", children[0], "doing")
    try tool.succeed("status", children[0], "done")
    try tool.succeed("status", children[1], "canceled")
    try tool.succeed("status", parent, "doing")
    #expect(try tool("status", parent, "done").status == 0)
    #expect(try tool.succeed("show", parent).contains(related.suffix(8)))
  }

  @Test func `a part counts once the two know of each other, and until then is told apart`() throws {
    let parent = try workspace.new("Parent")
    let child = try workspace.new("Child")
    let split = ["--actor-type", "human", "--actor-id", "@a", "--summary", "Split"]
    let told = try tool(["log", child, "--created-from", parent] + split)
    #expect(told.status == 0 && told.errorText.contains("is not shown among its parts"), "\(told.errorText)")
    #expect(told.errorText.contains("tickets edit \(child.suffix(8)) --related \(parent.suffix(8))"))
    try tool.succeed("status", parent, "doing")
    try tool.succeed("edit", child, "--related", parent)
    #expect(try tool("status", parent, "done").status == 1)
    // The parent may tell it as well.
    let other = try workspace.new("Other")
    try tool.succeed(["log", parent, "--tickets-created", other] + split)
    #expect(try tool(["log", other, "--created-from", parent] + split).errorText.isEmpty)
    #expect(try tool.succeed("show", parent).contains(other.suffix(8)))
  }

  @Test func `canceling with open parts warns`() throws {
    let parent = try workspace.new("Parent")
    let child = try tool.succeed("new", "Child", "--parent", parent)
    let canceled = try tool("status", parent, "canceled")
    #expect(canceled.status == 0 && canceled.errorText.contains(child.suffix(8)))
    #expect(try tool("status", child, "canceled").errorText.isEmpty)
  }

  @Test func `next names the parts and not the whole`() throws {
    let parent = try workspace.new("Parent", "--priority", "critical")
    let child = try tool.succeed("new", "Child", "--parent", parent)
    let named = { try (tool.json("next", "--limit", "9") as? [String: Any])?["tickets"] as? [[String: Any]] ?? [] }
    #expect(try named().compactMap { $0["id"] as? String } == [child])
    try tool.succeed("status", child, "canceled")
    #expect(try named().compactMap { $0["id"] as? String } == [parent])
  }

  @Test func `a backlog is worked off in its order, and no agent is told to open the pull request`() throws {
    let report = try #require(tool.json("templates", "apply", "delivery") as? [String: Any])
    let ids = try #require(report["tickets"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    #expect(ids.count == 6)
    let named = { (words: [String]) in
      let report = try tool.json(["next", "--limit", "9"] + words) as? [String: Any]
      return (report?["tickets"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }
    for id in ids.dropLast() {
      #expect(try named(["--for", "agent"]) == [id])
      try tool.succeed("status", id, "doing")
      try tool.succeed("status", id, "done")
    }
    #expect(try named(["--for", "agent"]) == [] && named([]) == [ids[5]])
  }
}
