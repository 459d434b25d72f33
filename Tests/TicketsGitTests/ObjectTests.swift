import TestSupport
import Testing
import TicketsCore
import TicketsGit

@Suite struct ObjectTests {
  @Test(arguments: streams) func `trees and files are what git ls-tree and cat-file say`(stream: String) throws {
    let made = try TestRepository(stream: stream, bare: true)
    let repository = try made.open()
    var seen: Set<ObjectID> = []
    for commit in try made.git("rev-list", "--all").lines {
      var trees = [try repository.tree(of: commit)]
      while let id = trees.popLast() {
        guard seen.insert(id).inserted else { continue }
        let tree = try repository.tree(id)
        let lines = tree.entries.map { entry in
          let mode = String(entry.mode, radix: 8)
          let head = String(repeating: "0", count: 6 - mode.count) + mode
          return Array("\(head) \(entry.id) ".utf8) + tree.nameBytes(of: entry)
        }
        let judged = try made.git("ls-tree", "-z", id.hex).output.split(separator: 0).map(withoutType)
        let name = { (line: [UInt8]) in line.dropFirst(8 + Git.digits) }
        #expect(lines == judged.sorted { name($0).lexicographicallyPrecedes(name($1)) })
        trees += tree.entries.filter { $0.kind == .folder }.map(\.id)
        for file in tree.entries where file.kind == .file && seen.insert(file.id).inserted {
          #expect(try repository.blob(file.id) == made.git("cat-file", "blob", file.id.hex).output)
        }
      }
    }
  }

  /// The line `mode type name TAB path` as `mode name path`.
  private func withoutType(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let path = line.drop { $0 != UInt8(ascii: "\t") }.dropFirst()
    let words = line.prefix { $0 != UInt8(ascii: "\t") }.split(separator: UInt8(ascii: " "))
    return words[0] + [UInt8(ascii: " ")] + words[2] + [UInt8(ascii: " ")] + path
  }

  @Test func `a commit is what git log says`() throws {
    let made = try TestRepository(stream: "criss-cross", bare: true)
    let repository = try made.open()
    for id in try made.git("rev-list", "--all").lines {
      let commit = try repository.commit(repository.commit(of: id))
      let format = "--format=%H%n%T%n%P%n%an <%ae> %at%n%cn <%ce> %ct%n%s"
      let author = "\(commit.author.name) <\(commit.author.email)> \(commit.author.seconds)"
      let committer = "\(commit.committer.name) <\(commit.committer.email)> \(commit.committer.seconds)"
      let parents = commit.parents.map(\.hex).joined(separator: " ")
      #expect(
        try "\(commit.id)\n\(commit.tree)\n\(parents)\n\(author)\n\(committer)\n\(commit.subject)\n"
          == made.git("log", "--no-walk", format, id).text)
    }
  }

  @Test func `a name of an object is written as it is read`() throws {
    let hex = "0123456789abcdef0123456789abcdef01234567"
    #expect(ObjectID(hex: hex)?.hex == hex)
    #expect(ObjectID(hex: hex.uppercased())?.hex == hex)
    let long = hex + "89abcdef0123456789abcdef"
    #expect(ObjectID(hex: long)?.hex == long)
    #expect(ObjectID(hex: long)?.format == .sha256)
    #expect(ObjectID(hex: long.dropLast()) == nil)
    #expect(ObjectID(hex: hex.dropLast()) == nil)
    #expect(ObjectID(hex: "g" + hex.dropLast()) == nil)
    let made = try TestRepository()
    let judged = try made.git("hash-object", "--stdin", input: Array("hello".utf8)).lines[0]
    #expect(try made.open().id(of: Array("hello".utf8), type: .blob).hex == judged)
    #expect(usualFormat.id(of: Array("hello".utf8), type: .blob).hex == judged)
  }

  @Test(arguments: [
    "100644", "100644 ", "100644 a", "100644 a\0", "100644 a\0123", "9 a\0aaaaaaaaaaaaaaaaaaaa",
    "100644 \0aaaaaaaaaaaaaaaaaaaa", "777777777777777777777777 a\0aaaaaaaaaaaaaaaaaaaa",
  ]) func `a damaged tree is no tree`(text: String) {
    #expect(RawTree(Array(text.utf8), .sha1) == nil)
  }

  @Test func `an object of another kind is refused`() throws {
    let made = try TestRepository(stream: "linear", bare: true)
    let repository = try made.open()
    let commit = try repository.commit(of: "main")
    #expect(failure { try repository.blob(commit) }?.kind == .wrongObject)
    let absent = try #require(ObjectID(hex: String(repeating: "1", count: Git.digits)))
    #expect(failure { try repository.blob(absent) }?.kind == .missingObject)
  }
}
