import Foundation
import TestSupport
import Testing

@Suite struct AuditTests {
  private let repository: TestRepository
  private let tool: Tool
  private let git: Git
  private let log = ".tickets/a/logs/20260129T184210.123Z-run.jsonl"

  init() throws {
    repository = try TestRepository()
    git = repository.git
    tool = Tool(in: repository.path)
    try repository.write(".tickets/a/ticket.md", "---\nid: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\n---\n")
    try repository.write(log, "1\n2\n")
    try repository.commit("Begin")
    try git("tag", "begin")
  }

  private func commit(_ text: String, _ message: String = "Change") throws -> String {
    try repository.write(log, text)
    return try repository.commit(message)
  }

  private func violations(_ words: String...) throws -> [String] {
    let execution = try tool(["audit"] + words + ["--json"])
    let json = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any]
    let found = json?["violations"] as? [[String: Any]] ?? []
    #expect(execution.status == (found.isEmpty ? 0 : 1), "\(execution.errorText)")
    return found.map {
      "\($0["kind"] ?? "") \($0["line"] ?? "") \($0["text"] ?? "") \(($0["commit"] as? String)?.prefix(7) ?? "-")"
    }
  }

  @Test func `logs that only grow are proven, line by line`() throws {
    _ = try commit("1\n2\n3\n")
    try repository.write(log, "1\n2\n3\n4\n")
    #expect(try violations("begin") == [])
    #expect(try tool.succeed("audit", "begin") == "begin to WORKTREE: 1 changed run log, 4 lines, 0 violations")
  }

  @Test func `each broken line is named with the commit that broke it`() throws {
    let lost = try commit("1\n3\n").prefix(7)
    let rewritten = try commit("one\n3\n4\n").prefix(7)
    _ = try commit("one\n3\n4\n5\n")
    #expect(try violations("begin..HEAD") == ["rewritten 2 2 \(lost)", "rewritten 1 1 \(rewritten)"])
    #expect(try violations("HEAD~1..HEAD") == [])
    #expect(try tool("audit", "begin..HEAD").text.hasPrefix("\(log):2: rewritten in \(lost)"))
  }

  @Test func `a line that came back is kept, and a renamed folder loses nothing`() throws {
    _ = try commit("1\n")
    _ = try commit("1\n2\n3\n")
    try git("mv", ".tickets/a", ".tickets/b")
    try repository.commit("Rename")
    #expect(try violations("begin..HEAD") == [])
    #expect(try violations("begin", "HEAD") == [])
  }

  @Test func `changed order and deleted logs are told, in the files too`() throws {
    let turned = try commit("2\n1\n").prefix(7)
    #expect(try violations("begin..HEAD") == ["reordered 1  \(turned)"])
    try FileManager.default.removeItem(atPath: repository.path + "/" + log)
    #expect(try violations("HEAD").sorted() == ["lost 1 2 -", "lost 2 1 -"])
  }

  @Test func `a merge must hold the lines of all its parents`() throws {
    try git("checkout", "--quiet", "-b", "other")
    _ = try commit("1\n2\nother\n")
    try git("checkout", "--quiet", "main")
    _ = try commit("1\n2\nours\n")
    try git("merge", "--quiet", "--no-edit", "-s", "ours", "other")
    let merge = try git("rev-parse", "HEAD").lines[0].prefix(7)
    #expect(try violations("begin..HEAD") == ["rewritten 3 other \(merge)"])
    try repository.write(log, "1\n2\nours\nother\n")
    #expect(try violations("begin") == [])
  }

  @Test func `fixing puts the lines back in their order, and then the audit is clean`() throws {
    _ = try commit("1\ntwo\n3\n")
    _ = try commit("two\n3\n4\n")
    let fixed = try tool("audit", "begin", "--fix")
    #expect(fixed.status == 0, "\(fixed.errorText)")
    #expect(
      fixed.text == """
        \(log):2: restored: 2
        \(log):1: restored: 1
        begin to WORKTREE: 1 changed run log, 5 lines, 0 violations

        """)
    let again = try tool("audit", "begin", "--fix")
    #expect(again.status == 0 && !again.text.contains("restored"))
    #expect(try String(contentsOfFile: repository.path + "/" + log, encoding: .utf8) == "1\n2\ntwo\n3\n4\n")
    try repository.commit("Fix")
    #expect(try violations("begin..HEAD") == [])
    #expect(try git("log", "--format=%s").lines.first == "Fix")
  }

  @Test func `without a revision it begins where the base branch was left`() throws {
    try git("checkout", "--quiet", "-b", "feature")
    let lost = try commit("1\n").prefix(7)
    #expect(try violations() == ["lost 2 2 \(lost)"])
    try git("branch", "--force", "main", "feature")
    #expect(try violations() == [])
    try git("branch", "--move", "main", "elsewhere")
    #expect(try tool("audit").status == 2)
  }

  @Test func `a branch that is behind has lost nothing`() throws {
    try git("checkout", "--quiet", "-b", "feature")
    try repository.write("work", "1")
    try repository.commit("Work")
    try git("checkout", "--quiet", "main")
    _ = try commit("1\n2\nmain\n")
    try git("checkout", "--quiet", "feature")
    #expect(try violations("main..HEAD") == [])
    try tool.succeed("audit", "main..HEAD", "--fix")
    #expect(try git("status", "--porcelain").text.isEmpty)
    #expect(try violations("main...HEAD") == [])
    #expect(try violations() == [])
    // A rewrite on the branch is one all the same, and two revisions are held against each other as they are.
    let rewritten = try commit("1\ntwo\n").prefix(7)
    #expect(try violations("main..HEAD") == ["rewritten 2 2 \(rewritten)"])
    #expect(try violations("main", "HEAD").contains { $0.hasPrefix("lost 3 main") })
    #expect(try tool("audit", "main").errorText.contains("'tickets audit main..HEAD'"))
  }

  enum Replacement: String, CaseIterable {
    case logsFile, logsLink, runFolder, runLink, ticketFile
  }

  @Test(arguments: Replacement.allCases)
  func `what takes the place of a log loses its lines`(replacement: Replacement) throws {
    let path = repository.path + "/"
    let name: String
    switch replacement {
    case .logsFile, .logsLink: name = ".tickets/a/logs"
    case .runFolder, .runLink: name = log
    case .ticketFile: name = ".tickets/a"
    }
    try FileManager.default.moveItem(atPath: path + name, toPath: path + "elsewhere")
    switch replacement {
    case .logsFile, .ticketFile: try repository.write(name, "no folder")
    case .logsLink, .runLink:
      try FileManager.default.createSymbolicLink(atPath: path + name, withDestinationPath: path + "elsewhere")
    case .runFolder: try repository.write(name + "/file", "no log")
    }
    #expect(try violations("HEAD") == ["lost 1 1 -", "lost 2 2 -"])
    #expect(try tool("diff").text.contains("2 log lines lost"))
    let fixed = try tool("audit", "--fix", "HEAD")
    #expect(fixed.status != 0)
    let commit = try repository.commit("Replace").prefix(7)
    #expect(try violations("begin..HEAD") == ["lost 1 1 \(commit)", "lost 2 2 \(commit)"])
    #expect(try tool("diff", "begin", "HEAD").text.contains("2 log lines lost"))
    try tool.succeed("hooks", "install")
    #expect(try tool("hook", "post-merge").status == 1)
  }

  @Test func `one of two equal lines, and bytes that are no text, are lines like others`() throws {
    _ = try commit("1\n2\n2\n")
    try git("tag", "doubled")
    try repository.write(log, "1\n2\n")
    #expect(try violations("doubled") == ["lost 3 2 -"])
    #expect(try tool("diff").text.contains("1 log line lost"))
    let bytes = Data([0x31, 0x0A, 0x32, 0x0A, 0x32, 0x0A, 0xFF, 0x0A])
    try bytes.write(to: URL(fileURLWithPath: repository.path + "/" + log))
    try repository.commit("Bytes")
    try git("tag", "bytes")
    _ = try commit("1\n2\n2\n")
    try bytes.write(to: URL(fileURLWithPath: repository.path + "/" + log))
    #expect(try violations("bytes") == [])
    // Another byte that is shown alike is another line.
    try Data([0x31, 0x0A, 0x32, 0x0A, 0x32, 0x0A, 0xFE, 0x0A])
      .write(to: URL(fileURLWithPath: repository.path + "/" + log))
    #expect(try violations("bytes").count == 1)
  }

  @Test(
    arguments: [[0x31, 0x0A, 0x32, 0x0A, 0xFF, 0x0A], [0x31, 0x0A, 0x32, 0x0A, 0x32, 0x0A, 0xFE, 0x0A]] as [[UInt8]])
  func `a lost twin and another byte that is shown alike are lost for diff, audit and pre-commit`(
    bytes: [UInt8]
  ) throws {
    let file = URL(fileURLWithPath: repository.path + "/" + log)
    try Data([0x31, 0x0A, 0x32, 0x0A, 0x32, 0x0A, 0xFF, 0x0A]).write(to: file)
    try repository.commit("Bytes")
    #expect(try tool("hook", "pre-commit").status == 0)
    try Data(bytes).write(to: file)
    try git("add", "--all")
    #expect(try violations("HEAD").count == 1)
    let diff = try tool("diff", "HEAD").text
    #expect(diff.contains("1 log line lost") || diff.contains("1 log line rewritten"), "\(diff)")
    let hook = try tool("hook", "pre-commit")
    #expect(hook.status == 1)
    #expect(
      hook.errorText.split(separator: "\n").count { $0.contains("a log line is") } == 1, "\(hook.errorText)")
  }

  @Test func `a proof that could not read everything is none`() throws {
    _ = try commit("1\n2\n3\n")
    let blob = try git("rev-parse", "HEAD~1:\(log)").lines[0]
    let place = repository.path + "/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    try FileManager.default.removeItem(atPath: place)
    for words in [
      ["audit", "begin..HEAD"], ["diff", "begin", "HEAD"], ["list", "--at", "begin", "--json"],
      ["show", "a", "--at", "begin"],
    ] {
      let execution = try tool(words)
      #expect(execution.status == 2, "\(words): \(execution.text)")
      #expect((execution.text + execution.errorText).contains(blob.prefix(7)), "\(words): \(execution.text)")
      #expect((execution.text + execution.errorText).contains("git fsck"), "\(words): \(execution.text)")
    }
  }

  @Test func `a clone without logs proves nothing, and says what gets them`() throws {
    _ = try commit("1\n2\n3\n")
    try git("config", "uploadpack.allowFilter", "true")
    let folder = try TemporaryFolder()
    try git("clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://\(repository.path)", folder.path)
    let clone = Tool(in: folder.path)
    for words in [
      ["audit", "HEAD~1..HEAD"], ["diff", "HEAD~1", "HEAD"], ["list", "--at", "HEAD"],
      ["show", "a", "--at", "HEAD"],
    ] {
      let execution = try clone(words)
      #expect(execution.status == 2, "\(words): \(execution.text)")
      #expect((execution.text + execution.errorText).contains("git "), "\(words): \(execution.text)")
    }
    let audit = try clone("audit", "HEAD~1..HEAD")
    #expect(audit.errorText.contains("git cat-file -e"), "\(audit.errorText)")
  }

  @Test func `what a merge left between the lines is named, and is no loss`() throws {
    try repository.write(log, "1\n2\n<<<<<<< HEAD\n3\n=======\n4\n>>>>>>> other\n")
    let execution = try tool("audit", "begin")
    #expect(execution.status == 1)
    #expect(
      execution.text.contains("\(log):3: conflict marker") && execution.text.contains("\(log):7: conflict marker"))
    #expect(execution.text.contains("0 violations"))
    let json = try #require(try tool.json("audit", "begin") as? [String: Any])
    #expect((json["markers"] as? [[String: Any]])?.map { $0["line"] as? Int } == [3, 7])
  }
}
