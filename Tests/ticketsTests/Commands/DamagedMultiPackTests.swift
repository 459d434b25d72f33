import Foundation
import TestSupport
import Testing

/// Whatever the one index of many packs says, or one of a borrowed folder of objects, no command ends by a signal.
@Suite struct DamagedMultiPackTests: TicketInGitTests {
  let begun: TicketInGit
  private let index: URL
  private let sound: Data

  init() throws {
    begun = try TicketInGit()
    let repository = begun.repository
    try repository.commit("Begin")
    for number in 0..<3 {
      for title in 0..<3 { try begun.tool.succeed("new", "--title", "Ticket \(number) \(title)") }
      try repository.commit("Change \(number)")
      try repository.git("repack", "--quiet", "-d")
    }
    try repository.git("multi-pack-index", "write")
    index = URL(fileURLWithPath: repository.path + "/.git/objects/pack/multi-pack-index")
    sound = try Data(contentsOf: index)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: index.path)
  }

  /// Where a part of the file begins and ends.
  private func part(_ name: String) throws -> Range<Int> {
    let entry = try #require((0..<Int(sound[6])).first { sound[12 + 12 * $0..<16 + 12 * $0].elementsEqual(name.utf8) })
    func place(_ entry: Int) -> Int { sound[16 + 12 * entry..<24 + 12 * entry].reduce(0) { $0 << 8 | Int($1) } }
    return place(entry)..<place(entry + 1)
  }

  private static let readers = [
    ["list", "--at", "HEAD"], ["audit", "HEAD~2..HEAD"], ["merge-check", "HEAD~1", "HEAD"],
  ]

  @Test func `a sound one is as good as none`() throws {
    for words in Self.readers {
      let execution = try tool(words)
      #expect(execution.status == 0, "\(words): \(execution.errorText)")
    }
  }

  @Test(arguments: [("OOFF", 4, 0x7FFF_FFF0), ("OOFF", 4, 0x18F1_0554), ("OOFF", 0, 99), ("OIDF", 0, 0xFFFF_FFFF)])
  func `what leads out of a pack is named, not followed`(name: String, byte: Int, value: Int) throws {
    let range = try part(name)
    for entry in stride(from: range.lowerBound + byte, to: range.upperBound, by: 8) {
      var bytes = sound
      for index in 0..<4 { bytes[entry + index] = UInt8(value >> (24 - 8 * index) & 0xFF) }
      try bytes.write(to: index)
      let execution = try tool("list", "--at", "HEAD")
      #expect(execution.status == 2 && execution.errorText.contains("multi-pack-index"), "\(execution.errorText)")
      if entry > range.lowerBound + 200 { break }
    }
    try FileManager.default.removeItem(at: index)
    try tool.succeed("list", "--at", "HEAD")
  }

  @Test(arguments: 0..<4) func `no damage ends it by a signal`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<4 {
      var bytes = sound
      let start = Int.random(in: 0..<sound.count, using: &random)
      for place in start..<min(sound.count, start + Int.random(in: 1..<300, using: &random)) {
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      for damaged in [bytes, sound.prefix(start)] {
        try damaged.write(to: index)
        for words in Self.readers {
          let execution = try tool(words)
          #expect([0, 1, 2].contains(execution.status), "\(words), from \(start): \(execution.status)")
        }
      }
    }
  }

  @Test func `the packs of a folder that is borrowed from are looked at too`() throws {
    try FileManager.default.removeItem(at: index)
    let clone = try TemporaryFolder()
    try git("clone", "--quiet", "--shared", repository.path, clone.path("clone"))
    let tool = Tool(in: clone.path("clone"))
    try tool.succeed("list", "--at", "HEAD")
    let folder = index.deletingLastPathComponent()
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".idx") })
    let path = folder.appendingPathComponent(name)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path.path)
    var bytes = try Data(contentsOf: path)
    bytes[8] = 0xFF
    try bytes.write(to: path)
    let execution = try tool("list", "--at", "HEAD")
    #expect(execution.status == 2 && execution.errorText.contains("the index of the pack"), "\(execution.errorText)")
  }
}
