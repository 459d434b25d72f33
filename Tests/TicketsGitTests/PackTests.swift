import Foundation
import TestSupport
import Testing
import TicketsCore
import TicketsFiles

@testable import TicketsGit

@Suite struct PackTests {
  /// An object of a pack, as the real git tells.
  private struct Judged {
    let id: ObjectID
    let offset: Int
    let base: String?
  }

  /// A repository with one pack that holds many changes, whose index is made with some options.
  private func packed(_ options: String...) throws -> (made: TestRepository, pack: String) {
    let made = try TestRepository("--bare")
    try made.git("fast-import", "--quiet", input: RandomHistories(40, seed: 11, [.deletions, .steps]).stream)
    try made.git(["-c", "pack.indexVersion=2", "repack", "--quiet", "-adf", "--depth=20"])
    let folder = made.path + "/objects/pack"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".pack") })
    try FileManager.default.removeItem(atPath: "\(folder)/\(name.dropLast(5)).idx")
    try made.git(["index-pack"] + options + ["\(folder)/\(name)"])
    return (made, String(name.dropLast(5)))
  }

  private func judged(_ made: TestRepository, _ pack: String) throws -> [Judged] {
    try made.git("verify-pack", "-v", "objects/pack/\(pack).idx").lines.compactMap { line in
      let words = line.split(separator: " ")
      guard words.count >= 5, let id = ObjectID(hex: words[0]), let offset = Int(words[4]) else { return nil }
      return Judged(id: id, offset: offset, base: words.count == 7 ? String(words[6]) : nil)
    }
  }

  @Test(arguments: [[], ["--index-version=2,0x100"]])
  func `objects lie, and come from each other, as git says`(options: [String]) throws {
    let (made, name) = try options.isEmpty ? packed() : packed(options[0])
    let judged = try judged(made, name)
    let opened = Pack(name, in: try Descriptor.folder(at: made.path + "/objects/pack"), usualFormat)
    let pack = try #require(opened)
    let objects = Dictionary(uniqueKeysWithValues: judged.map { ($0.id.hex, $0) })
    for object in judged {
      var root = object
      while let base = root.base.flatMap({ objects[$0] }) { root = base }
      #expect(pack.offset(of: object.id) == object.offset)
      #expect(pack.root(of: object.offset) == root.offset)
    }
    #expect(judged.count { $0.base != nil } > 100)
    #expect(pack.offset(of: usualFormat.zero) == nil)
    #expect(pack.offset(of: try #require(ObjectID(hex: String(repeating: "f", count: Git.digits)))) == nil)
  }

  @Test func `a damaged pack gives wrong hints at worst`() throws {
    let (made, name) = try packed("--index-version=2,0x100")
    let judged = try judged(made, name)
    let path = made.path + "/objects/pack"
    let files = try ["idx", "pack"].map { try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name).\($0)"))) }
    var generator = SeededGenerator(seed: 3)
    var opened = 0
    for round in 0..<300 {
      for (ending, bytes) in zip(["idx", "pack"], files) {
        var bytes = bytes
        // The tables at the beginning decide most.
        let end = round % 2 == 0 ? bytes.count : 1_100
        for _ in 0..<(1 + round % 20) {
          bytes[.random(in: 0..<end, using: &generator)] = .random(in: 0...255, using: &generator)
        }
        if round % 5 == 0 { bytes.removeLast(.random(in: 0...bytes.count, using: &generator)) }
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/damaged.\(ending)"))
      }
      guard let pack = Pack("damaged", in: try Descriptor.folder(at: path), usualFormat) else { continue }
      opened += 1
      for object in judged {
        if let offset = pack.offset(of: object.id) { _ = pack.root(of: offset) }
        #expect(pack.root(of: object.offset) <= object.offset)
      }
    }
    #expect(opened > 30)
  }

  @Test func `a distance without end is none`() throws {
    let (made, name) = try packed()
    let path = made.path + "/objects/pack"
    let url = URL(fileURLWithPath: "\(path)/\(name).pack")
    var bytes = try [UInt8](Data(contentsOf: url))
    for last in [0x7F, 0xFF, 0xFE] as [UInt8] {
      bytes.replaceSubrange(
        100..<120, with: [0x60] + Array(repeating: 0xFE, count: 8) + Array(repeating: last, count: 11))
      try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/endless.pack"))
      try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name).idx")).write(
        to: URL(fileURLWithPath: "\(path)/endless.idx"))
      #expect(Pack("endless", in: try Descriptor.folder(at: path), usualFormat)?.root(of: 100) == 100)
    }
  }

  @Test(arguments: ["merges", "criss-cross", "deleted-ticket", "linked-ticket", "odd-names"], [true, false])
  func `the order of reading changes nothing about what is read`(stream: String, isPacked: Bool) throws {
    let made = try TestRepository(stream: stream, bare: true)
    if isPacked { try made.git("repack", "--quiet", "-adf") }
    try compare(made)
  }

  @Test func `many histories in several packs are read alike in either order`() throws {
    let made = try TestRepository("--bare")
    for seed in 1...3 as ClosedRange<UInt64> {
      try made.git("fast-import", "--quiet", "--force", input: RandomHistories(20, seed: seed, .deletions).stream)
    }
    try compare(made)
  }

  private func compare(_ made: TestRepository) throws {
    let repository = try made.open()
    for branch in try repository.branches().prefix(12) {
      let heads = try [1, .max].map { many in
        let tree = try CommitTree(branch.name, in: repository, many: many)
        let folders = try tree.reader().entries().filter(\.isTicketFolder)
        return try tree.mapHeads(of: "ticket.md", in: folders, limit: 200) { _, index, head in [index: head] }
      }
      #expect(heads[0] == heads[1])
      #expect(heads[0].enumerated().allSatisfy { $0.element.keys.first == $0.offset })
    }
  }
}
