import Foundation
import TestSupport
import Testing

@Suite("Files that should not be there") struct HostileFilesTests {
  @Test func `a broken ticket is a row that says so and hides no other`() throws {
    let workspace = try Workspace()
    let good = try workspace.new("Good")
    for (name, text) in [
      ("empty", ""), ("nofence", "# Just text\n"), ("open", "---\nid: x\n"), ("yaml", "---\n[a\n---\n"),
      ("markers", "---\n<<<<<<< HEAD\nstatus: todo\n=======\nstatus: done\n>>>>>>> other\n---\n"),
      ("deep", "---\nx: \(String(repeating: "[", count: 5000))\n---\n"),
      ("bomb", "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n"), ("twice", "---\nid: a\nid: b\n---\n"),
    ] {
      try workspace.write(text, to: workspace.ticketPath(name))
    }
    try Data([0x2D, 0x2D, 0x2D, 0x0A, 0xFF, 0xFE, 0x00, 0x0A]).write(
      to: URL(
        fileURLWithPath: {
          try workspace.write("", to: workspace.ticketPath("binary")); return workspace.ticketPath("binary")
        }()))
    let rows = try #require(try workspace.tool.json("list") as? [[String: Any]])
    #expect(rows.count == 10)
    #expect(rows.filter { $0["broken"] is NSNull }.map { $0["id"] as? String } == [good])
    let table = try workspace.tool.succeed("list")
    #expect(table.contains("Good") && table.split(separator: "\n").count(where: { $0.contains("[broken]") }) == 9)
    #expect(try workspace.tool("validate").status == 1)
  }

  @Test func `a folder, a pipe or a link where a file should be is reported, never followed, never waited for`() throws
  {
    let workspace = try Workspace()
    let secret = workspace.path + "/secret.md"
    try workspace.write("---\ntitle: \"SECRET\"\n---\n", to: secret)
    let folders = ["afolder", "apipe", "alink", "linked"].map { workspace.path + "/.tickets/" + $0 }
    for folder in folders.dropLast() {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try FileManager.default.createDirectory(atPath: folders[0] + "/ticket.md", withIntermediateDirectories: true)
    let madePipe = unsafe mkfifo(folders[1] + "/ticket.md", 0o666)
    #expect(madePipe == 0)
    try FileManager.default.createSymbolicLink(atPath: folders[2] + "/ticket.md", withDestinationPath: secret)
    try FileManager.default.createSymbolicLink(atPath: folders[3], withDestinationPath: workspace.path)
    for words in [["list"], ["list", "--json"], ["validate"], ["show", "alink"], ["status", "alink", "done"]] {
      let execution = try workspace.tool(words)
      #expect(!execution.text.contains("SECRET"), "\(words)")
    }
    let rows = try #require(try workspace.tool.json("list") as? [[String: Any]])
    #expect(rows.count == 3 && rows.allSatisfy { $0["broken"] is String })
    #expect(try workspace.read(secret) == "---\ntitle: \"SECRET\"\n---\n")
  }

  @Test func `nothing is written through a link that leaves the tickets`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let outside = workspace.path + "/outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    let logs = workspace.path + "/.tickets/\(id)/logs"
    try FileManager.default.removeItem(atPath: logs)
    try FileManager.default.createSymbolicLink(atPath: logs, withDestinationPath: outside)
    let execution = try workspace.tool(
      "log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "x", "--run-id", "r")
    #expect(execution.status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == [])
  }

  @Test func `paths outside of the tickets are no tickets`() throws {
    let workspace = try Workspace()
    _ = try workspace.new()
    try workspace.write("---\nid: x\n---\n", to: workspace.path + "/other/ticket.md")
    for name in ["other", "other/ticket.md", "../x", ".tickets/../other", "/etc/passwd", ".tickets/a/b/c"] {
      let execution = try workspace.tool("show", name)
      #expect(execution.status == 2 && execution.text.isEmpty, "\(name)")
    }
  }

  @Test func `a full disk and a closed pipe end with a word and with none`() throws {
    let workspace = try Workspace()
    for index in 0..<5 { _ = try workspace.new("Ticket \(index)") }
    let full = try run(
      "/bin/sh", ["-c", "'\(Tool.path)' list > /dev/full"], in: workspace.path, environment: workspace.tool.environment)
    #expect(full.status == 2 && full.errorText.contains("cannot write the result: No space left on device"))
    let closed = try run(
      "/bin/sh", ["-c", "{ '\(Tool.path)' list --json; echo $? >&2; } | true"], in: workspace.path,
      environment: workspace.tool.environment)
    #expect(closed.errorText == "0\n")
  }

  @Test func `a file that cannot be written leaves everything as it was`() throws {
    // A limit on file sizes stands in for a full disk: the write fails half-way.
    let workspace = try Workspace()
    let id = try workspace.new()
    try workspace.tool.succeed(
      "log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "first", "--run-id", "r")
    let before = try workspace.logs(id)
    let script =
      "ulimit -f 1; trap '' XFSZ; '\(Tool.path)' log \(id) --actor-type human --actor-id a --run-id r --summary @long"
    try workspace.write(String(repeating: "x", count: 5000), to: workspace.path + "/long")
    let execution = try run("/bin/sh", ["-c", script], in: workspace.path, environment: workspace.tool.environment)
    #expect(execution.status == 2 && execution.errorText.contains("cannot write .tickets/\(id)/logs/"))
    #expect(try workspace.logs(id) == before)
    #expect(try workspace.temporaryFiles() == [])
  }

  @Test func `LC_ALL=C changes nothing`() throws {
    var workspace = try Workspace()
    workspace.tool.environment["LC_ALL"] = "C"
    let id = try workspace.new("Größe 日本 🎉")
    #expect((try workspace.tool.json("show", id) as? [String: Any])?["title"] as? String == "Größe 日本 🎉")
    #expect(try workspace.tool.succeed("list").contains("Größe 日本 🎉"))
  }

  @Test func `CRLF files stay CRLF, and a byte order mark stays`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let text = "\u{FEFF}" + (try workspace.read(workspace.ticketPath(id))).replacingOccurrences(of: "\n", with: "\r\n")
    try workspace.write(text, to: workspace.ticketPath(id))
    try workspace.tool.succeed("status", id, "doing")
    #expect(
      try workspace.read(workspace.ticketPath(id))
        == text.replacingOccurrences(of: "status: todo", with: "status: doing"))
  }

  @Test func `long bodies and long logs are read in no time`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let body = String(repeating: "A line of prose that says nothing.\n", count: 300_000)
    try workspace.write(try workspace.read(workspace.ticketPath(id)) + body, to: workspace.ticketPath(id))
    let line =
      "{\"ts\":\"2026-01-29T18:42:10Z\",\"run_started\":\"20260129T184210.000Z\",\"actor_type\":\"human\",\"actor_id\":\"a\",\"summary\":\"s\"}\n"
    try workspace.write(
      String(repeating: line, count: 20_000), to: workspace.path + "/.tickets/\(id)/logs/20260129T184210.000Z-r.jsonl")
    let start = Date()
    #expect(
      (try workspace.tool.json("list") as? [[String: Any]])?.first?["last_updated"] as? String == "2026-01-29T18:42:10Z"
    )
    #expect(Date().timeIntervalSince(start) < 20)
  }

  @Test(arguments: ["logs", "logs/20260101T000000.000Z-r1.jsonl"])
  func `what stands where a log belongs is seen before anything is changed`(_ place: String) throws {
    let workspace = try Workspace()
    let (id, other) = (try workspace.new(), try workspace.new())
    let path = workspace.path + "/.tickets/\(id)/\(place)"
    if place == "logs" {
      try? FileManager.default.removeItem(atPath: path)
      try workspace.write("no folder", to: path)
    } else {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    let before = try workspace.read(workspace.ticketPath(id))
    let refused = try workspace.tool("status", id, "doing", "--log", "--run-id", "r1")
    #expect(refused.status == 2)
    #expect(try workspace.read(workspace.ticketPath(id)) == before)
    // And nobody else has to suffer for it.
    try workspace.tool.succeed("status", other, "doing", "--log")
  }
}
