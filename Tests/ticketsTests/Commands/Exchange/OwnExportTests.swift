import Foundation
import TestSupport
import Testing

/// What comes back from an export of the tickets that are here.
@Suite struct OwnExportTests {
  @Test(arguments: ["tk", "beads", "backlog", "aew", "car"])
  func `an export of one's own tickets is there already`(format: String) throws {
    let workspace = try Workspace()
    let first = try workspace.new("First", "--label", "plan", "EP-20260117-001", "--created-at", "2026-01-17T08:00:00Z")
    _ = try workspace.new("Second", "--dependency", first)
    try workspace.tool.succeed("export", format, "out")
    let before = try workspace.ticketFolders()
    let report = try #require(try workspace.tool.json("import", format, "out") as? [String: Any])
    #expect(report["imported"] as? Int == 0 && report["already_there"] as? Int == 2, "\(report)")
    #expect(try workspace.ticketFolders() == before)
  }

  @Test func `what was made there since finds the tickets that it names`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("First")
    try workspace.tool.succeed("export", "tk", "out")
    try workspace.write(
      "---\nid: x-1\nstatus: open\ndeps: [t-\(id.suffix(8))]\nlinks: []\ncreated: 2026-01-10T08:00:00Z\n---\n# New\n",
      to: workspace.path + "/out/x-1.md")
    try workspace.tool.succeed("import", "tk", "out")
    let rows = try #require(try workspace.tool.json("list", "--blocked", "--why") as? [[String: Any]])
    #expect(rows.map { $0["title"] as? String } == ["New"])
  }

  @Test func `a source without a ticket ends with 1, one with something beside its tickets does not`() throws {
    let workspace = try Workspace()
    try workspace.write("hello\n", to: workspace.path + "/in/README.md")
    #expect(try workspace.tool("import", "tk", "in").status == 1)
    try workspace.write(
      "---\nid: x-1\nstatus: open\ndeps: []\ncreated: 2026-01-10T08:00:00Z\n---\n# New\n",
      to: workspace.path + "/in/x-1.md")
    #expect(try workspace.tool("import", "tk", "in").status == 0)
  }
}
