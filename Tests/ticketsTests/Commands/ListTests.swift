import Foundation
import TestSupport
import Testing

@Suite("tickets list") struct ListTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    _ = try workspace.new("Alpha", "--priority", "high", "--label", "bug", "--assignment-owner", "@alice")
    _ = try workspace.new("Beta", "--status", "doing", "--assignment-mode", "agent_only", "--label", "docs", "bug")
    _ = try workspace.new("Gamma", "--priority", "low", "--description", "The ALPHABET soup")
  }

  private func titles(_ words: String...) throws -> [String] {
    let execution = try workspace.tool(["list", "--json"] + words)
    let rows = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [[String: Any]]
    return rows?.compactMap { $0["title"] as? String } ?? []
  }

  @Test func `filters work alone and together`() throws {
    #expect(try titles() == ["Alpha", "Beta", "Gamma"])
    #expect(try titles("--status", "todo") == ["Alpha", "Gamma"])
    #expect(try titles("--status", "todo", "doing") == ["Alpha", "Beta", "Gamma"])
    #expect(try titles("--priority", "high", "low") == ["Alpha", "Gamma"])
    #expect(try titles("--mode", "agent_only") == ["Beta"])
    #expect(try titles("--mode", "mixed") == ["Alpha", "Gamma"])
    #expect(try titles("--owner", "@alice") == ["Alpha"])
    #expect(try titles("--label", "bug") == ["Alpha", "Beta"])
    #expect(try titles("--text", "alpha") == ["Alpha", "Gamma"])
    #expect(try titles("--label", "bug", "--status", "doing") == ["Beta"])
    #expect(try titles("--status", "blocked") == [])
    #expect(try titles("--limit", "2") == ["Alpha", "Beta"])
    #expect(try titles("--sort", "priority") == ["Alpha", "Gamma", "Beta"])
  }

  @Test func `a row has what scripts rely on`() throws {
    let rows = try #require(try workspace.tool.json("list", "--owner", "@alice") as? [[String: Any]])
    let row = try #require(rows.first)
    for key in [
      "id", "title", "status", "priority", "owner", "mode", "labels", "created_at", "last_updated", "path", "broken",
    ] { #expect(row[key] != nil, "\(key)") }
    let id = try #require(row["id"] as? String)
    #expect(row["path"] as? String == ".tickets/\(id)/ticket.md")
    #expect(row["last_updated"] is NSNull)
    try workspace.tool.succeed(
      "log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "x")
    let after = try workspace.tool.json("list", "--owner", "@alice") as? [[String: Any]]
    #expect(after?.first?["last_updated"] is String)
  }

  @Test func `people get a table, and scripts get JSON errors`() throws {
    let table = try workspace.tool.succeed("list")
    #expect(table.hasPrefix("ID ") && table.split(separator: "\n").count == 4)
    let failed = try workspace.tool("list", "--statsu", "todo", "--json")
    #expect(failed.status == 2 && failed.text.isEmpty)
    let error = try JSONSerialization.jsonObject(with: Data(failed.errors)) as? [String: [String: Any]]
    #expect(error?["error"]?["code"] as? String == "USAGE")
    #expect((error?["error"]?["hint"] as? String)?.contains("--status") == true)
  }

  @Test func `it works from a folder below and with -C`() throws {
    try FileManager.default.createDirectory(atPath: workspace.path + "/a/b", withIntermediateDirectories: true)
    let below = Tool(in: workspace.path + "/a/b")
    #expect(try below.succeed("list").contains("Alpha"))
    let elsewhere = Tool(in: "/")
    #expect(try elsewhere.succeed("-C", workspace.path + "/a", "list").contains("Alpha"))
  }
}
