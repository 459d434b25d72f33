import TestSupport
import Testing
import TicketsCore
import TicketsGit

@Suite struct CommitTreeTests {
  @Test func `tickets at a revision are read without a checkout`() throws {
    let made = try TestRepository()
    try made.write(".tickets/a/ticket.md", "one")
    try made.write(".tickets/a/logs/x.jsonl", "log")
    let first = try made.commit("One")
    try made.write(".tickets/a/ticket.md", "two")
    try made.commit("Two")
    let repository = try made.open()
    let reader = try CommitTree("main~1", in: repository).reader()
    #expect(try reader.entries().map(\.name) == ["a"])
    #expect(try reader.entries(in: "a").map(\.kind) == [.folder, .file])
    #expect(try reader.read("a/ticket.md") == Array("one".utf8))
    #expect(try reader.read("a/ticket.md", limit: 2) == Array("on".utf8))
    #expect(try reader.read("a/logs/x.jsonl") == Array("log".utf8))
    #expect(try repository.resolve("main~1").hex == first)
  }
}
