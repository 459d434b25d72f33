import Foundation
import TestSupport
import Testing

/// Whatever an index of a pack says, the tool ends with an answer or with a sentence.
@Suite(.enabled(if: Git.isReadByLibGit2, "git finds its own way around a damaged index"))
struct DamagedPackTests: TicketInGitTests {
  let begun: TicketInGit
  private let index: URL
  private let sound: Data

  init() throws {
    begun = try TicketInGit()
    let repository = begun.repository
    for number in 0..<6 { try begun.tool.succeed("new", "--title", "Ticket \(number)") }
    try repository.commit("Begin")
    for number in 0..<3 {
      try begun.tool.succeed("edit", begun.id, "--title", "Title \(number)")
      try repository.commit("Change \(number)")
    }
    try repository.git("gc", "--quiet", "--aggressive")
    let folder = URL(fileURLWithPath: repository.path + "/.git/objects/pack")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    index = folder.appendingPathComponent(try #require(names.first { $0.hasSuffix(".idx") }))
    sound = try Data(contentsOf: index)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: index.path)
  }

  /// Where the offsets begin, and how many objects there are.
  private var offsets: (start: Int, count: Int) {
    let count = sound[8 + 1020..<8 + 1024].reduce(0) { $0 << 8 | Int($1) }
    return (8 + 1024 + count * 24, count)
  }

  private func expectSentence(_ bytes: Data, _ comment: String) throws {
    try bytes.write(to: index)
    for words in [["list", "--at", "HEAD"], ["audit", "HEAD~3..HEAD"]] {
      let execution = try tool(words)
      #expect([0, 1, 2].contains(execution.status), "\(comment), \(words): \(execution.status)")
      // A list shows what it cannot read as broken rows.
      if execution.status == 2 { #expect(!(execution.errorText + execution.text).isEmpty, "\(comment), \(words)") }
    }
  }

  @Test(arguments: [0x18F1_0554, 0x01AF_BE00, 0x015C_EA36, 0x0F17_3ACC, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFF0])
  func `an object beyond the end of its pack is named, not looked for`(offset: Int) throws {
    for place in stride(from: 0, to: offsets.count, by: 23) {
      var bytes = sound
      let start = offsets.start + 4 * place
      for byte in 0..<4 { bytes[start + byte] = UInt8(offset >> (24 - 8 * byte) & 0xFF) }
      try bytes.write(to: index)
      let execution = try tool("list", "--at", "HEAD")
      #expect(execution.status == 2)
      #expect(execution.errorText.contains("the index of the pack") && execution.errorText.contains("git index-pack"))
    }
    try sound.write(to: index)
    try tool.succeed("list", "--at", "HEAD")
  }

  @Test func `what is said to do helps`() throws {
    var bytes = sound
    bytes[8] = 0xFF
    try bytes.write(to: index)
    #expect(try tool("list", "--at", "HEAD").status == 2)
    try FileManager.default.removeItem(at: index)
    try git("index-pack", index.deletingPathExtension().path + ".pack")
    try tool.succeed("list", "--at", "HEAD")
  }

  @Test(arguments: 0..<4) func `no damage ends it by a signal`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<3 {
      try expectSentence(sound.prefix(Int.random(in: 0..<sound.count, using: &random)), "cut")
      var bytes = sound
      let start = Int.random(in: 0..<sound.count, using: &random)
      for place in start..<min(sound.count, start + Int.random(in: 1..<300, using: &random)) {
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      try expectSentence(bytes, "overwritten at \(start)")
    }
  }

  @Test func `an index of the first version is as good`() throws {
    try FileManager.default.removeItem(at: index)
    try git("index-pack", "--index-version=1", index.deletingPathExtension().path + ".pack")
    let listed = try tool("list", "--at", "HEAD")
    #expect(listed.status == 0, "\(listed.errorText)")
  }
}
