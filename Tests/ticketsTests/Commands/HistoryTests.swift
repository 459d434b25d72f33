import Foundation
import TestSupport
import Testing

@Suite struct HistoryTests {
  private func report(_ folder: String, _ words: String...) throws -> [String: Any] {
    let execution = try Tool(in: folder)(["history", "--json"] + words)
    #expect(execution.status == 0, "\(execution.errorText)")
    return try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any] ?? [:]
  }

  /// The events as lines: the commit and what changed, `status todo doing`.
  private func events(_ report: [String: Any], only fields: Set<String> = ["status", "assignment.owner"]) -> [String] {
    (report["events"] as? [[String: Any]] ?? []).flatMap { event -> [String] in
      let commit = event["commit"] as? String ?? ""
      let changes = (event["changes"] as? [[String: Any]] ?? []).filter {
        fields.contains($0["field"] as? String ?? "")
      }
      let criteria = event["criteria"] as? [[String: Any]] ?? []
      return changes.map { "\(commit) \($0["field"] ?? "") \(word($0["from"])) \(word($0["to"]))" }
        + criteria.map { "\(commit) \($0["change"] ?? "")" }
    }
  }

  private func word(_ value: Any?) -> String { value as? String ?? "-" }

  private func contained(_ report: [String: Any]) -> [[String]] {
    let contained = report["contained_in"] as? [String: [String]] ?? [:]
    return [contained["branches"] ?? [], contained["tags"] ?? []]
  }

  @Test func `a ticket's life is told, renamed folder and all`() throws {
    var tickets = try TicketRepository(seed: 1)
    let (id, other) = (tickets.newID(), tickets.newID())
    let git = tickets.made.git
    try tickets.commit("Nothing yet")
    try tickets.write(other, status: "todo")
    try tickets.write(id, status: "todo")
    let first = try tickets.commit("Create")
    try tickets.write(id, status: "doing", owner: "\"@ada\"")
    let second = try tickets.commit("Take")
    try tickets.log(id, run: "one")
    try tickets.commit("Log")
    try git("mv", ".tickets/\(id)", ".tickets/login")
    try tickets.commit("Rename")
    try git("tag", "before")
    try tickets.write(other, status: "canceled")
    try tickets.commit("Another")
    try tickets.write(id, folder: "login", status: "done", owner: "\"@ada\"", checked: true)
    let third = try tickets.commit("Finish")
    try git("tag", "-a", "-m", "v1", "v1")
    try git("branch", "old", "before")
    try git("tag", "blob", git("hash-object", "-w", "--stdin", input: [1]).lines[0])
    let report = try report(tickets.made.path, id)
    #expect(
      events(report) == [
        "\(first) status - todo", "\(first) assignment.owner - -", "\(first) added",
        "\(second) status todo doing", "\(second) assignment.owner - @ada",
        "\(third) status doing done", "\(third) checked",
      ])
    #expect(report["first_done"] as? String == third)
    #expect(contained(report) == [["main"], ["v1"]])
    #expect(contained(try self.report(tickets.made.path, id, "before")) == [["main", "old"], ["before", "v1"]])
    let text = try Tool(in: tickets.made.path).succeed("history", "login")
    #expect(text.contains("status: doing → done"))
    #expect(text.contains("criterion checked: It works."))
    #expect(text.contains("first done"))
    let created = (report["events"] as? [[String: Any]])?.first
    #expect(created?["author"] as? String == "Ada")
    #expect((created?["date"] as? String)?.hasPrefix("2026-03-01T00:") == true)
  }

  @Test func `a deleted ticket has a history too, one that never was has none`() throws {
    var tickets = try TicketRepository(seed: 2)
    let id = tickets.newID()
    try tickets.write(id, status: "todo")
    let first = try tickets.commit()
    try tickets.made.git("rm", "-rqf", ".tickets")
    let second = try tickets.commit()
    let lines = events(try report(tickets.made.path, id), only: ["status"])
    #expect(lines == ["\(first) status - todo", "\(first) added", "\(second) status todo -", "\(second) removed"])
    #expect(try Tool(in: tickets.made.path)("history", tickets.newID()).status == 2)
    #expect(try Tool(in: tickets.made.path)("history", id, "nothing").status == 2)
    #expect(try Tool(in: tickets.made.path)("history").status == 2)
  }

  @Test func `a file that cannot be read says nothing`() throws {
    var tickets = try TicketRepository(seed: 3)
    let id = tickets.newID()
    try tickets.write(id, status: "todo")
    let first = try tickets.commit()
    try tickets.made.write(".tickets/\(id)/ticket.md", "broken\n")
    try tickets.commit()
    try tickets.write(id, status: "doing")
    let third = try tickets.commit()
    let lines = events(try report(tickets.made.path, id), only: ["status"])
    #expect(lines == ["\(first) status - todo", "\(first) added", "\(third) status todo doing"])
  }

  @Test func `where a shallow clone ends nothing is made up`() throws {
    var tickets = try TicketRepository(seed: 4)
    let id = tickets.newID()
    for status in ["todo", "doing", "blocked", "done"] {
      try tickets.write(id, status: status)
      try tickets.commit()
    }
    let clone = try tickets.made.clone("--depth=2", named: "shallow")
    #expect(
      events(try report(clone.path, id), only: ["status"]).map { $0.dropFirst(Git.digits + 1) } == [
        "status blocked done"
      ])
  }

  // MARK: - Against a slow computation

  /// What a version of the file says, taken out of its text.
  private struct Said: Equatable {
    var status: String?
    var owner: String?
    var isChecked: Bool?

    init(_ text: String?) {
      guard let text else { return }
      for line in text.split(separator: "\n") {
        let words = line.trimmingCharacters(in: .whitespaces).split(separator: " ", maxSplits: 1)
        switch words.first {
        case "status:": status = String(words[1])
        case "owner:": owner = words[1] == "null" ? "-" : words[1].trimmingCharacters(in: ["\""])
        case "-": isChecked = words[1].hasPrefix("[x]")
        default: break
        }
      }
    }

    /// The changes against an older version, by the name of what changed.
    func changes(since old: Said) -> [String: String] {
      var changes: [String: String] = [:]
      if old.status != status { changes["status"] = "status \(old.status ?? "-") \(status ?? "-")" }
      if old.owner != owner { changes["owner"] = "assignment.owner \(old.owner ?? "-") \(owner ?? "-")" }
      if old.isChecked != isChecked {
        changes["criterion"] =
          old.isChecked == nil ? "added" : isChecked == nil ? "removed" : isChecked == true ? "checked" : "unchecked"
      }
      return changes
    }
  }

  @Test(arguments: 1...5) func `the events are what git shows of each commit`(seed: UInt64) throws {
    var tickets = try TicketRepository(seed: seed)
    let git = tickets.made.git
    let ids = (0..<3).map { _ in tickets.newID() }
    for id in ids { try tickets.writeRandomly(id) }
    try tickets.commit()
    var branches = ["main"]
    for number in 0..<18 {
      let from = tickets.chance { branches.randomElement(using: &$0) ?? "main" }
      try git("switch", "-q", from)
      let action = tickets.chance { Int.random(in: 0..<6, using: &$0) }
      if action == 0 {
        branches.append("b\(number)")
        try git("switch", "-qc", "b\(number)")
      }
      if action == 1, branches.count > 1 {
        let other = tickets.chance { branches.randomElement(using: &$0) ?? "main" }
        let strategy = tickets.chance { ["ours", "theirs"].randomElement(using: &$0) ?? "ours" }
        _ = try git.attempt("merge", "-q", "--no-commit", "--no-ff", "-X", strategy, other)
        // An evil merge: what no parent has.
        if tickets.chance({ Bool.random(using: &$0) }) { try tickets.writeRandomly(ids[0]) }
      } else {
        let id = tickets.chance { ids.randomElement(using: &$0) ?? "" }
        if tickets.chance({ Int.random(in: 0..<6, using: &$0) }) == 0 {
          try tickets.log(id, run: "one")
        } else {
          try tickets.writeRandomly(id)
        }
      }
      try tickets.commit()
    }
    try git("switch", "-q", "main")
    for branch in branches { _ = try git.attempt("merge", "-q", "-X", "ours", "-m", "Merge", branch) }
    for id in ids {
      let path = ".tickets/\(id)/ticket.md"
      var wanted: [String] = []
      func said(_ commit: String) throws -> Said {
        let shown = try git.attempt("show", "\(commit):\(path)")
        return Said(shown.status == 0 ? shown.text : nil)
      }
      for commit in try git("log", "--full-history", "--date-order", "--reverse", "-m", "--format=%H", "--", path).lines
      {
        if wanted.contains(where: { $0.hasPrefix(commit) }) { continue }
        let parents = try git("show", "-s", "--format=%P", commit).text.split { $0.isWhitespace }.map(String.init)
        let now = try said(commit)
        let all = try (parents.isEmpty ? [Said(nil)] : parents.map(said)).map { now.changes(since: $0) }
        for key in ["status", "owner", "criterion"] where all.allSatisfy({ $0[key] != nil }) {
          wanted.append("\(commit) \(all[0][key] ?? "")")
        }
      }
      #expect(events(try report(tickets.made.path, id)).sorted() == wanted.sorted())
    }
  }
}
