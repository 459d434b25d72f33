import Foundation
import TestSupport
import Testing
import TicketsCore
import TicketsGit

@Suite struct IndexTreeTests {
  @Test(arguments: ["diverged", "nested-root", "linked-ticket", "odd-names", "no-tickets"])
  func `a clean index is the tree of HEAD, fingerprints too`(stream: String) throws {
    let made = try TestRepository(stream: stream)
    let repository = try made.open()
    for prefix in ["", "proj/"] {
      let index = try IndexTree(prefix: prefix, in: repository)
      let head = try CommitTree("HEAD", prefix: prefix, in: repository)
      #expect(index.tickets == head.tickets)
      #expect(try index.reader().entries() == head.reader().entries())
      for entry in try head.reader().entries() where entry.kind == .folder {
        #expect(try index.reader().entries(in: entry.name) == head.reader().entries(in: entry.name))
      }
      #expect(try CommitTreeTests.contents(index) == CommitTreeTests.contents(head))
    }
  }

  @Test func `what is staged counts, what is not does not`() throws {
    let made = try TestRepository(stream: "diverged")
    let path = try made.git("ls-files", ".tickets/*/ticket.md").lines[0]
    let name = String(path.dropFirst(".tickets/".count))
    try made.write(path, "staged")
    try made.git("add", path)
    try made.write(path, "not staged")
    try made.write(".tickets/new/ticket.md", "only promised")
    try made.git("add", "--intent-to-add", ".tickets/new/ticket.md")
    let repository = try made.open()
    let index = try IndexTree(in: repository)
    let reader = try index.reader()
    #expect(try reader.read(name) == Array("staged".utf8))
    #expect(try !reader.entries().contains { $0.name == "new" })
    let head = try CommitTree("HEAD", in: repository).reader().entries()
    #expect(try zip(reader.entries(), head).map { $0 == $1 } == [false, true, true])
    #expect(try index.tickets?.hex == made.git("rev-parse", made.git("write-tree").lines[0] + ":.tickets").lines[0])
  }

  @Test func `random stagings have the tree that git would write`() throws {
    var random = SeededGenerator(seed: 7)
    let made = try TestRepository()
    let repository = try made.open()
    for _ in 0..<6 {
      for _ in 0..<12 {
        let folder = ["a", "a-b", "a.b", "ab", "b/c", "b/c-d", "é"].randomElement(using: &random) ?? "a"
        let path = "\(folder)/\(["x", "y", "logs/z"].randomElement(using: &random) ?? "x")"
        try made.write(".tickets/" + path, "\(Int.random(in: 0..<9, using: &random))")
      }
      try made.git("add", "--all")
      let judged = try made.git("rev-parse", made.git("write-tree").lines[0] + ":.tickets").lines[0]
      #expect(try IndexTree(in: repository).tickets?.hex == judged)
    }
  }

  @Test func `another index file is read when git is told so`() throws {
    let made = try TestRepository(stream: "diverged")
    let other = made.git.with(environment: ["GIT_INDEX_FILE": "other-index"])
    try other("read-tree", "feature")
    let index = try IndexTree(in: made.open(["GIT_INDEX_FILE": "other-index"]))
    #expect(try CommitTreeTests.contents(index) == CommitTreeTests.judged(made, "feature"))
    #expect(try CommitTreeTests.contents(IndexTree(in: made.open())) == CommitTreeTests.judged(made, "main"))
  }

  @Test func `no index is an empty one`() throws {
    for made in [try TestRepository(stream: "empty"), try TestRepository(stream: "linear", bare: true)] {
      let index = try IndexTree(in: made.open())
      #expect(index.tickets == nil)
      #expect(try index.reader().entries().isEmpty)
    }
  }

  @Test func `a conflict is listed, and said when it is read`() throws {
    let made = try TestRepository(stream: "merges")
    let merge = try made.git.attempt("merge", "--quiet", "same-claim")
    #expect(merge.status == 1)
    let repository = try made.open()
    let index = try IndexTree(in: repository)
    let path = try made.git("diff", "--name-only", "--diff-filter=U").lines[0].dropFirst(".tickets/".count)
    #expect(index.conflicts == [String(path)])
    #expect(index.tickets == nil)
    let reader = try index.reader()
    let entries = try reader.entries()
    #expect(entries.map { $0.fingerprint == nil } == [true, false, false])
    #expect(try reader.entries(in: entries[0].name).map(\.kind) == [.folder, .file])
    let reason = TreeFailure.Reason.unreadable("a merge left it in conflict; `git add` it once it is settled")
    #expect(throws: TreeFailure(path: String(path), reason: reason)) { try reader.read(String(path)) }
    #expect(try CommitTree("HEAD", in: repository).reader().entries().dropFirst() == entries.dropFirst())
  }

  @Test func `a ticket that one side deleted and the other changed is in conflict`() throws {
    let made = try TestRepository(stream: "merges")
    #expect(try made.git.attempt("merge", "--quiet", "deletes").status == 1)
    let index = try IndexTree(in: made.open())
    #expect(index.conflicts.count == 1)
    #expect(try index.reader().entries().count == 3)
  }

  @Test func `an index of another version is read`() throws {
    let made = try TestRepository(stream: "diverged")
    let expected = try CommitTreeTests.judged(made, "main")
    for version in ["2", "3", "4"] {
      try made.git("update-index", "--index-version", version)
      #expect(try CommitTreeTests.contents(IndexTree(in: made.open())) == expected)
    }
  }

  @Test func `a sparse checkout is read whole, with a sparse index too`() throws {
    let made = try TestRepository(stream: "nested-root")
    let expected = try CommitTreeTests.judged(made, "main", prefix: "proj/")
    try made.git("sparse-checkout", "set", "--no-sparse-index", "tools")
    #expect(!FileManager.default.fileExists(atPath: made.path + "/proj"))
    #expect(try CommitTreeTests.contents(IndexTree(prefix: "proj/", in: made.open())) == expected)
    try made.git("sparse-checkout", "reapply", "--sparse-index")
    #expect(try made.git("ls-files", "--sparse").lines.contains("proj/"))
    #expect(try CommitTreeTests.contents(IndexTree(prefix: "proj/", in: made.open())) == expected)
    #expect(try CommitTreeTests.contents(CommitTree("main", prefix: "proj/", in: made.open())) == expected)
  }

  @Test func `an index without a checksum is read`() throws {
    let made = try TestRepository(stream: "diverged")
    let file = URL(fileURLWithPath: made.path + "/.git/index")
    // What `index.skipHash` of git 2.40 leaves.
    try (Data(contentsOf: file).dropLast(20) + Data(count: 20)).write(to: file)
    #expect(try CommitTreeTests.contents(IndexTree(in: made.open())) == CommitTreeTests.judged(made, "main"))
  }

  @Test func `a split index is read`() throws {
    let made = try TestRepository(stream: "diverged")
    try made.git("update-index", "--split-index")
    #expect(try CommitTreeTests.contents(IndexTree(in: made.open())) == CommitTreeTests.judged(made, "main"))
  }

  @Test func `no monitor of files is run`() throws {
    let made = try TestRepository(stream: "diverged")
    try made.write(".tickets/empty/ticket.md", "")
    try made.git("add", ".tickets/empty")
    try made.git("update-index", "--split-index")
    try writeScript("#!/bin/sh\necho run >> .git/seen\n", to: made.path + "/.git/monitor")
    try made.git("config", "core.fsmonitor", ".git/monitor")
    #expect(try IndexTree(in: made.open()).reader().entries().map(\.name).contains("empty"))
    #expect(!FileManager.default.fileExists(atPath: made.path + "/.git/seen"))
    // Git itself would have run it.
    try made.git("diff-files", "--name-only")
    #expect(FileManager.default.fileExists(atPath: made.path + "/.git/seen"))
  }

  @Test(arguments: [false, true]) func `git too tells a file that is only announced from an empty one`(split: Bool)
    throws
  {
    let made = try TestRepository(stream: "diverged")
    if split { try made.git("update-index", "--split-index") }
    try made.write(".tickets/empty/ticket.md", "")
    try made.write(".tickets/new/ticket.md", "announced")
    try made.git("add", ".tickets/empty")
    try made.git("add", "--intent-to-add", ".tickets/new")
    let names = try IndexTree(in: made.open()).reader().entries().map(\.name)
    #expect(names.contains("empty"))
    #expect(!names.contains("new"))
  }
}
