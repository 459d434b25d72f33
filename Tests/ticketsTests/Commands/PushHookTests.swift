import Foundation
import TestSupport
import Testing

/// What may be pushed: the hook here, and the gate of a bare repository.
@Suite struct PushHookTests: TicketInGitTests {
  @Begun var begun: TicketInGit
  @Begun private var bare: TestRepository

  private mutating func begin(_ roots: Roots) throws {
    begun = try TicketInGit(roots)
    bare = try TestRepository("--bare", named: "bare", in: begun.repository.temporary)
    try git("remote", "add", "origin", bare.path)
    try log("one")
    try git("push", "--quiet", "origin", "main")
  }

  private func log(_ run: String, in folder: String? = nil) throws {
    try Tool(in: (folder ?? repository.path) + "/" + begun.roots.prefix).succeed(
      "log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "said \(run)", "--run-id", run)
    let git = git.with(folder: folder)
    try git("add", "--all")
    try git("commit", "--quiet", "--no-verify", "--message", "Log \(run)")
  }

  private func dropLog(_ run: String) throws {
    try git("rm", "--quiet", "\(tickets)/\(id)/logs/*-\(run).jsonl")
    try git("commit", "--quiet", "--no-verify", "--message", "Drop \(run)")
  }

  /// A gate speaks through the push, a hook here for itself.
  private func said(_ push: Execution) -> String { push.text + push.errorText }

  /// The words of what was lost, in what git says of a push.
  private func lost(_ push: Execution) -> [String] {
    said(push).split(separator: "\n").filter { $0.contains("a log line is lost") }.compactMap { line in
      line.split(separator: "\"summary\":\"said ").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
    }.sorted()
  }

  /// Everything that lies in the bare repository.
  private func contents() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: bare.path).filter { !$0.hasPrefix("hooks") }.sorted()
  }

  @Test(arguments: Roots.allCases, [false, true])
  mutating func `a force push over published lines is refused, and each line is named`(roots: Roots, isGate: Bool)
    throws
  {
    try begin(roots)
    try log("two")
    try log("three")
    try git("push", "--quiet", "origin", "main")
    if isGate {
      try begun.installGate(in: bare)
    } else {
      try begun.installHooks("pre-push")
    }
    try git("reset", "--quiet", "--hard", "HEAD~2")
    try log("four")
    let before = try contents()
    let push = try git.attempt("push", "--force", "origin", "main")
    #expect(push.status == 1)
    #expect(lost(push) == ["three", "two"], "\(push.errorText)")
    #expect(try contents() == before)
    // With the lines in it another history is as good.
    try git("cherry-pick", "origin/main~1", "origin/main")
    try git("push", "--quiet", "--force", "origin", "main")
  }

  @Test(arguments: Roots.allCases)
  mutating func `every pushed commit is audited, and the tip of every pushed ref is validated`(roots: Roots) throws {
    try begin(roots)
    try begun.installHooks("pre-push")
    try git("checkout", "--quiet", "-b", "feature")
    try log("two")
    try dropLog("two")
    try repository.write("code", "a")
    try repository.commit("Code")
    let lost = try git.attempt("push", "origin", "feature")
    #expect(lost.status == 1)
    let commit = try git("rev-parse", "HEAD~1").text.prefix(12)
    #expect(said(lost).contains("a log line is lost in \(commit)"))
    try git("checkout", "--quiet", "-b", "odd", "main")
    let ticket = "\(tickets)/\(id)/ticket.md"
    try repository.write(ticket, repository.read(ticket).replacing("status: todo", with: "status: odd"))
    try repository.commit("Odd")
    for refs in [["odd"], ["main:copy", "odd:other"], ["odd:refs/tags/v1"]] {
      let push = try git.attempt(["push", "origin"] + refs)
      #expect(push.status == 1, "\(refs)")
      #expect(said(push).contains("\(ticket):4:9: STATUS_UNKNOWN"))
    }
    try repository.write(ticket, repository.read(ticket).replacing("status: odd", with: "status: doing"))
    try repository.commit("Even")
    try git("push", "--quiet", "origin", "odd", "main:copy")
    try git("push", "--quiet", "origin", ":copy")
  }

  @Test(arguments: Roots.allCases, [false, true])
  mutating func `what is published already is not judged again, what it is pushed beside is`(roots: Roots, isGate: Bool)
    throws
  {
    try begin(roots)
    let ticket = "\(tickets)/\(id)/ticket.md"
    try repository.write(ticket, repository.read(ticket).replacing("status: todo", with: "status: odd"))
    try repository.commit("Odd")
    try git("push", "--quiet", "origin", "main")
    if isGate { try begun.installGate(in: bare) } else { try begun.installHooks("pre-push") }
    let other = try tool.succeed("new", "--title", "Another")
    try repository.commit("Another")
    try git("push", "--quiet", "origin", "main")
    try git("push", "--quiet", "origin", "main:copy")
    // A ticket that takes the id of one that the push does not touch is wrong only beside it.
    let another = "\(tickets)/\(other)/ticket.md"
    try repository.write(another, repository.read(another).replacing(other, with: id))
    try repository.commit("Taken")
    for ref in ["main", "main:new"] {
      let push = try git.attempt("push", "origin", ref)
      #expect(push.status == 1)
      #expect(said(push).contains("\(another):2:5: ID_DUPLICATE"), "\(said(push))")
      #expect(!said(push).contains("STATUS_UNKNOWN"))
    }
  }

  @Test(arguments: Roots.allCases)
  mutating func `what is not as git writes it, or names what is not there, proves nothing`(roots: Roots) throws {
    try begin(roots)
    let head = try git("rev-parse", "HEAD").lines[0]
    let blob = try git("rev-parse", "HEAD:\(ticket)").lines[0]
    let (none, gone) = (String(repeating: "0", count: Git.digits), String(repeating: "a", count: Git.digits))
    let push: [(line: String, status: Int32)] = [
      ("refs/heads/main \(head) refs/heads/main \(none)", 0), ("HEAD^{/Log one} \(head) refs/heads/main \(none)", 0),
      ("(delete) \(none) refs/heads/old \(head)", 0), ("refs/tags/b \(blob) refs/tags/b \(none)", 0),
      ("refs/heads/main \(head) refs/heads/main \(gone)", 0), ("", 0),
      ("refs/heads/main \(gone) refs/heads/main \(none)", 2), ("refs/heads/main \(head)", 2), ("nonsense", 2),
      ("refs/heads/main \(head) refs/heads/main", 2), ("refs/heads/main main refs/heads/main \(none)", 2),
    ]
    for (line, status) in push {
      let said = try tool("hook", "pre-push", "origin", bare.path, input: line + "\n")
      #expect(said.status == status, "\(line): \(said.errorText)")
      if status == 2 { #expect(said.errorText.contains(line.contains(gone) ? gone : "line 1 of what pre-push reads")) }
    }
    let receive: [(line: String, status: Int32)] = [
      ("\(none) \(head) refs/heads/new", 0), ("\(head) \(none) refs/heads/main", 0),
      ("\(none) \(gone) refs/heads/new", 2), ("\(none) \(head)", 2), ("\(head) refs/heads/new \(none)", 2),
    ]
    for (line, status) in receive {
      let said = try Tool(in: bare.path)("hook", "pre-receive", input: "\(none) \(head) refs/heads/a\n\(line)\n")
      #expect(said.status == status, "\(line): \(said.errorText)")
    }
  }

  @Test(arguments: Roots.allCases)
  mutating func `what no remote has is judged whole`(roots: Roots) throws {
    try begin(roots)
    let ticket = "\(tickets)/\(id)/ticket.md"
    try repository.write(ticket, repository.read(ticket).replacing("status: todo", with: "status: odd"))
    try repository.commit("Odd")
    try tool.succeed("new", "--title", "Another")
    try repository.commit("Another")
    try begun.installHooks("pre-push")
    let empty = try TestRepository("--bare", named: "empty", in: repository.temporary)
    try git("remote", "remove", "origin")
    let push = try git.attempt("push", empty.path, "main")
    #expect(push.status == 1)
    #expect(said(push).contains("\(ticket):4:9: STATUS_UNKNOWN"))
  }

  @Test(arguments: Roots.allCases)
  mutating func `where the old id is not known the audit starts at the base branch`(roots: Roots) throws {
    try begin(roots)
    try dropLog("one")
    try git("push", "--quiet", "origin", "main", "main:feature")
    let other = try bare.clone("--branch", "feature", named: "other")
    try log("other", in: other.path)
    try other.git("push", "--quiet", "origin", "feature")
    try begun.installHooks("pre-push")
    try git("checkout", "--quiet", "-b", "feature")
    try log("two")
    try git("push", "--quiet", "--force", "origin", "feature")
    try log("more", in: other.path)
    try other.git("push", "--quiet", "--force", "origin", "feature")
    try dropLog("two")
    let push = try git.attempt("push", "--force", "origin", "feature")
    #expect(push.status == 1)
    #expect(lost(push) == ["two"], "\(push.errorText)")
  }

  @Test(arguments: Roots.allCases)
  mutating func `the gate of a bare repository refuses all or nothing, and leaves nothing behind`(roots: Roots) throws {
    try begin(roots)
    try begun.installGate(in: bare)
    let before = try contents()
    try git("branch", "good")
    try log("two")
    try git("branch", "better")
    try dropLog("two")
    let push = try git.attempt("push", "origin", "main", "good", "better")
    #expect(push.status == 1)
    #expect(lost(push) == ["two"])
    #expect(try contents() == before)
    #expect(try bare.git("for-each-ref", "--format=%(refname:short)").lines == ["main"])
    try bare.git("fsck", "--strict")
    try git("push", "--quiet", "origin", "good", "better")
    #expect(try bare.git("for-each-ref", "--format=%(refname:short)").lines == ["better", "good", "main"])
  }

  @Test(arguments: Roots.allCases, [false, true])
  mutating func `a first push into an empty repository is audited from its first commit`(roots: Roots, isGate: Bool)
    throws
  {
    try begin(roots)
    try git("remote", "remove", "origin")
    let empty = try TestRepository("--bare", named: "empty", in: repository.temporary)
    if isGate { try begun.installGate(in: empty) } else { try begun.installHooks("pre-push") }
    try repository.write("\(tickets)/config.yml", "base_branch: main\n")
    try repository.commit("Settings")
    try git("push", "--quiet", empty.path, "main:first")
    try dropLog("one")
    let push = try git.attempt("push", empty.path, "main")
    #expect(push.status == 1)
    #expect(lost(push) == ["one"])
  }

  @Test(arguments: Roots.allCases)
  mutating func `the base branch is audited from what the remote has`(roots: Roots) throws {
    try begin(roots)
    try dropLog("one")
    try git("push", "--quiet", "origin", "main")
    try begun.installHooks("pre-push")
    try git("push", "--quiet", "origin", "main:copy")
    try log("two")
    try dropLog("two")
    let push = try git.attempt("push", "origin", "main:other")
    #expect(push.status == 1)
    #expect(lost(push) == ["two"])
  }

  @Test(arguments: Roots.allCases)
  mutating func `what stops a push is no result of it`(roots: Roots) throws {
    try begin(roots)
    let ticket = "\(tickets)/\(id)/ticket.md"
    try repository.write(ticket, repository.read(ticket).replacing("status: todo", with: "status: odd"))
    try repository.commit("Odd")
    try begun.installHooks("pre-push")
    let push = try git.attempt("push", "origin", "main")
    #expect(push.status == 1)
    #expect(push.errorText.contains("STATUS_UNKNOWN") && !push.text.contains("STATUS_UNKNOWN"))
  }
}
