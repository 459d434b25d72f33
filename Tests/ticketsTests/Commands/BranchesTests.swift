import Foundation
import TestSupport
import Testing

@Suite struct BranchesTests {
  private func report(_ folder: String, _ words: String...) throws -> [String: Any] {
    let execution = try Tool(in: folder)(["branches", "--json"] + words)
    #expect(execution.status == 0, "\(execution.errorText)")
    return try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any] ?? [:]
  }

  /// The states of a ticket by ref, as `status`, or `(status)` where it is behind.
  private func states(_ report: [String: Any], _ id: String) -> [String: String] {
    let tickets = report["tickets"] as? [[String: Any]] ?? []
    let states = tickets.first { $0["id"] as? String == id }?["states"] as? [[String: Any]] ?? []
    return Dictionary(
      uniqueKeysWithValues: states.map { state in
        let status = state["status"] as? String ?? "deleted"
        return (state["ref"] as? String ?? "", state["behind"] as? Bool == true ? "(\(status))" : status)
      })
  }

  private func flags(_ report: [String: Any], _ id: String) -> [String] {
    let tickets = report["tickets"] as? [[String: Any]] ?? []
    return tickets.first { $0["id"] as? String == id }?["flags"] as? [String] ?? []
  }

  private func names(_ report: [String: Any]) -> [String] {
    (report["refs"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
  }

  @Test func `what a branch moved is listed, and what it only lacks is behind`() throws {
    var tickets = try TicketRepository(seed: 1)
    let (claimed, moved, same) = (tickets.newID(), tickets.newID(), tickets.newID())
    for id in [claimed, moved, same] { try tickets.write(id, status: "todo") }
    try tickets.commit()
    let git = tickets.made.git
    try git("branch", "old")
    try git("switch", "-qc", "feature")
    try tickets.write(claimed, status: "doing", owner: "\"@ada\"")
    let new = tickets.newID()
    try tickets.write(new, status: "todo")
    try tickets.commit()
    try git("switch", "-q", "main")
    try tickets.write(claimed, status: "doing", owner: "\"@bob\"")
    try tickets.write(moved, status: "done")
    try tickets.commit()
    let report = try report(tickets.made.path)
    #expect(names(report) == ["feature", "main", "old"])
    #expect(states(report, claimed) == ["main": "doing", "feature": "doing", "old": "(todo)"])
    #expect(flags(report, claimed) == ["diverged", "double_claim"])
    #expect(states(report, new) == ["feature": "todo"])
    #expect(states(report, moved) == [:])
    let all = try self.report(tickets.made.path, "--all")
    #expect(states(all, moved) == ["main": "done", "feature": "(todo)", "old": "(todo)"])
    #expect(flags(all, moved) == [])
    #expect(states(all, same) == ["main": "todo", "feature": "todo", "old": "todo"])
    #expect((try self.report(tickets.made.path, "--diverged")["tickets"] as? [Any])?.count == 1)
    #expect((try self.report(tickets.made.path, "--status", "todo")["tickets"] as? [Any])?.count == 1)
    #expect(names(try self.report(tickets.made.path, "feature", "HEAD~1")) == ["feature", "HEAD~1"])
  }

  @Test func `work that goes on from a claim is no second one, work that began apart is`() throws {
    var tickets = try TicketRepository(seed: 2)
    let id = tickets.newID()
    try tickets.write(id, status: "todo")
    try tickets.commit()
    let git = tickets.made.git
    try git("switch", "-qc", "first")
    try tickets.write(id, status: "doing", owner: "\"@ada\"")
    try tickets.log(id, run: "one")
    try tickets.commit()
    try git("switch", "-qc", "stacked")
    try tickets.log(id, run: "two")
    try tickets.commit()
    #expect(flags(try report(tickets.made.path), id) == [])
    try git("switch", "-qc", "apart", "main")
    try tickets.write(id, status: "doing", owner: "\"@ada\"")
    try tickets.log(id, run: "three")
    try tickets.commit()
    #expect(flags(try report(tickets.made.path), id) == ["double_claim"])
    try tickets.write(id, status: "done", owner: "\"@ada\"")
    try tickets.commit()
    #expect(flags(try report(tickets.made.path), id) == ["done_elsewhere"])
  }

  @Test func `work trees are places of their own, with what is not committed`() throws {
    var tickets = try TicketRepository(seed: 3)
    let (id, other) = (tickets.newID(), tickets.newID())
    for id in [id, other] { try tickets.write(id, status: "todo") }
    try tickets.commit()
    let linked = try tickets.made.addWorkTree("main", named: "agent", "--detach")
    try tickets.made.git("worktree", "add", "-q", "--detach", tickets.made.temporary.path("gone"))
    try FileManager.default.removeItem(atPath: tickets.made.temporary.path("gone"))
    let text = try linked.read(".tickets/\(id)/ticket.md")
    try linked.write(".tickets/\(id)/ticket.md", text.replacingOccurrences(of: "status: todo", with: "status: doing"))
    for folder in [tickets.made.path, linked.path] {
      let execution = try Tool(in: folder)("branches", "--json")
      #expect(execution.errorText.contains("git worktree prune"))
      let report = try report(folder)
      #expect(names(report) == ["main", "worktree:agent"])
      #expect(states(report, id) == ["main": "todo", "worktree:agent": "doing"])
      #expect(states(report, other) == [:])
    }
    try FileManager.default.removeItem(atPath: tickets.made.path + "/.tickets/\(other)")
    let report = try report(tickets.made.path)
    #expect(names(report) == ["main", "worktree:repo", "worktree:agent"])
    #expect(states(report, other) == ["main": "todo", "worktree:repo": "deleted", "worktree:agent": "todo"])
  }

  @Test func `odd references make sensible rows`() throws {
    var tickets = try TicketRepository(seed: 4)
    let git = tickets.made.git
    #expect(names(try report(tickets.made.path)) == [])
    let id = tickets.newID()
    try tickets.write(id, status: "todo")
    try tickets.commit()
    let blob = try git("hash-object", "-w", "--stdin", input: [1]).lines[0]
    try tickets.made.write(".git/refs/heads/blob", blob + "\n")
    try tickets.made.write(".git/refs/heads/garbage", "nothing\n")
    try git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    try git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
    try git("config", "branch.main.remote", "origin")
    try git("config", "branch.main.merge", "refs/heads/deleted")
    let empty = try git("commit-tree", "-m", "Empty", git("mktree").lines[0]).lines[0]
    try git("branch", "island", empty)
    let execution = try Tool(in: tickets.made.path)("branches", "--json", "--all", "--remotes")
    #expect(execution.status == 0)
    #expect(execution.errorText.contains("'blob' is left out"))
    let report = try report(tickets.made.path, "--all", "--remotes")
    #expect(names(report) == ["island", "main"])
    #expect(states(report, id) == ["main": "todo"])
    try git("switch", "-q", "--orphan", "unborn")
    #expect(names(try self.report(tickets.made.path, "main", "island")) == ["main", "island"])
    #expect(try Tool(in: tickets.made.path)("branches", "--json").status == 0)
    #expect(try Tool(in: tickets.made.path)("branches", "nothing").status == 2)
  }

  @Test func `ten thousand branches are a matter of seconds`() throws {
    let tickets = try TicketRepository(seed: 5)
    try tickets.write("01980000-0000-7000-8000-000000000001", status: "todo")
    let head = try tickets.made.commit("Begin")
    let updates = (0..<10_000).map { "create refs/heads/b\($0) \(head)\n" }.joined()
    try tickets.made.git("update-ref", "--stdin", input: Array(updates.utf8))
    try tickets.made.git("pack-refs", "--all")
    let start = ContinuousClock.now
    #expect(names(try report(tickets.made.path)).count == 10_001)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  // MARK: - Against a slow computation

  /// What git says of the tickets at a commit: by id the tree of the folder, the status, the owner, the runs, the time.
  private struct Held: Equatable {
    let tree: String
    let status: String
    let owner: String?
    let runs: Set<String>
    let updated: String?
  }

  private func held(_ commit: String, _ git: Git) throws -> [String: Held] {
    var found: [String: Held] = [:]
    for line in try git("ls-tree", commit, ".tickets/").lines {
      let words = line.split { " \t".contains($0) }
      let (tree, path) = (String(words[2]), String(words[3]))
      let text = try git("show", "\(commit):\(path)/ticket.md").text
      let value = { (key: String) -> String? in
        text.split(separator: "\n").first { $0.contains("\(key): ") }.map {
          $0.split(separator: ":", maxSplits: 1)[1].trimmingCharacters(in: [" ", "\""])
        }
      }
      let logs = try git("ls-tree", "--name-only", commit, "\(path)/logs/").lines
      let times = try logs.flatMap { try git("show", "\(commit):\($0)").lines }.map {
        String($0.dropFirst(#"{"ts":""#.count).prefix(20)).replacingOccurrences(of: ".", with: "Z")
      }
      found[value("id") ?? ""] = Held(
        tree: tree, status: value("status") ?? "", owner: value("owner") == "null" ? nil : value("owner"),
        runs: Set(logs.map { String($0.split(separator: "/").last ?? "") }), updated: times.max())
    }
    return found
  }

  /// A repository whose branches all do something to its tickets.
  private func scramble(_ seed: UInt64) throws -> (TicketRepository, [String]) {
    var tickets = try TicketRepository(seed: seed)
    var ids = (0..<6).map { _ in tickets.newID() }
    for id in ids { try tickets.writeRandomly(id) }
    try tickets.commit()
    let git = tickets.made.git
    var branches = ["main"]
    for number in 0..<12 {
      let isNew = number < 4 || tickets.chance { Int.random(in: 0..<3, using: &$0) == 0 }
      let from = tickets.chance { branches.randomElement(using: &$0) ?? "main" }
      if isNew {
        branches.append("b\(number)")
        try git("switch", "-qc", "b\(number)", from)
      } else {
        try git("switch", "-q", from)
      }
      for _ in 0..<3 {
        let id = tickets.chance { ids.randomElement(using: &$0) ?? "" }
        let folders = try git.attempt("grep", "-l", "--untracked", "id: \(id)", "--", ".tickets").lines
        let folder = folders.first.map { String($0.split(separator: "/")[1]) }
        switch tickets.chance({ Int.random(in: 0..<10, using: &$0) }) {
        case 0..<4 where folder != nil: try tickets.writeRandomly(id, folder: folder)
        case 4..<7 where folder != nil:
          let run = tickets.chance { ["one", "two", "three"].randomElement(using: &$0) ?? "" }
          try tickets.log(id, folder: folder, run: run)
        case 7: if let folder { try git("rm", "-rqf", ".tickets/\(folder)") }
        case 8: if let folder { try git("mv", ".tickets/\(folder)", ".tickets/moved-\(tickets.newID().suffix(4))") }
        default:
          ids.append(tickets.newID())
          try tickets.writeRandomly(ids[ids.count - 1])
        }
        try git("add", "--all")
      }
      try tickets.commit()
    }
    try git("switch", "-q", "main")
    return (tickets, branches.sorted())
  }

  @Test(arguments: 1...4) func `the survey is what git shows of each branch`(seed: UInt64) throws {
    let (tickets, branches) = try scramble(seed)
    let git = tickets.made.git
    let base = try held("main", git)
    let here = try branches.map { try held($0, git) }
    let forks = try branches.map { try held(git("merge-base", "main", $0).lines[0], git) }
    let ids = Set((here + forks).flatMap(\.keys))
    var wanted: [String: [[String: String]]] = [:]
    var diverged: Set<String> = []
    var elsewhere: Set<String> = []
    for id in ids {
      var rows: [[String: String]] = []
      var isListed = false
      var opinions: [String] = []
      for (index, branch) in branches.enumerated() {
        let (now, then) = (here[index][id], forks[index][id])
        let wasOnMain = base[id] == nil && forks[index] == base && forks.contains { $0[id] != nil }
        if now == nil, then == nil, !wasOnMain { continue }
        let isBehind = now?.tree == then?.tree && now?.tree != base[id]?.tree
        let isMoved = now?.tree != then?.tree && now?.tree != base[id]?.tree
        isListed = isListed || isMoved
        if isMoved, base[id]?.tree != then?.tree { diverged.insert(id) }
        if !isBehind, let now { opinions.append(now.status) }
        rows.append([
          "ref": branch, "status": now?.status ?? "-", "owner": now?.owner ?? "-", "behind": isBehind ? "yes" : "no",
          "last_updated": now?.updated ?? "-",
        ])
      }
      if opinions.contains("done"), opinions.contains(where: { ["todo", "doing", "blocked"].contains($0) }) {
        elsewhere.insert(id)
      }
      if isListed { wanted[id] = rows }
    }
    let report = try report(tickets.made.path)
    var found: [String: [[String: String]]] = [:]
    for ticket in report["tickets"] as? [[String: Any]] ?? [] {
      let id = ticket["id"] as? String ?? ""
      found[id] = (ticket["states"] as? [[String: Any]] ?? []).map { state in
        [
          "ref": state["ref"] as? String ?? "", "status": state["status"] as? String ?? "-",
          "owner": state["owner"] as? String ?? "-", "behind": state["behind"] as? Bool == true ? "yes" : "no",
          "last_updated": state["last_updated"] as? String ?? "-",
        ]
      }
      let flags = ticket["flags"] as? [String] ?? []
      #expect(flags.contains("diverged") == diverged.contains(id), "\(id)")
      #expect(flags.contains("done_elsewhere") == elsewhere.contains(id), "\(id)")
    }
    #expect(Set(found.keys) == Set(wanted.keys))
    for (id, rows) in wanted { #expect(found[id] == rows, "\(id)") }
    #expect((report["refs"] as? [[String: Any]] ?? []).map { $0["name"] as? String } == branches)
    #expect(
      try (report["refs"] as? [[String: Any]] ?? []).map { $0["commit"] as? String }
        == branches.map { try git("rev-parse", $0).lines[0] })
  }

  @Test func `branches of remotes that are left out are mentioned to people`() throws {
    var tickets = try TicketRepository(seed: 5)
    try tickets.write(tickets.newID(), status: "todo")
    try tickets.commit()
    let git = tickets.made.git
    let same = Tool(in: try tickets.made.clone(named: "same").path)
    #expect(try same("branches").errorText == "")
    try git("switch", "-qc", "feature")
    try tickets.write(tickets.newID(), status: "todo")
    try tickets.commit()
    try git("switch", "-q", "main")
    let other = Tool(in: try tickets.made.clone(named: "other").path)
    #expect(try other("branches").errorText.contains("'--remotes' looks at them too"))
    #expect(try other("branches", "--remotes").errorText == "")
    #expect(try Tool(in: tickets.made.path)("branches").errorText == "")
  }
}
