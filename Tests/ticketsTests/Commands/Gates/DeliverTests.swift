import Foundation
import TestSupport
import Testing

/// Delivery: one commit of exactly what belongs to it, and the remote as the witness.
@Suite struct DeliverTests {
  private func begun() throws -> GatedWork {
    let work = try GatedWork(flow: "lite")
    try work.tool.succeed("status", work.id, "doing")
    try work.edit("1", "2", in: "src/a.py")
    return work
  }

  @Test func `work arrives with its records, and the remote itself says so`() throws {
    let work = try begun()
    let early = try work.deliver()
    #expect(early.status == 1 && early.errorText.contains("planned"))
    try work.passLite()
    let plan = try work.deliver("--dry-run", "--json")
    #expect(plan.status == 0 && plan.text.contains("src/a.py"))
    #expect(try work.repository.read(work.ticket).contains("status: doing"))
    let done = try work.deliver("--json")
    #expect(done.status == 0, "\(done.errorText)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(done.output)) as? [String: Any])
    #expect(report["equal"] as? Bool == true && report["remote"] as? String == "origin")
    #expect(report["remote_ref"] as? String == "refs/heads/main")
    let head = try work.head()
    #expect(["remote_oid", "commit", "head"].allSatisfy { report[$0] as? String == head })
    #expect(try work.dirt() == [])
    #expect(try work.git("log", "-1", "--format=%B").text.contains("Limit it\n\nTicket: \(work.id)"))
    #expect(try work.git("show", "origin/main:\(work.ticket)").text.contains("status: done"))
    // Again, it is only asked whether it is there.
    #expect(try work.deliver().status == 0)
    #expect(try work.commits() == 2)
    #expect(try work.state() == "reviewed")
  }

  @Test func `a newer remote is noticed, however old the last fetch is`() throws {
    let work = try begun()
    try work.passLite()
    let other = try work.bare.clone(named: "other")
    try other.write("unrelated.txt", "x\n")
    try other.commit("Unrelated")
    try other.git("push", "--quiet", "origin", "main")
    let behind = try work.deliver()
    #expect(behind.status == 1 && behind.errorText.contains("pull --rebase"))
    #expect(try work.commits() == 1)
    try work.git("pull", "--quiet", "--rebase", "--autostash")
    #expect(try work.deliver().status == 0)
  }

  @Test func `without an upstream there is nowhere to deliver to`() throws {
    let work = try begun()
    try work.git("switch", "--quiet", "--create", "alone")
    #expect(try work.deliver().status == 1)
  }

  @Test func `another finished ticket blocks, one in work warns, one to do blocks`() throws {
    let work = try begun()
    try work.passLite()
    let other = try work.tool.succeed("new", "--title", "Other", "--status", "done")
    let blocked = try work.deliver()
    #expect(blocked.status == 1 && blocked.errorText.contains(other))
    #expect(try work.repository.read(work.ticket).contains("status: doing"))
    try work.tool.succeed("status", other, "doing", "--summary", "again")
    let warned = try work.deliver()
    #expect(warned.status == 0 && warned.errorText.contains(other))
    #expect(try work.dirt().allSatisfy { $0.contains(other) })
  }

  @Test func `what the tool wrote for the ticket in its parent's log goes along`() throws {
    let work = try begun()
    try work.passLite()
    let parent = try work.tool.succeed("new", "--title", "Parent")
    try work.git("add", ".tickets/\(parent)")
    try work.git("commit", "--quiet", "--message", "Parent")
    try work.tool.succeed(
      "log", parent, "--machine", "--summary", "split", "--tickets-created", work.id, "--actor-type", "human",
      "--actor-id", "@bob")
    #expect(try work.deliver().status == 0)
    #expect(try work.dirt() == [])
  }

  @Test func `what was there before stays, byte for byte, also when it was staged`() throws {
    let work = try GatedWork(flow: "quick")
    try work.repository.write("notes.txt", "mine\n")
    try work.repository.write("staged.txt", "mine too\n")
    try work.git("add", "staged.txt")
    try work.repository.write("src/b.py", "b = 1\n")
    for (words, actor) in [
      ([], GatedWork.coder), (["--evidence", "made"], GatedWork.coder), (["--run"], GatedWork.coder),
      (["--result", "pass"], GatedWork.reviewer), (["--evidence", "nothing to note"], GatedWork.coder),
    ] {
      let step = try work.tool(["advance", work.id] + words + actor)
      #expect(step.status == 0, "\(step.errorText)")
    }
    let done = try work.deliver()
    #expect(done.status == 0, "\(done.errorText)")
    #expect(try work.dirt() == ["A  staged.txt", "?? notes.txt"])
    #expect(try work.repository.read("notes.txt") == "mine\n" && work.repository.read("staged.txt") == "mine too\n")
    #expect(try work.state() == "delivered")
  }

  @Test func `what was there before and is changed again blocks`() throws {
    let work = try GatedWork(flow: "quick", scope: "src/a.py")
    try work.repository.write("notes.txt", "mine\n")
    #expect(try work.advance().status == 0)
    try work.repository.write("notes.txt", "mine, changed\n")
    try work.tool.succeed(["status", work.id, "done", "--force", "--summary", "by hand"] + GatedWork.reviewer)
    let blocked = try work.deliver()
    #expect(blocked.status == 1 && blocked.errorText.contains("notes.txt: it was changed before"))
  }

  @Test func `names with all that may stand in names`() throws {
    let work = try begun()
    let names = [
      "src/with space.py", "src/it's \"quoted\".py", "src/é.py", "src/-x.py", "src/*.py", "src/[a].py", ":top.py",
    ]
    for name in names { try work.repository.write(name, "x = 1\n") }
    try work.tool.succeed("edit", work.id, "--scope-allow", "*.py")
    try work.passLite()
    let done = try work.deliver()
    #expect(done.status == 0, "\(done.errorText)")
    let committed = try work.git("show", "--format=", "--name-only", "-z").output.split(separator: 0)
      .map { String(decoding: $0, as: UTF8.self) }
    #expect(Set(names).isSubset(of: committed))
    #expect(try work.dirt() == [])
  }

  @Test func `a file outside of the scope goes along when it is named, and else blocks`() throws {
    let work = try GatedWork(flow: "")
    try work.tool.succeed("status", work.id, "doing")
    try work.repository.write("-odd.txt", "x\n")
    try work.edit("1", "2", in: "src/a.py")
    let blocked = try work.deliver()
    #expect(blocked.status == 1 && blocked.errorText.contains("-odd.txt"))
    #expect(try work.commits() == 1)
    #expect(try work.tool(["deliver", work.id] + GatedWork.coder + ["--", "-odd.txt"]).status == 0)
    #expect(try work.dirt() == [])
  }

  @Test func `a commit that is refused leaves the ticket as it was, and says why in its log`() throws {
    let work = try begun()
    try work.passLite()
    try work.hook("pre-commit", "echo the linter says no; exit 1")
    let refused = try work.deliver()
    #expect(refused.status == 1 && refused.errorText.contains("the linter says no"))
    #expect(try work.commits() == 1)
    #expect(try work.repository.read(work.ticket).contains("status: doing"))
    #expect(try work.tool.succeed("show", work.id).contains("the linter says no"))
    try work.hook("pre-commit", "exit 0")
    #expect(try work.deliver().status == 0)
    #expect(try work.commits() == 2 && work.dirt() == [])
  }

  @Test func `a hook that rewrites files gets its commit, and no push until that is reviewed`() throws {
    let work = try begun()
    try work.passLite()
    try work.hook("pre-commit", "echo '# checked' >>src/a.py; git add src/a.py")
    let before = try work.remoteTip()
    let rewritten = try work.deliver()
    #expect(rewritten.status == 1, "\(rewritten.text)")
    #expect(try work.remoteTip() == before && work.commits() == 2)
    try work.hook("pre-commit", "exit 0")
    #expect(try work.deliver().status == 1)
    try work.passLite()
    let done = try work.deliver()
    #expect(done.status == 0, "\(done.errorText)")
    #expect(try work.remoteTip() == work.head() && work.dirt() == [])
  }

  @Test func `a clean filter is git's to apply`() throws {
    let work = try begun()
    try work.git("config", "filter.upper.clean", "tr a-z A-Z")
    try work.git("config", "filter.upper.smudge", "tr A-Z a-z")
    try work.repository.write(".gitattributes", "*.up filter=upper\n")
    try work.git("add", ".gitattributes")
    try work.git("commit", "--quiet", "--message", "Filter")
    try work.repository.write("src/word.up", "hello\n")
    try work.tool.succeed("edit", work.id, "--scope-allow", ".gitattributes")
    try work.passLite()
    let done = try work.deliver()
    #expect(done.status == 0, "\(done.errorText)")
    #expect(try work.git("show", "HEAD:src/word.up").text == "HELLO\n")
    #expect(try work.state() == "reviewed")
  }

  @Test func `commits are signed where git signs them`() throws {
    let work = try begun()
    try work.passLite()
    let key = work.repository.temporary.path("key")
    let made = try run(
      "/usr/bin/env", ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], in: "/",
      environment: work.git.environment)
    guard made.status == 0 else { return }
    for (name, value) in [("gpg.format", "ssh"), ("user.signingkey", key), ("commit.gpgsign", "true")] {
      try work.git("config", name, value)
    }
    #expect(try work.deliver().status == 0)
    #expect(try work.git("cat-file", "commit", "HEAD").text.contains("gpgsig"))
  }

  /// Hooks that kill the tool while git works for it; then git goes on alone to its end.
  @Test(arguments: [("pre-commit", 1), ("post-commit", 0), ("pre-push", 1), ("update", 1), ("post-receive", 0)])
  func `killed at any step, the same command goes on`(event: String, status: Int) throws {
    let work = try begun()
    try work.passLite()
    let place = ["update", "post-receive"].contains(event) ? work.bare : nil
    try work.hook(
      event,
      """
      process=$PPID
      while [ "$(ps -o comm= -p $process)" != tickets ]; do
        process=$(ps -o ppid= -p $process | tr -d ' ')
        [ "$process" -gt 1 ] || exit 3
      done
      kill -9 $process
      exit \(status)
      """, in: place)
    // Whoever the tool started holds this pipe open until it has ended too.
    let words = ["-c", #"{ "$@" 9>&1 >/dev/null 2>&1; echo $?; } | cat"#, "-", Tool.path, "deliver", work.id]
    let killed = try run(
      "/bin/sh", words + GatedWork.coder, in: work.repository.path, environment: work.tool.environment)
    #expect(killed.text == "137\n")
    try work.hook(event, "exit 0", in: place)
    let done = try work.deliver()
    #expect(done.status == 0, "\(done.errorText)")
    #expect(try work.commits() == 2 && work.remoteTip() == work.head() && work.dirt() == [])
  }

  @Test(.enabled(if: FaultyCalls.library != nil, "needs a C compiler"))
  func `killed at any call of the system, the same command goes on`() throws {
    for call in 1..<500 {
      let work = try begun()
      try work.passLite()
      var tool = work.tool
      tool.environment.merge(
        FaultyCalls.environment(.death, at: call, countingTo: work.repository.temporary.path("calls"))
      ) { $1 }
      let killed = try tool(["deliver", work.id] + GatedWork.coder)
      if killed.status != 128 + SIGKILL {
        #expect(killed.status == 0 && call > 10, "\(killed.errorText)")
        return
      }
      let done = try work.deliver()
      #expect(done.status == 0, "call \(call): \(done.errorText)")
      let dirt = try work.dirt()
      #expect(try work.commits() == 2 && work.remoteTip() == work.head() && dirt == [], "call \(call): \(dirt)")
    }
    Issue.record("it was killed each time")
  }

  @Test func `stopped between the commit and the push, it only pushes`() throws {
    let work = try begun()
    try work.passLite()
    let held = try work.deliver("--no-push")
    #expect(held.status == 0 && held.text.contains("done, not pushed"))
    let commit = try work.head()
    #expect(try work.deliver().status == 0)
    #expect(try work.head() == commit && work.remoteTip() == commit)
  }
}
