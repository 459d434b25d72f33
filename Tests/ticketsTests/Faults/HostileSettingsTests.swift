import Foundation
import TestSupport
import Testing

@Suite("Settings of somebody who means no good") struct HostileSettingsTests {
  private static let commands = [
    ["list"], ["validate"], ["validate", "--issues"], ["graph"], ["repair", "--all", "--dry-run"],
    ["new", "--title", "New", "--description", "x"], ["status", FaultCase.first, "doing"], ["show", FaultCase.first],
  ]

  private static let texts = [
    "", "\u{0}", "[", "- a\n- b\n", "just text", "a: &a [x]\nb: *a\n", "<<<<<<< HEAD\na: b\n",
    String(repeating: "[", count: 100_000), String(repeating: "a:\n ", count: 10_000),
    "base_branch: --upload-pack=touch /tmp/x\n", "base_branch: [main]\ntransitions: 5\nagent_limits: []\n",
    "verification: {commands: ['touch touched']}\nhooks: {pre-commit: 'touch touched'}\n",
    "agent_limits: {max_iterations: 99999999999999999999999999, max_tool_calls: -1e999}\n",
    "validation: {STATUS_INVALID: off, ID_INVALID: off, YAML_INVALID: off, NONE: off}\n",
    "templates: {ticket: /nowhere}\n", "templates: {ticket: \"a\\0b\"}\n", "\u{202E}: \u{1B}[2J\n",
  ]

  private func workspace() throws -> Workspace {
    let workspace = try Workspace(isBegun: false)
    try workspace.write(
      "---\nid: \(FaultCase.first)\ntitle: T\nstatus: todo\ncreated_at: 2026-01-29T18:42:10Z\n---\n",
      to: workspace.ticketPath(FaultCase.first))
    return workspace
  }

  @Test(arguments: texts.indices)
  func `any settings leave the commands working, and run nothing`(index: Int) throws {
    let workspace = try workspace()
    try workspace.write(Self.texts[index], to: workspace.path + "/.tickets/config.yml")
    for words in Self.commands {
      let execution = try workspace.tool(words)
      #expect((0...2).contains(execution.status), "\(words): \(execution.errorText)")
      #expect(!(execution.text + execution.errorText).contains("\u{1B}["), "\(words)")
      #expect(try workspace.tool("list").text.contains(FaultCase.first.suffix(4)) || execution.status == 0)
    }
    #expect(!FileManager.default.fileExists(atPath: workspace.path + "/touched"))
  }

  @Test func `a folder, a pipe or a link for settings is not waited for and not followed`() throws {
    let workspace = try workspace()
    let config = workspace.path + "/.tickets/config.yml"
    try workspace.write("transitions: enforce\nSECRET: 5\n", to: workspace.path + "/secret.yml")
    let makers: [() throws -> Void] = [
      { try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: false) },
      { #expect(unsafe mkfifo(config, 0o666) == 0) },
      {
        try FileManager.default.createSymbolicLink(atPath: config, withDestinationPath: workspace.path + "/secret.yml")
      },
    ]
    for make in makers {
      try make()
      for words in Self.commands {
        let execution = try workspace.tool(words)
        #expect((0...2).contains(execution.status) && !execution.text.contains("SECRET"), "\(words)")
      }
      try FileManager.default.removeItem(atPath: config)
    }
  }

  @Test func `a pipe for a template is refused, not waited for`() throws {
    let workspace = try workspace()
    #expect(unsafe mkfifo(workspace.path + "/pipe.md", 0o666) == 0)
    try workspace.write("templates: {ticket: pipe.md}\n", to: workspace.path + "/.tickets/config.yml")
    let words = ["new", "--title", "T"]
    let execution = try run(
      Tool.path, words, in: workspace.path, environment: workspace.tool.environment, timeout: 20)
    #expect(execution.status == 2 && execution.errorText.contains("templates.ticket"), "\(execution.errorText)")
    try workspace.write(
      "# Ticket\n## Description\n## Acceptance Criteria\n- [ ] x\n## Verification\n", to: workspace.path + "/file.md")
    try workspace.write("templates: {ticket: file.md}\n", to: workspace.path + "/.tickets/config.yml")
    try workspace.tool.succeed(words)
  }

  @Test(arguments: ["../secret.md", "/etc/passwd", ".tickets/link.md", ".tickets/folder/secret.md"])
  func `a template never brings in a file from outside of the repository`(path: String) throws {
    let workspace = try workspace()
    let repository = workspace.path + "/repository"
    try FileManager.default.createDirectory(atPath: repository, withIntermediateDirectories: true)
    try workspace.write("# SECRET root:\n", to: workspace.path + "/secret.md")
    try workspace.write("templates: {ticket: \(path)}\n", to: repository + "/.tickets/config.yml")
    try FileManager.default.createSymbolicLink(
      atPath: repository + "/.tickets/link.md", withDestinationPath: workspace.path + "/secret.md")
    try FileManager.default.createSymbolicLink(
      atPath: repository + "/.tickets/folder", withDestinationPath: workspace.path)
    let execution = try workspace.tool("-C", repository, "new", "--title", "T")
    #expect(execution.status == 2 && execution.errorText.contains("templates.ticket"), "\(execution.errorText)")
    let made = try FileManager.default.subpathsOfDirectory(atPath: repository).filter { $0.hasSuffix("ticket.md") }
    #expect(made == [])
  }
}

@Suite("Attributes of somebody who means no good") struct HostileAttributesTests {
  @Test func `filters, drivers and encodings change nothing of what is read`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let id = try tool.succeed("new", "--title", "First", "--description", "x", "--acceptance", "y")
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "s")
    try repository.commit("Begin")
    let (list, show) = (try tool.succeed("list"), try tool.succeed("show", id))
    try repository.git("config", "filter.evil.smudge", "touch '\(repository.path)/touched'; cat")
    try repository.git("config", "filter.evil.clean", "touch '\(repository.path)/touched'; cat")
    try repository.git("config", "diff.evil.textconv", "touch '\(repository.path)/touched'; cat")
    try repository.git("config", "merge.evil.driver", "touch '\(repository.path)/touched'; false")
    try repository.write(
      ".gitattributes",
      "* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16 ident eol=crlf\n"
        + "[attr]binary \u{0}\n\"unclosed\n" + String(repeating: "a", count: 100_000) + "\n")
    for at in [[], ["--at", "HEAD"], ["--staged"]] {
      #expect(try tool.succeed(["list"] + at) == list, "\(at)")
      #expect(try tool.succeed(["show", id] + at) == show, "\(at)")
      try tool.succeed(["validate"] + at)
    }
    try tool.succeed("diff", "HEAD")
    try tool.succeed("history", id)
    try tool.succeed("merge-check", "HEAD", "HEAD")
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/touched"))
  }

  @Test func `attributes are not written through a link, nor in place of a folder`() throws {
    for makesFolder in [true, false] {
      let repository = try TestRepository()
      let attributes = repository.path + "/.gitattributes"
      let outside = repository.temporary.path("outside")
      try repository.temporary.write("outside", "theirs\n")
      if makesFolder {
        try FileManager.default.createDirectory(atPath: attributes, withIntermediateDirectories: false)
      } else {
        try FileManager.default.createSymbolicLink(atPath: attributes, withDestinationPath: outside)
      }
      let execution = try Tool(in: repository.path)("init", "--merge-drivers")
      #expect(execution.status == 2 && execution.errorText.contains(".gitattributes"))
      #expect(try repository.temporary.read("outside") == "theirs\n")
    }
  }
}
