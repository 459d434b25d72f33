import Foundation
import TestSupport
import Testing

@testable import Arguments
@testable import tickets

/// What the tool leaves alone: told from its sources, and from what lies in a folder after it ran.
@Suite struct RestraintTests {
  private func sources() throws -> [(path: String, text: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: Checkout.path + "/Sources").filter { $0.hasSuffix(".swift") }
      .map { ($0, try Checkout.text("Sources/" + $0)) }
  }

  @Test func `libgit2 is asked for nothing that writes, connects or checks out`() throws {
    let loader = try Checkout.text("Sources/CGit2Loader/loader.c")
    let functions = loader.matches(of: /EACH\((git_\w+)\)/).map { String($0.1) }
    #expect(functions.count > 50)
    let verbs = [
      "remote", "transport", "clone", "fetch", "push", "checkout", "write", "create", "set_target", "delete", "rename",
      "_add_", "remove", "append", "reset", "merge",
    ]
    // These change what is in memory, never a file.
    let harmless = ["git_config_add_file_ondisk", "git_odb_add_disk_alternate"]
    for function in functions where !harmless.contains(function) {
      #expect(!verbs.contains(where: function.contains), "\(function)")
    }
  }

  @Test func `git is run for settings, for what has changed or is ignored, for claims and to deliver, nothing else`()
    throws
  {
    var commands: Set<String> = []
    for (_, text) in try sources() where text.contains("GitCommand(in:") {
      let calls = text.matches(
        of: /(?:\bgit(?:\.output|\.attempt|\.answer|\.capture)?|GitCommand\([^\n]*\)|text)\(\s*\[?"([^"]+)"/)
      commands.formUnion(calls.map { String($0.1) })
    }
    #expect(
      commands == [
        "add", "check-ignore", "commit", "config", "diff-index", "diff-tree", "hash-object", "ls-files", "rev-parse",
        "update-ref", "--version",
        // To merge code in a folder that is thrown away, which needs a new git.
        "commit-tree", "merge-tree", "version",
        // Claims in a remote, with --push and --remote only (`-c` stands before `commit-tree`), and to deliver.
        "fetch", "ls-remote", "mktree", "push",
      ])
  }

  @Test func `git reads with commands that write nothing`() throws {
    var commands: Set<String> = []
    for (path, text) in try sources() where path.hasPrefix("TicketsGit/Git/") {
      let calls = text.matches(of: /(?:\.output\(|\.run\(|words = )\[\s*"([^"]+)"/)
      commands.formUnion(calls.map { String($0.1) })
    }
    #expect(
      commands == [
        "cat-file", "config", "diff-files", "diff-tree", "for-each-ref", "ls-files", "patch-id", "rev-parse",
        "symbolic-ref",
      ])
  }

  @Test func `no other program is run, so nothing that a ticket holds is`() throws {
    let runners = try sources().filter { $0.text.contains("ChildProcess.run(") }.map(\.path).sorted()
    // Besides git: what a hook of ours would judge, which editor and pager the user has, and what opens a page.
    #expect(
      runners == [
        "TicketsGit/Environment/GitCommand.swift", "tickets/Commands/Edit/Editor.swift",
        "tickets/Commands/Hooks/HookProbe.swift", "tickets/Commands/WebPage/MakePage.swift",
        "tickets/Output/Pager.swift",
      ])
    // What a ticket holds is run by 'advance --run', and by nothing else.
    #expect(
      try sources().filter { $0.text.contains("Shell.runOnTerminal(") }.map(\.path).sorted()
        == ["tickets/Commands/Edit/Editor.swift", "tickets/Commands/Gates/Advance.swift"])
  }

  @Test func `nothing opens a connection or stays behind`() throws {
    for (path, text) in try sources() {
      #expect(text.firstMatch(of: /\b(socket|connect|listen|daemon|setsid)\(/) == nil, "\(path)")
    }
  }

  @Test func `what reads leaves no file behind and changes none`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let id = try tool.succeed("new", "--title", "Looked at")
    try tool.succeed("status", id, "doing", "--log")
    try repository.write(
      "old/t-1.md", "---\nid: t-1\nstatus: open\ncreated: 2026-01-01T00:00:00Z\n---\n# Of another tool\n")
    try repository.commit("begin")
    try repository.git("branch", "other")
    let before = try state(of: repository.path)
    let reading = [
      ["list"], ["list", "--at", "HEAD"], ["list", "--staged"], ["show", id], ["validate"], ["validate", "--issues"],
      ["graph"], ["diff"], ["diff", "HEAD"], ["branches", "--all"], ["history", id], ["merge-check", "other"],
      ["list", "--merged", "other"], ["audit", "HEAD"], ["audit", "--commits"], ["hooks", "status"], ["man"],
      ["completions", "bash"], ["hook", "pre-commit"], ["next"], ["brief"], ["brief", id], ["claims"],
      ["repair", "--all", "--dry-run"],
      ["templates", "list"], ["templates", "show", "review"], ["templates", "apply", "delivery", "--dry-run"],
      ["templates", "outdated"], ["plan", "list"], ["plan", "show", id, "--branches"],
      ["import", "tk", "old", "--dry-run"], ["mcp"], ["board"], ["page"], ["classify", id], ["flow", id],
      ["flow", "--list"], ["doctor"], ["overlap"], ["overlap", id, "--code"], ["train"], ["train", "--code"],
      ["where", id], ["where", "--all"], ["blame", id],
    ]
    // A new command belongs above, unless there is no way to call it that only reads.
    let commands = Tickets.configuration.subcommands.flatMap(\.commands).map { $0.configuration.name }
    let unread = Set(commands).subtracting(reading.compactMap(\.first))
    #expect(
      unread == [
        "init", "new", "status", "edit", "log", "merge-driver", "claim", "release", "export", "advance", "deliver",
      ])
    for words in reading {
      #expect(try tool(words).status == 0, "\(words)")
      #expect(try state(of: repository.path) == before, "\(words)")
    }
  }

  #if os(Linux) && canImport(Glibc)
    @Test(.enabled(if: Git.isReadByLibGit2))
    func `libgit2 is loaded by those commands that need git`() throws {
      let repository = try TestRepository()
      // The loader then tells each library that it looks for.
      let tool = Tool(in: repository.path, ["LD_DEBUG": "libs"])
      let id = try Tool(in: repository.path).succeed("new", "--title", "Looked at")
      try repository.commit("begin")
      for words in [["list"], ["show", id], ["validate"], ["status", id, "doing", "--log"], ["new", "--title", "x"]] {
        #expect(!(try tool(words).errorText.contains("libgit2")), "\(words)")
      }
      #expect(try tool("list", "--at", "HEAD").errorText.contains("libgit2"))
    }
  #endif

  /// Each file in a folder with its size and the moment of its last change.
  private func state(of folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().map { path in
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
      let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(path) \(attributes[.size] ?? 0) \(date)"
    }
  }
}
