import Foundation
import TestSupport
import Testing

/// Real hooks in real repositories: what git lets through, and what it is stopped from.
@Suite struct HooksTests: TicketInGitTests {
  @Begun var begun: TicketInGit

  private mutating func begin(_ roots: Roots) throws {
    begun = try TicketInGit(roots)
    try repository.write(log, "{\"ts\":\"2026-01-29T18:42:10Z\"}\n")
    try repository.commit("Begin")
    try begun.installHooks()
  }

  private var log: String { "\(tickets)/\(id)/logs/20260129T184210.123Z-run.jsonl" }

  private func commit(_ words: String...) throws -> Execution {
    try run(
      "/usr/bin/env", ["git", "commit", "--quiet"] + (words.isEmpty ? ["-m", "x"] : words), in: repository.path,
      environment: git.environment)
  }

  @Test(arguments: Roots.allCases)
  mutating func `what is staged is judged, not what lies in the files`(roots: Roots) throws {
    try begin(roots)
    try edit("status: todo", "status: odd")
    try git("add", "--all")
    try edit("status: odd", "status: doing")
    let stopped = try commit()
    #expect(stopped.status == 1)
    #expect((stopped.text + stopped.errorText).contains("\(ticket):4:9: STATUS_UNKNOWN"))
    try git("add", "--all")
    try edit("status: doing", "status: odd")
    #expect(try commit().status == 0)
  }

  @Test(arguments: Roots.allCases)
  mutating func `rewritten log lines and conflict markers are stopped, everything else goes through`(roots: Roots)
    throws
  {
    try begin(roots)
    try repository.write(log, "{}\n")
    try git("add", "--all")
    let stopped = try commit()
    #expect(stopped.status == 1)
    #expect((stopped.text + stopped.errorText).contains("\(log):1: a log line is rewritten"))
    #expect(try commit("-m", "x", "--no-verify").status == 0)
    try edit("## Verification", "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n## Verification")
    try git("add", "--all")
    #expect(try commit().status == 1)
    try git("reset", "--quiet", "--hard")
    try repository.write("other.txt", "<<<<<<< ours\n")
    try git("add", "--all")
    #expect(try commit().status == 0)
  }

  @Test(arguments: Roots.allCases)
  mutating func `trailers must name tickets, staged ones too`(roots: Roots) throws {
    try begin(roots)
    try repository.write("a.txt", "a")
    try git("add", "--all")
    #expect(try commit("-m", "x", "-m", "Ticket: 12345678").status == 1)
    #expect(try commit("-m", "x", "-m", "Ticket: \(id.suffix(8))").status == 0)
    let new = try tool.succeed("new", "--title", "Another")
    try git("add", "--all")
    #expect(try commit("-m", "x", "-m", "Ticket: \(new)").status == 0)
  }

  @Test(arguments: Roots.allCases)
  mutating func `a trailer names tickets in any form, and says what to add when one is not staged`(roots: Roots) throws
  {
    try begin(roots)
    let new = try tool.succeed("new", "--title", "Another")
    let tail = id.suffix(8)
    func said(_ trailer: String) throws -> Execution { try commit("--allow-empty", "-m", "x", "-m", trailer) }
    let unstaged = try said("Ticket: \(new)")
    #expect(unstaged.status == 1)
    #expect(unstaged.errorText.contains("not staged: 'git add \(tickets)/\(new)'"), "\(unstaged.errorText)")
    try git("add", "\(tickets)/\(new)")
    for form in [new, "#\(tail)", "\(tail), \(new.suffix(8))", "\(tail) #\(new.suffix(8))"] {
      #expect(try said("Ticket: \(form)").status == 0, "\(form)")
    }
    for form in ["\(tail), 12345678", "#12345678", "#", "see the tracker"] {
      let refused = try said("Ticket: \(form)")
      #expect(refused.status == 1, "\(form)")
      #expect(refused.errorText.contains("write 'Ticket: <id>', or several ids with commas"))
    }
  }

  @Test(arguments: Roots.allCases)
  mutating func `what is rewritten is shown where it differs, and by the command that is named`(roots: Roots) throws {
    try begin(roots)
    let entry = { (actor: String) in
      #"{"ts":"2026-01-29T18:42:10.000Z","run_started":"2026-01-29T18:42:10.123Z","actor_type":"agent","actor_id":""#
        + actor + #"","summary":"\#(String(repeating: "long ", count: 40))"}"# + "\n"
    }
    try repository.write(log, repository.read(log) + entry("codex"))
    try git("add", "--all")
    #expect(try commit("-m", "x", "--no-verify").status == 0)
    try repository.write(log, repository.read(log).replacing("codex", with: "claude"))
    try git("add", "--all")
    let stopped = try commit()
    #expect(stopped.status == 1)
    let line =
      #"\#(log):2: a log line is rewritten: …"actor_id":"codex","summary":… → …"actor_id":"claude","summary":…"#
    #expect(stopped.errorText.contains(line), "\(stopped.errorText)")
    #expect(stopped.errorText.contains("'tickets diff --staged'") && !stopped.errorText.contains("validate --staged"))
    let diff = try tool.succeed("diff", "--staged")
    #expect(diff.contains(#"rewritten: …"actor_id":"codex""#), "\(diff)")
    try edit("status: todo", "status: odd")
    try git("add", "--all")
    #expect(try commit().errorText.contains("'tickets validate --staged' shows everything; 'tickets diff --staged'"))
  }

  @Test(arguments: Roots.allCases)
  mutating func `a push of a lost line is refused, by the hook here and by the one of a bare repository`(roots: Roots)
    throws
  {
    try begin(roots)
    let bare = try TestRepository("--bare", named: "bare", in: repository.temporary)
    try begun.installGate(in: bare)
    try git("remote", "add", "origin", bare.path)
    try git("push", "--quiet", "origin", "main")
    try repository.write(log, "{}\n")
    try git("commit", "--quiet", "--no-verify", "-am", "Rewrite")
    let objects = try bare.git("count-objects", "-v").text
    for words in [["origin", "main"], ["--no-verify", "origin", "main"]] {
      let push = try run("/usr/bin/env", ["git", "push"] + words, in: repository.path, environment: git.environment)
      #expect(push.status == 1)
      #expect((push.text + push.errorText).contains("a log line is rewritten"), "\(push.errorText)")
    }
    #expect(try bare.git("count-objects", "-v").text == objects)
    try git("reset", "--quiet", "--hard", "HEAD~1")
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "More", "--run-id", "b")
    try repository.commit("More")
    try git("push", "--quiet", "origin", "main", "main:other")
    try git("reset", "--quiet", "--hard", "HEAD~1")
    #expect(try git.attempt("push", "--quiet", "--force", "origin", "main").status == 1)
    #expect(try git.attempt("push", "--quiet", "origin", ":other").status == 0)
  }

  @Test(arguments: Roots.allCases)
  mutating func `a hook that was there keeps its arguments and input, and is restored byte for byte`(roots: Roots)
    throws
  {
    try begin(roots)
    let path = repository.path + "/.git/hooks/pre-push"
    try begun.uninstallHooks()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.git/hooks").filter {
        !$0.hasSuffix(".sample")
      } == [])
    let original = "#!/bin/sh\necho \"$1 $2\" > seen\ncat >> seen\nexit 0"
    try writeScript(original, to: path)
    try begun.installHooks()
    try begun.installHooks()
    let bare = try TestRepository("--bare", named: "bare", in: repository.temporary)
    try git("push", "--quiet", bare.path, "main")
    let head = try git("rev-parse", "HEAD").lines[0]
    #expect(
      try repository.read("seen")
        == "\(bare.path) \(bare.path)\nrefs/heads/main \(head) refs/heads/main \(String(repeating: "0", count: Git.digits))\n"
    )
    try begun.uninstallHooks()
    #expect(try repository.read(".git/hooks/pre-push") == original)
  }

  @Test(arguments: Roots.allCases)
  mutating func `a foreign folder of hooks and hooks that are no scripts are left alone`(roots: Roots) throws {
    try begin(roots)
    try begun.uninstallHooks()
    try repository.write(".git/hooks/pre-commit", "#!/usr/bin/env python3\n")
    let execution = try tool("hooks", "install", "pre-commit")
    #expect(execution.status == 1)
    #expect(
      execution.text.contains("pre-commit: tickets hook pre-commit\(roots == .plain ? "" : " --root 'proj'") \"$@\""))
    #expect(try repository.read(".git/hooks/pre-commit") == "#!/usr/bin/env python3\n")
    try git("config", "core.hooksPath", ".husky")
    let foreign = try tool("hooks", "install")
    #expect(foreign.status == 1)
    #expect(foreign.text.contains("core.hooksPath"))
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.husky"))
  }

  @Test(arguments: Roots.allCases)
  mutating func `in a foreign folder a hook that calls the tool counts, as git finds it`(roots: Roots) throws {
    try begin(roots)
    try begun.uninstallHooks()
    let options = roots == .plain ? "" : roots.names.map { " --root \($0)" }.joined()
    for folder in [".githooks", "~/hooks", repository.temporary.path("hooks")] {
      try git("config", "core.hooksPath", folder)
      // The home of the tool is the repository here.
      let path = folder.hasPrefix("/") ? folder : repository.path + "/" + folder.replacing("~/", with: "")
      #expect(try tool("hooks", "status", "pre-commit").text.contains("absent"))
      try writeScript("#!/bin/sh\ntickets hook pre-commit\(options) \"$@\"\n", to: path + "/pre-commit")
      var found = tool
      found.environment["PATH"] = URL(fileURLWithPath: Tool.path).deletingLastPathComponent().path + ":/usr/bin:/bin"
      #expect(try found("hooks", "status", "pre-commit").text.contains("installed"))
      found.environment["PATH"] = "/usr/bin:/bin"
      #expect(try found("hooks", "status", "pre-commit").text.contains("tool missing"))
      try begun.uninstallHooks()
      #expect(
        try String(contentsOfFile: path + "/pre-commit", encoding: .utf8).hasSuffix("pre-commit\(options) \"$@\"\n"))
    }
  }

  @Test(arguments: Roots.allCases)
  mutating func `a hook that stops keeps what was there from running`(roots: Roots) throws {
    try begin(roots)
    let path = repository.path + "/.git/hooks/pre-commit"
    try begun.uninstallHooks()
    let original = "#!/bin/bash\n# no end of line, and\ttabs\necho ran >>\"${GIT_DIR:-.git}/ran\""
    try writeScript(original, to: path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    try begun.installHooks("pre-commit")
    try edit("status: todo", "status: odd")
    try git("add", "--all")
    #expect(try commit().status == 1)
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.git/ran"))
    try edit("status: odd", "status: doing")
    try git("add", "--all")
    #expect(try commit().status == 0)
    #expect(try repository.read(".git/ran") == "ran\n")
    try begun.uninstallHooks("pre-commit")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test(arguments: Roots.allCases)
  mutating func `status says whether a hook would run`(roots: Roots) throws {
    try begin(roots)
    #expect(try tool.succeed("hooks", "status", "pre-commit").contains("installed"))
    let path = repository.path + "/.git/hooks/pre-commit"
    let text = try repository.read(".git/hooks/pre-commit")
    try writeScript(text.replacing(Tool.path, with: "/nowhere/tickets"), to: path)
    #expect(try tool("hooks", "status").text.contains("tool missing"))
    try repository.write("a.txt", "a")
    try git("add", "--all")
    let stopped = try commit()
    #expect(stopped.status == 1)
    #expect(stopped.errorText.contains("pre-commit cannot run"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(try tool("hooks", "status").text.contains("not executable"))
    #expect(try tool("hooks", "status").status == 1)
  }

  @Test(arguments: Roots.allCases)
  mutating func `linked work trees and folders below share the hooks`(roots: Roots) throws {
    try begin(roots)
    let linked = try repository.addWorkTree("HEAD", named: "linked", "-b", "linked")
    try linked.write("sub/a.txt", "a")
    try linked.write(log, "{}\n")
    try linked.git("add", "--all")
    let below = linked.git.with(folder: linked.path + "/sub")
    #expect(try below.attempt("commit", "--quiet", "-m", "x").status == 1)
    try linked.git("checkout", "--quiet", "HEAD", "--", tickets)
    #expect(try below.attempt("commit", "--quiet", "-m", "x").status == 0)
  }
}
