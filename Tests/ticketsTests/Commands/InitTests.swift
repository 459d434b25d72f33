import Foundation
import TestSupport
import Testing

@Suite("tickets init") struct InitTests {
  @Test func `the layout, the manual and the example for agents are made`() throws {
    let folder = try TemporaryFolder()
    let tool = Tool(in: folder.path)
    let output = try tool.succeed("init")
    #expect(output.contains("created .tickets") && output.contains("created TICKETS.md"))
    for name in ["TICKETS.md", "AGENTS_EXAMPLE.md"] {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let source = try Data(contentsOf: root.appendingPathComponent(name))
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)) == source)
      #expect(!source.isEmpty)
    }
    #expect(try tool.json("list") as? [AnyHashable] == [])
  }

  @Test func `twice is harmless, and what is there is kept`() throws {
    let folder = try TemporaryFolder()
    try Data("mine\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/TICKETS.md"))
    let tool = Tool(in: folder.path)
    try tool.succeed("init")
    let again = try tool.json("init") as? [String: [String]]
    #expect(
      again?["created"] == []
        && again?["kept"] == [".tickets", ".tickets/.gitignore", "TICKETS.md", "AGENTS_EXAMPLE.md"])
    #expect(try String(contentsOfFile: folder.path + "/TICKETS.md", encoding: .utf8) == "mine\n")
  }

  @Test func `in git it begins at the top of the work tree`() throws {
    let repository = try TestRepository()
    try repository.write("deep/er/file", "")
    try Tool(in: repository.path + "/deep/er").succeed("init")
    #expect(FileManager.default.fileExists(atPath: repository.path + "/.tickets"))
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/deep/er/.tickets"))
  }

  @Test(arguments: [("file", "a file"), ("link", "a symbolic link"), ("folder", "")])
  func `what has the name of the tickets' folder and is none is refused before anything is made`(
    kind: String, word: String
  ) throws {
    let repository = try TestRepository()
    let path = repository.path + "/.tickets"
    try repository.write("real/file", "")
    switch kind {
    case "file": try repository.write(".tickets", "mine\n")
    case "link": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "real")
    default: try repository.write(".tickets/.keep", "")
    }
    let before = try FileManager.default.subpathsOfDirectory(atPath: repository.path).sorted()
    let tool = Tool(in: repository.path)
    for words in [["init"], ["init", "--config", "--hooks", "--merge-drivers", "--agent", "claude"]] {
      let execution = try tool(words)
      guard !word.isEmpty else {
        #expect(execution.status == 0)
        continue
      }
      #expect(execution.status == 2 && execution.errorText.contains("/.tickets is \(word), and "), "\(words)")
      #expect(execution.errorText.contains("nothing was made"))
    }
    if word.isEmpty { return }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: repository.path).sorted() == before)
    if kind == "link" { #expect(try tool("list").errorText.contains("it is a symbolic link")) }
  }

  @Test func `a folder where a document belongs is refused before anything is made`() throws {
    let repository = try TestRepository()
    try repository.write("TICKETS.md/mine", "")
    let refused = try Tool(in: repository.path)("init")
    #expect(refused.status == 2 && refused.errorText.contains("/TICKETS.md is a folder, and init writes a file"))
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets"))
  }

  @Test(arguments: ["bare", "bare/refs/heads", "repo/.git", "repo/.git/objects", "repo/.git/worktrees/linked"])
  func `among git's own files nothing is begun, and the way to read there is named`(place: String) throws {
    let repository = try TestRepository()
    try repository.commit("Begin")
    _ = try repository.addWorkTree("HEAD", named: "linked", "-b", "linked")
    _ = try repository.clone("--bare", named: "bare")
    let tool = Tool(in: repository.temporary.path(place))
    let before = try FileManager.default.subpathsOfDirectory(atPath: repository.temporary.path).sorted()
    for words in [["init"], ["init", "--hooks"], ["list"], ["show", "abcd"], ["new", "--title", "x"]] {
      let refused = try tool(words)
      #expect(refused.status == 2 && refused.errorText.contains("holds git's own files"), "\(words)")
      #expect(refused.errorText.contains("'--at <rev>'") && !refused.errorText.contains("init"), "\(words)")
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: repository.temporary.path).sorted() == before)
    try tool.succeed("list", "--at", "HEAD")
  }

  @Test(arguments: ["repo", "linked", "linked/deep", "super/sub"])
  func `a work tree of any kind is a place for tickets`(place: String) throws {
    let repository = try TestRepository()
    try repository.write("deep/file", "")
    try repository.commit("Begin")
    _ = try repository.addWorkTree("HEAD", named: "linked", "-b", "linked")
    let outer = try TestRepository(named: "super", in: repository.temporary)
    try outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.path, "sub")
    try Tool(in: repository.temporary.path(place)).succeed("init")
    let top = repository.temporary.path(place.replacingOccurrences(of: "/deep", with: ""))
    #expect(FileManager.default.fileExists(atPath: top + "/.tickets"))
  }

  @Test func `a config is written when asked for, and says nothing but defaults`() throws {
    let folder = try TemporaryFolder()
    let tool = Tool(in: folder.path)
    try tool.succeed("init", "--config")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/.tickets/config.yml"))
    try tool.succeed("validate")
  }

  @Test func `without tickets every command says how to begin`() throws {
    let folder = try TemporaryFolder()
    for words in [["list"], ["new", "--title", "x"], ["validate"], ["show", "abcd"]] {
      let execution = try Tool(in: folder.path)(words)
      #expect(execution.status == 2 && execution.errorText.contains("Run 'tickets init'"))
    }
  }
}
