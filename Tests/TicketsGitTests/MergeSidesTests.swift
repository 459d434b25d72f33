import TestSupport
import Testing
import TicketsCore

@testable import TicketsGit

/// The forecast against what the real git does with hundreds of random histories.
@Suite struct MergeSidesTests {
  private static let everything: RandomHistories.Events = [.tampering, .deletions, .crossings]

  @Test(arguments: [TreeMerge.Assumption.host, .drivers])
  func `the forecast is what git does`(assumption: TreeMerge.Assumption) throws {
    let histories = RandomHistories(assumption == .host ? 400 : 150, seed: 11, Self.everything)
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

  private struct Merge {
    let isConflict: Bool
    let tree: String
  }

  /// What git makes of all histories, in one process.
  private static func merges(_ count: Int, _ git: Git) throws -> [Merge] {
    let pairs = (0..<count).map { "\($0)/ours \($0)/theirs\n" }.joined()
    let output = try git.attempt(
      "-c", "merge.renames=true", "merge-tree", "--stdin", "--no-messages", input: Array(pairs.utf8)
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
  private static func id(of tree: MergedTree) throws -> String {
    let reader = try tree.reader()
    var files: [StagedEntry] = []
    func add(_ entries: [TreeEntry], _ folder: String) throws {
      for entry in entries {
        let path = folder + entry.name
        if entry.kind == .folder {
          try add(reader.entries(in: path), path + "/")
        } else {
          let id = try Repository.id(of: reader.read(path), type: .blob)
          files.append(StagedEntry(path: Array(".tickets/\(path)".utf8), mode: 0o100644, id: id))
        }
      }
    }
    try add(reader.entries(), "")
    return try (UnwrittenTrees(files).id ?? Repository.id(of: [], type: .tree)).hex
  }
}
