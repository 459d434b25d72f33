import Foundation
import TestSupport
import Testing

/// Templates that mean harm, or are no templates: a sentence each, and nothing is written.
@Suite struct HostileTemplateTests {
  private let repository: TestRepository
  private let tool: Tool

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    try FileManager.default.createDirectory(
      atPath: repository.path + "/.tickets/templates", withIntermediateDirectories: true)
  }

  private func refused(_ word: String, _ reason: String, _ place: SourceLocation = #_sourceLocation) throws {
    let before = try tool.succeed("list", "--json")
    let execution = try tool("templates", "apply", "review", word)
    #expect(execution.status == 2, sourceLocation: place)
    #expect(execution.errorText.contains(reason), "\(execution.errorText)", sourceLocation: place)
    #expect(execution.errorText.split(separator: "\n").count <= 2, sourceLocation: place)
    #expect(try tool.succeed("list", "--json") == before, sourceLocation: place)
  }

  private func write(_ bytes: Data, _ name: String = "x.md") throws {
    try bytes.write(to: URL(fileURLWithPath: repository.path + "/.tickets/templates/" + name))
  }

  @Test func `bytes that are no template`() throws {
    try write(Data(count: 100_000_000))
    try refused("x", "it is larger than 1 MiB")
    try write(Data([0x61, 0x0A, 0xFF]))
    try refused("x", "line 2 is not UTF-8 text")
    try write(Data([0x61, 0]))
    try refused("x", "a NUL byte")
    try write(Data("a\u{202E}b".utf8))
    try refused("x", "turns the direction of writing")
    let bomb = "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n"
    try write(Data("---\n\(bomb)---\n".utf8))
    try refused("x", "its front matter cannot be read")
    try write(Data("---\ntitle: x\n".utf8))
    try refused("x", "closing '---'")
  }

  @Test func `a thousand blanks are one sentence, and a row of the list`() throws {
    try write(Data((0..<1000).map { "{{b\($0)}}\n" }.joined().utf8))
    try refused("x", "nothing is said for {{b0}}")
    let list = try tool.succeed("templates", "list")
    #expect(list.contains("b6, 993 more") && list.split(separator: "\n").allSatisfy { $0.count < 120 })
  }

  @Test func `a title is one line, whoever says it`() throws {
    for title in ["|\n  one\n  two", #""one\ntwo""#, #""one\ttwo""#, #""a\0b""#, #""a\u202Eb""#, #""a\u2028b""#] {
      try write(Data("---\ntitle: \(title)\n---\n".utf8))
      try refused("x", "its title must be one line without tabs")
    }
    try write(Data("---\ntitle: \"{{t}}\"\n---\n".utf8))
    for words in [["x", "--set", "t=one\ntwo"], ["x=one\ntwo", "--set", "t=1"]] {
      let execution = try tool(["templates", "apply"] + words)
      #expect(execution.status == 2 && execution.errorText.contains("must be one line without tabs"))
    }
    #expect(try tool.succeed("list", "--json") == "[]")
    // What ends with a line break is one line still.
    try write(Data("---\ntitle: |\n  one\n---\n".utf8))
    #expect(try tool.succeed("templates", "apply", "x").hasSuffix("  one"))
  }

  @Test func `no way leads out of a source`() throws {
    try repository.write("secret.md", "secret\n")
    try FileManager.default.createSymbolicLink(
      atPath: repository.path + "/.tickets/templates/link.md", withDestinationPath: "../../secret.md")
    try FileManager.default.createSymbolicLink(
      atPath: repository.path + "/.tickets/templates/out", withDestinationPath: "../..")
    try refused("link", "a symbolic link")
    try refused("out/secret", "a symbolic link")
    try refused("../../secret", "it leaves its source")
    try refused("/secret", "there is no template '/secret'")
    try repository.commit("Links")
    try refused("link@main", "a symbolic link")
    try refused("out/secret@main", "a symbolic link")
    try refused("../secret@main", "it leaves its source")
    try refused("x@nowhere", "there is no such revision")
    try refused("builtin:review@main", "the built-in templates have no revisions")
  }

  @Test func `a pipe does not hang it, and a submodule is none`() throws {
    #expect(unsafe mkfifo(repository.path + "/.tickets/templates/pipe.md", 0o600) == 0)
    try refused("pipe", "neither a file nor a folder")
    let other = try TestRepository(named: "other")
    try other.write("a.md", "x")
    try other.commit("x")
    try repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.path, "sub")
    try repository.commit("Submodule")
    try refused("sub/a@main", "sub/a")
  }

  @Test func `a credential is not published`() throws {
    try write(Data("ghp_0123456789abcdefghijABCDEFGHIJ012345\n".utf8))
    try refused("x", "GitHub token")
    // What a ticket does not take over would still stand in its first log entry.
    try write(Data("---\nnote: \"{{t}}\"\n---\n".utf8), "y.md")
    let execution = try tool("templates", "apply", "y", "--set", "t=ghp_0123456789abcdefghijABCDEFGHIJ012345")
    #expect(execution.status == 2 && execution.errorText.contains("GitHub token"), "\(execution.errorText)")
    #expect(try tool.succeed("list", "--json") == "[]")
  }
}
