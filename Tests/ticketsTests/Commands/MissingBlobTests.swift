import Foundation
import TestSupport
import Testing

/// What compares branches, where the content of a run log is not on this machine.
@Suite struct MissingBlobTests {
  private let repository: TestRepository
  private let id: String
  private let log: String

  /// The branch `theirs` holds a line that `main` has not, and the other way round.
  init() throws {
    repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "Ticket A")
    log = ".tickets/\(id)/logs/20260129T184210.123Z-a.jsonl"
    try repository.write(log, "1\n")
    try repository.commit("Begin")
    try repository.git("switch", "--quiet", "--create", "theirs")
    try repository.write(log, "1\n2\n")
    try repository.commit("Theirs")
    try repository.git("switch", "--quiet", "main")
    try repository.write(log, "1\n3\n")
    try repository.commit("Ours")
    try repository.git("config", "uploadpack.allowFilter", "true")
  }

  /// The words of what compares two branches, and what git gives the hook.
  private func commands(_ ours: String, _ theirs: String) throws -> [(words: [String], input: String)] {
    let (old, new) = (
      try repository.git("rev-parse", "main~1").lines[0], try repository.git("rev-parse", "main").lines[0]
    )
    return [
      (["merge-check", ours, theirs], ""), (["merge-check", ours, theirs, "--assume", "host", "--json"], ""),
      (["branches", ours, theirs], ""), (["branches", ours, theirs, "--json", "--diverged"], ""),
      (["hook", "pre-push", "origin", "url"], "refs/heads/main \(new) refs/heads/main \(old)\n"),
    ]
  }

  private func check(_ folder: String, _ theirs: String, says texts: String...) throws {
    for (words, input) in try commands("main", theirs) {
      let execution = try Tool(in: folder)(words, input: input)
      let said = execution.text + execution.errorText
      #expect(execution.status == 2, "\(words): \(said)")
      for text in texts { #expect(execution.errorText.contains(text), "\(words): \(said)") }
    }
  }

  @Test func `an object that is lost is named, with what finds out more, and proves nothing`() throws {
    let blob = try repository.git("rev-parse", "main:\(log)").lines[0]
    try FileManager.default.removeItem(
      atPath: "\(repository.path)/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    try check(repository.path, "theirs", says: id, String(blob.prefix(7)), "git fsck")
  }

  @Test func `in a partial clone the command is named that gets it`() throws {
    let clone = try repository.clone("--filter=blob:none", "--no-checkout", named: "partial")
    try check(clone.path, "origin/theirs", says: id, "git cat-file -e")
  }
}
