import Foundation
import TestSupport
import Testing

/// What the tool says of states and their differences, judged by what git itself says.
@Suite struct AgainstGitTests {
  private static let streams = [
    "linear", "diverged", "merges", "criss-cross", "unrelated", "renamed-folder", "rewritten-log", "deleted-ticket",
    "nested-root", "tags", "linked-ticket", "odd-names",
  ]

  @Test(arguments: streams)
  func `diff names the tickets whose files git names`(stream: String) throws {
    let repository = try TestRepository(stream: stream)
    let commits = try repository.git("rev-list", "--all", "--topo-order", "--reverse").lines
    for (old, new) in zip(commits, commits.dropFirst()) {
      for root in stream == "nested-root" ? ["proj/", "tools/deep/"] : [""] {
        try compare(old, new, in: repository, root: root)
      }
    }
    if let first = commits.first, let last = commits.last, stream != "nested-root" {
      try compare(last, first, in: repository)
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `in random histories too, and the changes lead from the old values to the new`(seed: UInt64) throws {
    let history = RandomHistory(seed: seed, length: 5)
    let repository = try TestRepository()
    try repository.git("fast-import", "--quiet", "--date-format=raw", input: history.stream)
    try repository.git("reset", "--quiet", "--hard")
    let revisions = (0..<history.commits.count).map { "main~\($0)" }
    for (new, old) in zip(revisions, revisions.dropFirst()) {
      try compare(old, new, in: repository)
      try apply(old, new, in: repository)
    }
    try apply("main", revisions[revisions.count - 1], in: repository)
    #expect(try Tool(in: repository.path).diff().tickets.isEmpty)
    let files = try Tool(in: repository.path).diff("main~2").tickets.map(\.id)
    #expect(try Tool(in: repository.path).diff("main~2..main").tickets.map(\.id) == files)
  }

  // A submodule is an empty folder in a checkout, and nothing at a revision.
  @Test(arguments: streams.filter { $0 != "odd-names" })
  func `a list at a revision is the list of its checkout, and so are the findings`(stream: String) throws {
    let repository = try TestRepository(stream: stream)
    let tool = Tool(in: repository.path)
    let roots = stream == "nested-root" ? ["proj", "tools/deep"] : [""]
    for (number, commit) in try repository.git("rev-list", "--all", "--max-count=3").lines.enumerated() {
      let checkout = try repository.addWorkTree(commit, named: "checkout-\(number)", "--detach")
      for root in roots where FileManager.default.fileExists(atPath: "\(checkout.path)/\(root)/.tickets") {
        let there = try Tool(in: "\(checkout.path)/\(root)")("list", "--json")
        #expect(try tool("list", "--at", commit, "--root", root, "--json").text == there.text, "\(commit) \(root)")
        let findings = try Tool(in: "\(checkout.path)/\(root)")("validate", "--issues", "--format", "json")
        let here = try tool("validate", "--at", commit, "--root", root, "--issues", "--format", "json")
        #expect(withoutClock(here.text) == withoutClock(findings.text), "\(commit) \(root)")
      }
    }
  }

  /// A document of issues says when it was made.
  private func withoutClock(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.contains("generated_at") }
  }

  private func compare(_ old: String, _ new: String, in repository: TestRepository, root: String = "") throws {
    let folder = "\(root).tickets/"
    let names = try repository.git("diff", "--name-only", "--no-renames", "-z", old, new, "--", folder).output
    let folders = names.split(separator: 0).compactMap { path -> [UInt8]? in
      let parts = path.dropFirst(folder.utf8.count).split(separator: UInt8(ascii: "/"))
      // A file directly among the tickets is none, nor is a folder with a name that no tool can write.
      guard parts.count > 1, String(validating: parts[0], as: UTF8.self) != nil else { return nil }
      return Array(parts[0])
    }
    let diff = try Tool(in: repository.path).diff("\(old)..\(new)", "--root", root)
    #expect(Set(diff.tickets.flatMap(\.folders)) == Set(folders), "\(old)..\(new) in \(folder)")
    #expect(diff.summary.created + diff.summary.deleted + diff.summary.modified == diff.tickets.count)
  }

  /// Makes the reported changes to what `list` says of the old tickets, which must give what it says of the new ones.
  private func apply(_ old: String, _ new: String, in repository: TestRepository) throws {
    let tool = Tool(in: repository.path)
    let before = try values(tool, old)
    var after = before
    let document = try #require(try tool.json("diff", "\(old)..\(new)") as? [String: Any])
    let changes = try #require(document["tickets"] as? [[String: Any]]).map { ticket in
      let moved = (ticket["moved"] as? [String: Any])?["from"] as? String
      let path = try #require(ticket["path"] as? String)
      return (ticket: ticket, from: moved.map { $0 + "/ticket.md" } ?? path, to: path)
    }
    for change in changes { after[change.from] = nil }
    for (ticket, from, to) in changes where ticket["change"] as? String != "deleted" {
      var values = before[from] ?? Dictionary(uniqueKeysWithValues: Self.fields.map { ($0, "null") })
      if ticket["change"] as? String == "created" { values = values.mapValues { _ in "null" } }
      for field in try #require(ticket["fields"] as? [[String: Any]]) {
        let name = try #require(field["field"] as? String).replacing("assignment.", with: "")
        guard Self.fields.contains(name) else { continue }
        #expect(text(field["from"]) == values[name])
        values[name] = text(field["to"])
      }
      after[to] = values
    }
    #expect(try after == values(tool, new), "\(old)..\(new)")
  }

  private static let fields = ["title", "status", "priority", "owner", "mode", "labels"]

  private func values(_ tool: Tool, _ revision: String) throws -> [String: [String: String]] {
    let rows = try #require(try tool.json("list", "--at", revision) as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row["path"] as? String ?? "", Dictionary(uniqueKeysWithValues: Self.fields.map { ($0, text(row[$0])) }))
      })
  }

  /// A value as text; nothing and an empty list are the same.
  private func text(_ value: Any?) -> String {
    let data = try? JSONSerialization.data(withJSONObject: value ?? NSNull(), options: .fragmentsAllowed)
    let text = data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text == "[]" ? "null" : text
  }
}
