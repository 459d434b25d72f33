import TestSupport
import Testing
import TicketsCore
import TicketsGit

@Suite struct CommitTreeTests {
  /// Every file in a tree by its path, and what else is there.
  static func contents(_ tree: any TicketTree) throws -> [String: [UInt8]] {
    let reader = try tree.reader()
    var contents: [String: [UInt8]] = [:]
    var folders = [""]
    while let folder = folders.popLast() {
      for entry in try folder.isEmpty ? reader.entries() : reader.entries(in: folder) {
        let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
        switch entry.kind {
        case .folder: folders.append(path)
        case .file: contents[path] = try reader.read(path)
        case .link, .other: contents[path] = Array("\(entry.kind)".utf8)
        }
      }
    }
    return contents
  }

  /// The same, as the real git has it.
  static func judged(_ made: TestRepository, _ revision: String, prefix: String = "") throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    var blobs: [(path: String, id: String)] = []
    let top = prefix + ".tickets/"
    for line in try made.git("ls-tree", "-r", "-z", revision, top).output.split(separator: 0) {
      let words = String(decoding: line, as: UTF8.self).split(separator: "\t", maxSplits: 1)
      let (head, path) = (words[0].split(separator: " "), String(words[1].dropFirst(top.count)))
      switch head[0] {
      case "120000": contents[path] = Array("link".utf8)
      case "160000": contents[path] = Array("other".utf8)
      default: blobs.append((path, String(head[2])))
      }
    }
    let ids = Array(blobs.map { $0.id + "\n" }.joined().utf8)
    var output = try made.git("cat-file", "--batch=%(objectsize)", input: ids).output[...]
    for blob in blobs {
      let size = Int(String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) ?? 0
      output = output.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
      contents[blob.path] = Array(output.prefix(size))
      output = output.dropFirst(size + 1)
    }
    return contents
  }

  @Test(arguments: ["diverged", "merges", "criss-cross", "deleted-ticket", "linked-ticket"])
  func `tickets at every branch are what git has there`(stream: String) throws {
    let made = try TestRepository(stream: stream, bare: true)
    let repository = try made.open()
    for branch in try repository.branches() {
      let tree = try CommitTree(branch.name, in: repository)
      #expect(try Self.contents(tree) == Self.judged(made, branch.name))
      #expect(tree.label == branch.name)
      #expect(tree.id == branch.id)
      #expect(try tree.tickets?.hex == made.git("rev-parse", branch.name + ":.tickets").lines[0])
    }
  }

  @Test func `a root below the top of the repository is read`() throws {
    let made = try TestRepository(stream: "nested-root")
    let repository = try made.open(from: made.path + "/proj")
    let prefix = try repository.prefix(of: made.path + "/proj")
    #expect(
      try Self.contents(CommitTree("main~1", prefix: prefix, in: repository))
        == Self.judged(made, "main~1", prefix: "proj/"))
    #expect(
      try Self.contents(CommitTree("main", prefix: "tools/deep/", in: repository))
        == Self.judged(made, "main", prefix: "tools/deep/"))
    #expect(try CommitTree("main", in: repository).tickets == nil)
    #expect(try CommitTree("main", prefix: "proj/main.c/", in: repository).tickets == nil)
  }

  @Test func `no tickets at a revision is an empty list`() throws {
    let made = try TestRepository(stream: "no-tickets")
    let repository = try made.open()
    let tree = try CommitTree("main", in: repository)
    #expect(tree.tickets == nil)
    let reader = try tree.reader()
    #expect(try reader.entries().isEmpty)
    #expect(try reader.entries(in: "a/b").isEmpty)
    #expect(throws: TreeFailure(path: "a/ticket.md", reason: .missing)) { try reader.read("a/ticket.md") }
    #expect(try CommitTree("begun", in: repository).reader().entries().count == 1)
    #expect(throws: TreeFailure(path: "", reason: .wrongKind(.file))) {
      try CommitTree("a-file", in: repository).reader()
    }
    #expect(throws: TreeFailure(path: "", reason: .wrongKind(.link))) {
      try CommitTree("a-link", in: repository).reader()
    }
  }

  @Test func `links and folders are not read as files`() throws {
    let made = try TestRepository(stream: "linked-ticket")
    let reader = try CommitTree("main", in: made.open()).reader()
    let names = try reader.entries().map(\.name)
    #expect(try reader.entries().map(\.kind) == [.folder, .folder, .folder, .link])
    #expect(throws: TreeFailure(path: names[0] + "/ticket.md", reason: .wrongKind(.link))) {
      try reader.read(names[0] + "/ticket.md")
    }
    #expect(throws: TreeFailure(path: names[2] + "/ticket.md", reason: .wrongKind(.folder))) {
      try reader.read(names[2] + "/ticket.md")
    }
    #expect(throws: TreeFailure(path: names[3], reason: .wrongKind(.link))) { try reader.entries(in: names[3]) }
    #expect(throws: TreeFailure(path: "nowhere/ticket.md", reason: .missing)) { try reader.read("nowhere/ticket.md") }
  }

  @Test func `odd names come in byte order and can be read`() throws {
    let made = try TestRepository(stream: "odd-names", bare: true)
    let reader = try CommitTree("main", in: made.open()).reader()
    let entries = try reader.entries()
    #expect(
      entries.dropFirst().map { Array($0.name.utf8) }
        == ["a", "a b", "a-b", "a0", "cafe\u{301}", "caf\u{e9}", "caf\u{fffd}", "module", "quote\"d\nline"]
        .map { Array($0.utf8) })
    let texts = try ["cafe\u{301}", "caf\u{e9}"].map { try reader.read($0 + "/ticket.md") }
    #expect(texts[0] != texts[1])
    #expect(entries.first { $0.name == "caf\u{fffd}" }?.kind == .other)
    #expect(try reader.entries(in: "caf\u{fffd}").isEmpty)
    #expect(entries.first { $0.name == "module" }?.kind == .other)
  }

  @Test func `equal content has an equal fingerprint wherever it is`() throws {
    let made = try TestRepository(stream: "diverged", bare: true)
    let repository = try made.open()
    let base = try CommitTree("main~1", in: repository).reader().entries()
    let main = try CommitTree("main", in: repository).reader().entries()
    let feature = try CommitTree("feature", in: repository).reader().entries()
    #expect(base[0].fingerprint != main[0].fingerprint)
    #expect(base[0] == feature[0])
    #expect(base[1] == main[1])
    #expect(Set(base.map(\.fingerprint)).count == 3)
  }

  @Test func `the beginning of a file is enough when asked so`() throws {
    let made = try TestRepository(stream: "linear", bare: true)
    let reader = try CommitTree("v1", in: made.open()).reader()
    let name = try #require(try reader.entries().first?.name)
    let whole = try reader.read(name + "/ticket.md")
    #expect(try reader.read(name + "/ticket.md", limit: 5) == Array(whole.prefix(5)))
    #expect(try reader.read(name + "/ticket.md", limit: 100_000) == whole)
  }

  @Test func `a tag of a tree and a raw tree are read too`() throws {
    let made = try TestRepository(stream: "tags")
    try made.git("tag", "--annotate", "--message", "x", "of-a-tree", "main^{tree}")
    let repository = try made.open()
    let expected = try Self.judged(made, "main")
    for revision in ["of-a-tree", "main^{tree}", "of-a-tag~0", "@"] {
      let judged = revision == "of-a-tag~0" ? try Self.judged(made, revision) : expected
      #expect(try Self.contents(CommitTree(revision, in: repository)) == judged)
    }
  }

  @Test func `threads read the same tree at once`() async throws {
    let made = try TestRepository(stream: "merges", bare: true)
    let repository = try made.open()
    let branches = try repository.branches().map(\.name)
    let trees = try branches.map { try CommitTree($0, in: repository) }
    let expected = try trees.map { try Self.contents($0) }
    try await withThrowingTaskGroup(of: (Int, [String: [UInt8]]).self) { group in
      for round in 0..<64 {
        let index = round % trees.count
        group.addTask { [tree = trees[index]] in (index, try Self.contents(tree)) }
      }
      for try await (index, contents) in group { #expect(contents == expected[index]) }
    }
  }
}
