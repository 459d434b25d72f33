import Foundation
import TestSupport
import Testing
import TicketsCore

@testable import TicketsGit

/// The forecast against what the real git does with hundreds of random histories.
@Suite struct MergeSidesTests {
  private static let everything: RandomHistories.Events = [.tampering, .deletions, .crossings]
  private static let wild: RandomHistories.Events = [
    .tampering, .deletions, .crossings, .renames, .picks, .strangers, .steps, .octopuses,
  ]

  /// How many histories there are: some hundred, or as many thousands as somebody has time for.
  private static let count = ProcessInfo.processInfo.environment["TICKETS_HISTORIES"].flatMap { Int($0) } ?? 300
  /// Where they begin: another number makes others.
  private static let seed = ProcessInfo.processInfo.environment["TICKETS_HISTORIES_SEED"].flatMap { UInt64($0) } ?? 31

  @Test(arguments: [TreeMerge.Assumption.host, .drivers])
  func `with renames, modes, picks and strangers the forecast is what git does, or it says that it depends`(
    assumption: TreeMerge.Assumption
  ) throws {
    let histories = RandomHistories(assumption == .host ? Self.count : Self.count / 3, seed: Self.seed, Self.wild)
    let repository = try TestRepository()
    try repository.git("fast-import", "--quiet", "--force", input: histories.stream)
    if assumption == .drivers { try Self.installDrivers(in: repository) }
    let ours = try repository.open()
    let merges = try Self.merges(histories.count, repository.git)
    try #require(merges.count == histories.count)
    var open = 0
    for (number, merge) in merges.enumerated() {
      let sides = try MergeSides("\(number)/ours", "\(number)/theirs", in: ours)
      let forecast = try sides.merge(assuming: assumption)
      let result = try MergeReview(
        of: forecast, isFastForward: sides.relation != .diverged && sides.relation != .unrelated
      )
      .result(assuming: assumption)
      if result == .renames {
        open += 1
        continue
      }
      #expect((result == .conflict) == merge.isConflict, "history \(number): \(result)")
      if result != .conflict, !merge.isConflict {
        #expect(try Self.id(of: forecast.tree) == merge.tree, "history \(number)")
      }
    }
    // What depends on git's heuristics is the smaller part.
    #expect(open < histories.count / 3)
  }

  @Test(arguments: [TreeMerge.Assumption.host, .drivers])
  func `the forecast is what git does`(assumption: TreeMerge.Assumption) throws {
    let histories = RandomHistories(assumption == .host ? 300 : 120, seed: 11, Self.everything)
    let repository = try TestRepository()
    try repository.git("fast-import", "--quiet", "--force", input: histories.stream)
    if assumption == .drivers { try Self.installDrivers(in: repository) }
    let ours = try repository.open()
    let merges = try Self.merges(histories.count, repository.git)
    // Enough of both kinds, or the test would prove little.
    try #require(merges.count == histories.count)
    #expect(merges.count(where: \.isConflict) > histories.count / 10)
    #expect(merges.count { !$0.isConflict } > histories.count / 10)
    for (number, merge) in merges.enumerated() {
      let sides = try MergeSides("\(number)/ours", "\(number)/theirs", in: ours)
      let forecast = try sides.merge(assuming: assumption)
      let result = try MergeReview(of: forecast).result(assuming: assumption)
      #expect((result == .conflict) == merge.isConflict, "history \(number)")
      if !merge.isConflict || assumption == .drivers {
        #expect(try Self.id(of: forecast.tree) == merge.tree, "history \(number)")
      }
    }
  }

  @Test func `with the drivers no merge loses a log line, and the audit names each that git alone loses`() throws {
    let histories = RandomHistories(150, seed: 12, [])
    let tampered = RandomHistories(150, seed: 13, [.tampering, .deletions])
    for (histories, assumption) in [(histories, TreeMerge.Assumption.drivers), (tampered, .host)] {
      let repository = try TestRepository("--bare")
      try repository.git("fast-import", "--quiet", "--force", input: histories.stream)
      let ours = try repository.open()
      var lost = 0
      for number in 0..<histories.count {
        let sides = try MergeSides("\(number)/ours", "\(number)/theirs", in: ours)
        let merged = try sides.merge(assuming: assumption).tree
        var audit = LogAudit()
        var missing: Set<String> = []
        for side in [sides.ours, sides.theirs] {
          try audit.take(.init(from: side, to: merged, commit: nil))
          missing.formUnion(try Self.logLines(of: side).subtracting(Self.logLines(of: merged)))
        }
        try audit.settle(at: merged)
        let named = audit.violations.filter { $0.kind != .reordered }.map { "\($0.path)\n\($0.text)" }
        #expect(Set(named) == missing, "history \(number)")
        lost += missing.count
      }
      #expect(assumption == .drivers ? lost == 0 : lost > 50)
    }
  }

  /// Every line of every run log, with the path of the log.
  private static func logLines(of tree: any TicketTree) throws -> Set<String> {
    let reader = try tree.reader()
    var lines: Set<String> = []
    for ticket in try reader.entries() {
      for log in try reader.entries(in: ticket.name + "/logs") {
        let path = "\(ticket.name)/logs/\(log.name)"
        for line in String(decoding: try reader.read(path), as: UTF8.self).split(separator: "\n") {
          lines.insert(".tickets/\(path)\n\(line)")
        }
      }
    }
    return lines
  }

  private struct Merge {
    let isConflict: Bool
    let tree: String
  }

  /// What git makes of all histories, in one process.
  private static func merges(_ count: Int, _ git: Git) throws -> [Merge] {
    let pairs = (0..<count).map { "\($0)/ours \($0)/theirs\n" }.joined()
    let output = try git.attempt(
      "-c", "merge.renames=true", "merge-tree", "--allow-unrelated-histories", "--stdin", "--no-messages",
      input: Array(pairs.utf8)
    ).output
    // Each merge: `1 NUL tree NUL (conflict NUL)* NUL`, where 0 begins one with conflicts.
    var merges: [Merge] = []
    var fields = output.split(separator: 0, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }[...]
    while merges.count < count, let status = fields.popFirst(), let tree = fields.popFirst() {
      while let field = fields.popFirst(), !field.isEmpty {}
      merges.append(Merge(isConflict: status == "0", tree: tree))
    }
    return merges
  }

  /// Attributes that hold in every checkout and none, and the settings that `init --merge-drivers` makes.
  private static func installDrivers(in repository: TestRepository) throws {
    try Tool(in: repository.path).succeed("init", "--merge-drivers")
    try repository.git("config", "core.attributesFile", ".gitattributes")
  }

  /// The name that git would give to a tree with these tickets.
  static func id(of tree: MergedTree) throws -> String {
    let reader = try tree.reader()
    var files: [StagedEntry] = []
    func add(_ entries: [TreeEntry], _ folder: String) throws {
      for entry in entries {
        let path = folder + entry.name
        if entry.kind == .folder {
          try add(reader.entries(in: path), path + "/")
        } else {
          let id = try usualFormat.id(of: reader.read(path), type: .blob)
          files.append(
            StagedEntry(path: Array(".tickets/\(path)".utf8), mode: entry.isExecutable ? 0o100755 : 0o100644, id: id))
        }
      }
    }
    try add(reader.entries(), "")
    let name = { (bytes: [UInt8]) in usualFormat.id(of: bytes, type: .tree) }
    return try (UnwrittenTrees(files, naming: name).id ?? name([])).hex
  }
}
