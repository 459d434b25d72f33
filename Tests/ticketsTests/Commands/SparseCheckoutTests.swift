import Foundation
import TestSupport
import Testing

/// Files that git leaves off the disk on purpose are unchanged, as for git.
@Suite struct SparseCheckoutTests: TicketInGitTests {
  let begun: TicketInGit
  private let other: String

  init() throws {
    begun = try TicketInGit()
    other = try begun.tool.succeed("new", "--title", "Another")
    try begun.tool.succeed("status", begun.id, "doing", "--log", "--actor-type", "human", "--actor-id", "ada")
    try begun.repository.write("src/code", "1\n")
    try begun.repository.commit("Begin")
    try begun.repository.git("branch", "earlier")
    try begun.tool.succeed("status", other, "doing", "--log", "--actor-type", "human", "--actor-id", "bob")
    try begun.repository.commit("Go on")
  }

  private func isUnchanged(_ comment: String) throws {
    #expect(try git("status", "--porcelain").text == "", "\(comment)")
    let diff = try tool("diff", "--exit-code")
    #expect(diff.status == 0, "\(comment): \(diff.text)\(diff.errorText)")
    for words in [["audit"], ["audit", "HEAD"], ["audit", "earlier"], ["audit", "--fix", "earlier"]] {
      let audit = try tool(words)
      #expect(audit.status == 0 && audit.text.contains("0 violations"), "\(comment) \(words): \(audit.text)")
    }
    #expect(try git("status", "--porcelain").text == "", "\(comment)")
    let survey = try #require(try tool.json("branches") as? [String: Any])
    #expect((survey["tickets"] as? [Any])?.isEmpty == true, "\(comment)")
    let rows = try #require(try tool.json("list") as? [[String: Any]])
    #expect(rows.compactMap { $0["id"] as? String }.sorted() == [id, other].sorted(), "\(comment)")
    #expect(rows.allSatisfy { $0["broken"] is NSNull && $0["status"] as? String == "doing" }, "\(comment)")
    let shown = try #require(try tool.json("show", String(id.suffix(8)), "--logs", "all") as? [String: Any])
    #expect((shown["logs"] as? [Any])?.count == 1, "\(comment)")
    #expect(try tool("validate").status == 0, "\(comment)")
  }

  @Test func `a sparse checkout without the tickets has changed none`() throws {
    try git("sparse-checkout", "set", "--no-cone", "/src/")
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets"))
    try isUnchanged("sparse")
  }

  @Test func `a sparse index is no hindrance`() throws {
    try git("sparse-checkout", "set", "--cone", "--sparse-index", "src")
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets/\(id)"))
    #expect(try git("status", "--porcelain").text == "")
    #expect(try (tool.json("list") as? [Any])?.count == 2)
    #expect(try tool("diff", "--exit-code").status == 0)
    #expect(try tool("audit", "earlier").status == 0)
  }

  @Test func `single files that are marked and gone are unchanged`() throws {
    let paths = try git("ls-files", ".tickets").lines
    let log = try #require(paths.first { $0.hasPrefix(".tickets/\(id)/logs") })
    for path in [log, ".tickets/\(other)/ticket.md"] {
      try git("update-index", "--skip-worktree", path)
      try FileManager.default.removeItem(atPath: repository.path + "/" + path)
    }
    try isUnchanged("marked")
    // A work tree beside this one has marks of its own.
    let linked = try repository.addWorkTree("HEAD", named: "linked", "-b", "linked")
    try FileManager.default.removeItem(atPath: linked.path + "/" + log)
    let elsewhere = Tool(in: linked.path)
    #expect(try elsewhere("diff", "--exit-code").status == 1)
    #expect(try elsewhere("audit", "HEAD").status == 1)
  }

  @Test func `what is marked and there is read from the disk, and what is gone without a mark is gone`() throws {
    try git("update-index", "--skip-worktree", ticket)
    try edit("status: doing", "status: blocked")
    #expect(try tool.succeed("list", "--status", "blocked").contains(String(id.suffix(8))))
    let log = try #require(try git("ls-files", ".tickets/\(other)/logs").lines.first)
    try FileManager.default.removeItem(atPath: repository.path + "/" + log)
    let audit = try tool("audit", "HEAD")
    #expect(audit.status == 1 && audit.text.contains("lost"))
    try FileManager.default.removeItem(atPath: repository.path + "/.tickets/\(other)")
    #expect(try (tool.json("list") as? [Any])?.count == 1)
    #expect(try tool("diff").text.contains("deleted"))
  }
}
