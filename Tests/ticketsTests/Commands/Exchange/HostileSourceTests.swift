import Foundation
import TestSupport
import Testing

/// Sources that want to do harm: a remark or one error, and never a write outside `.tickets/`.
@Suite struct HostileSourceTests {
  private func tk(_ id: String, _ lines: String = "", body: String = "Text.\n") -> String {
    "---\nid: \(id)\nstatus: open\ndeps: []\ncreated: 2026-01-01T00:00:00Z\n\(lines)---\n# A title\n\n\(body)"
  }

  /// Imports files as one format, and returns the report with what lies in the folder besides the source.
  private func imported(
    _ format: String, _ files: [String: [UInt8]], export: Bool = true
  ) throws -> (files: [[String: Any]], status: Int32) {
    let outer = try TemporaryFolder()
    let root = outer.path("root")
    try outer.write("root/.tickets/.keep", "")
    for (path, bytes) in files {
      let url = URL(fileURLWithPath: "\(root)/\(path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    let tool = Tool(in: root, ["TICKETS_NOW": "2026-03-01T00:00:00Z"])
    let execution = try tool("import", format, ".", "--json")
    let report = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any] ?? [:]
    #expect(try tool.succeed("validate").contains(" 0 errors"))
    if export {
      try tool.succeed("export", format, "out")
      for path in try FileManager.default.subpathsOfDirectory(atPath: root + "/out") {
        #expect(!path.split(separator: "/").contains(".."), "\(path)")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outer.path) == ["root"])
    let top = Set(files.keys.map { String($0.prefix { $0 != "/" }) } + [".tickets", "out"])
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: root)).isSubset(of: top))
    return (report["files"] as? [[String: Any]] ?? [], execution.status)
  }

  @Test(arguments: ["../../x", "/etc/passwd", "a/b", "..", ".", "x\u{1B}[31m", "CON\u{202E}"])
  func `an id leads nowhere`(id: String) throws {
    let (files, status) = try imported("tk", [".tickets/a.md": Array(tk(id).utf8)])
    #expect(status == 0 && files.count == 1 && files[0]["result"] as? String != "not_a_ticket")
    let line =
      #"{"id":"\#(id.hasPrefix("x") ? "x" : id)","title":"T","status":"open","created_at":"2026-01-01T00:00:00Z"}"#
    #expect(try imported("beads", [".beads/issues.jsonl": Array(line.utf8)]).status == 0)
  }

  @Test func `what is large, binary or not UTF-8 is remarked`() throws {
    let large = Array(tk("big").utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 50 << 20)
    let latin = Array("---\nid: l-1\nstatus: open\ncreated: 2026-01-01T00:00:00Z\n---\n# Caf".utf8) + [0xE9, 0x0A]
    let (files, status) = try imported(
      "tk",
      [
        ".tickets/big.md": large, ".tickets/l.md": latin, ".tickets/nul.md": Array(tk("n").utf8) + [0],
        ".tickets/ok.md": Array(tk("ok").utf8),
      ])
    #expect(status == 0)
    let results = Dictionary(files.map { ($0["path"] as? String ?? "", $0["result"] as? String ?? "") }) { $1 }
    #expect(results[".tickets/big.md"] == "not_a_ticket" && results[".tickets/nul.md"] == "not_a_ticket")
    #expect(results[".tickets/l.md"] == "imported_with_remarks" && results[".tickets/ok.md"] == "imported")
  }

  @Test func `aliases, duplicate keys and broken lines cost their line and no other`() throws {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (letter, last) in zip("bcdefghi", "abcdefgh") {
      bomb += "\(letter): &\(letter) [\((0..<9).map { _ in "*\(last)" }.joined(separator: ", "))]\n"
    }
    let (files, status) = try imported(
      "tk",
      [
        ".tickets/bomb.md": Array(tk("bomb", bomb + "priority: 1\n").utf8),
        ".tickets/broken.md": Array(tk("broken", "assignee: @x\nno colon here\npriority: 0\nid: twice\n").utf8),
      ])
    #expect(status == 0 && files.allSatisfy { $0["result"] as? String == "imported_with_remarks" })
  }

  @Test func `ids that are there twice, and circles, are imported and remarked`() throws {
    let one = tk("same").replacingOccurrences(of: "deps: []", with: "deps: [other]")
    let other = tk("other").replacingOccurrences(of: "deps: []", with: "deps: [same, other]")
    let (files, status) = try imported(
      "tk", [".tickets/a.md": Array(one.utf8), ".tickets/b.md": Array(one.utf8), ".tickets/c.md": Array(other.utf8)])
    #expect(status == 0 && Set(files.compactMap { $0["id"] as? String }).count == 3)
    let remarks = files.flatMap { $0["remarks"] as? [String] ?? [] }
    #expect(remarks.contains { $0.contains("has the id same too") } && remarks.contains { $0.contains("is left out") })
    #expect(remarks.count { $0.contains("by way of others") } == 2)
  }

  @Test(arguments: ["github", "beads"])
  func `five thousand levels of nesting are one remark`(format: String) throws {
    let nested = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    let text =
      format == "beads"
      ? #"{"id":"a","title":"T","x":\#(nested)}"# + "\n"
        + #"{"id":"b","title":"U","created_at":"2026-01-01T00:00:00Z"}"# + "\n"
      : #"[{"number":1,"title":"T","x":\#(nested)}]"#
    let path = format == "beads" ? ".beads/issues.jsonl" : "issues.json"
    let (files, status) = try imported(format, [path: Array(text.utf8)], export: format == "beads")
    // Of the issues nothing else is left.
    #expect(status == (format == "beads" ? 0 : 1) && files.contains { $0["result"] as? String == "not_a_ticket" })
    let yaml = "schema_version: 1\nid: TKT-1\ntitle: T\nx: \(nested)\n"
    #expect(try imported("aew", ["tickets/a.yaml": Array(yaml.utf8)]).status == 0)
  }

  @Test func `a date that cannot be read is remarked, and two of one id have short names of their own`() throws {
    let lines = ["2026-13-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"].enumerated().map {
      #"{"id":"bd-\#($0 == 0 ? 0 : 1)","title":"T\#($0)","status":"open","created_at":"\#($1)"}"#
    }
    let (files, _) = try imported("beads", [".beads/issues.jsonl": Array(lines.joined(separator: "\n").utf8)])
    let remarks = files.map { $0["remarks"] as? [String] ?? [] }
    #expect(remarks[0].contains("'2026-13-01T00:00:00Z' is no date that can be read"))
    #expect(remarks[1].isEmpty)
    let ids = files.compactMap { ($0["ticket"] ?? $0["id"]) as? String }
    #expect(Set(ids.map { $0.suffix(8) }).count == 3, "\(files)")
  }

  @Test func `control characters, headings, fences and marks of a merge do not tear a ticket apart`() throws {
    let bodies = [
      "\u{1B}[31mred\u{7}\n", "```\nnever closed\n", "<!-- never closed\n", "~~~~\nx\n",
      "# Another\n\n## Description\n\nx\n",
      "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n",
      "## Acceptance Criteria\n\nno box\n\n## Acceptance Criteria\n\n- [ ] two\n",
      "## Verification\n\n```\nopen\n", "Text\r\nwith\r\nreturns\r\n",
    ]
    var files: [String: [UInt8]] = [:]
    for (number, body) in bodies.enumerated() {
      files[".tickets/h-\(number).md"] = Array(tk("h-\(number)", body: body).utf8)
    }
    let (outcomes, status) = try imported("tk", files)
    #expect(status == 0 && outcomes.allSatisfy { ($0["result"] as? String)?.hasPrefix("imported") == true })
  }

  @Test func `a credential is named in the remarks`() throws {
    let secret = "ghp_" + String(repeating: "a", count: 36)
    let (files, _) = try imported("tk", [".tickets/a.md": Array(tk("a", body: "token \(secret)\n").utf8)])
    #expect((files[0]["remarks"] as? [String])?.contains { $0.contains("a GitHub token") } == true)
  }

  @Test func `a link is not followed`() throws {
    let folder = try TemporaryFolder()
    try folder.write("secret.md", tk("secret"))
    try folder.write("root/.tickets/a.md", tk("a"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("root/.tickets/b.md"), withDestinationPath: folder.path("secret.md"))
    let tool = Tool(in: folder.path("root"))
    let execution = try tool("import", "tk", ".")
    #expect(execution.status == 0 && execution.text.contains("a symbolic link"))
    #expect(try tool.succeed("list").contains("A title") && execution.text.contains("1 imported"))
  }
}
