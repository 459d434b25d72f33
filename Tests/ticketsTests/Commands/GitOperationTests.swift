import Foundation
import TestSupport
import Testing

/// What becomes of log lines when the real git merges, rebases, picks and reverts random histories.
@Suite struct GitOperationTests {
  enum Operation: String, CaseIterable {
    case merge, rebase, cherryPick = "cherry-pick", revert, octopus

    /// Where git stands when it begins; the lines of that branch are at stake, and those of theirs.
    var start: String { self == .octopus ? "base" : "ours" }

    var sides: [String] { self == .revert ? ["ours"] : ["ours", "theirs"] }

    func words(_ number: Int, _ options: [String]) -> [String] {
      switch self {
      case .merge: ["merge", "--quiet", "--no-edit"] + options + ["\(number)/theirs"]
      case .rebase: ["rebase", "--quiet"] + options + ["\(number)/theirs"]
      case .cherryPick: ["cherry-pick", "--allow-empty"] + options + ["\(number)/base..\(number)/theirs"]
      case .revert: ["revert", "--no-edit"] + options + ["HEAD~\(number % 3)"]
      case .octopus: ["merge", "--quiet", "--no-edit", "\(number)/ours", "\(number)/theirs"]
      }
    }
  }

  private let repository: TestRepository
  private let git: Git
  private let tool: Tool

  init() throws {
    repository = try TestRepository()
    git = repository.git
    tool = Tool(in: repository.path)
  }

  @Test(arguments: Operation.allCases, Roots.allCases)
  func `with the drivers and hooks no log line is lost`(operation: Operation, roots: Roots) throws {
    let histories = RandomHistories(8, seed: 21, [.steps])
    let stream = String(decoding: histories.stream, as: UTF8.self)
    try git(
      "fast-import", "--quiet", input: Array(stream.replacing(" .tickets/", with: " \(roots.prefix).tickets/").utf8))
    try git("checkout", "--quiet", "0/base")
    if roots == .two { try tool.succeed("init", "--hooks") }
    let tool = Tool(in: repository.path + "/" + roots.prefix)
    try tool.succeed("init", "--merge-drivers", "--hooks")
    try tool.succeed("hooks", "install", "pre-merge-commit")
    var done = 0
    for number in 0..<histories.count {
      let before = try operation.sides.map { try lines("\(number)/\($0)") }
      try git("checkout", "--quiet", "--force", "-B", "work", "\(number)/\(operation.start)")
      let execution = try git.attempt(operation.words(number, []))
      if execution.status == 0 {
        done += 1
        for lines in before { #expect(try lines.subtracting(self.lines("HEAD")) == [], "history \(number)") }
      } else {
        // What stops for a person has lost nothing yet.
        let kept = try lines(operation == .rebase ? "\(number)/theirs" : "\(number)/\(operation.start)")
        #expect(try kept.subtracting(lines("HEAD")) == [], "history \(number)")
        try settle()
      }
    }
    #expect(done > 2)
    #expect(operation != .revert || done < histories.count)
  }

  @Test(arguments: Operation.allCases)
  func `without them the audit names every line that was lost, and puts it back`(operation: Operation) throws {
    let histories = RandomHistories(12, seed: 22, [.steps, .tampering])
    try git("fast-import", "--quiet", input: histories.stream)
    var lost = 0
    for number in 0..<histories.count {
      try git("checkout", "--quiet", "--force", "-B", "work", "\(number)/\(operation.start)")
      guard try git.attempt(operation.words(number, ["-X", "theirs"])).status == 0 else {
        try settle()
        continue
      }
      let after = try lines("HEAD")
      for side in operation.sides {
        let missing = try lines("\(number)/\(side)").subtracting(after)
        let named = try violations("\(number)/\(side)", "HEAD")
        #expect(missing.subtracting(named) == [], "history \(number)")
        #expect(named.intersection(after) == [], "history \(number)")
        lost += missing.count
        if missing.isEmpty { continue }
        try tool.succeed("audit", "\(number)/\(side)", "--fix")
        #expect(try lines("\(number)/\(side)").subtracting(lines(nil)) == [], "history \(number)")
      }
    }
    #expect(lost > 0)
  }

  /// Every line of every run log at a revision, or in the files, with its path.
  private func lines(_ revision: String?) throws -> Set<String> {
    let place = revision.map { [$0] } ?? []
    let found = try git.attempt(
      ["grep", revision == nil ? "--untracked" : "--full-name", "-e", ""] + place + ["--", "*.tickets/*/logs/*"])
    // Git puts the revision before each path.
    return Set(found.lines.map { String($0.dropFirst(revision.map { $0.count + 1 } ?? 0)) })
  }

  private func violations(_ from: String, _ to: String) throws -> Set<String> {
    let json = try #require(try tool.json("audit", from, to) as? [String: Any])
    let found = try #require(json["violations"] as? [[String: Any]]).filter { $0["kind"] as? String != "reordered" }
    return Set(found.map { "\($0["path"] ?? ""):\($0["text"] ?? "")" })
  }

  /// Leaves whatever git is in the middle of.
  private func settle() throws {
    for operation in ["merge", "rebase", "cherry-pick", "revert"] { _ = try git.attempt(operation, "--abort") }
    try git("reset", "--quiet", "--hard")
  }
}
