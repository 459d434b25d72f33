import TestSupport
import Testing

/// A push does not carry a `done` that its flow does not carry; where nobody opted in it is asked nothing.
@Suite struct PushGateTests {
  private func byHand(_ work: GatedWork) throws -> Execution {
    try work.tool.succeed("hooks", "install", "pre-push")
    try work.edit("status: todo", "status: done", in: work.ticket)
    try work.edit("status: doing", "status: done", in: work.ticket)
    try work.repository.commit("Done")
    return try work.git.with(environment: ["PATH": tool(work)]).attempt("push", "origin", "main")
  }

  /// Where hooks find the tool.
  private func tool(_ work: GatedWork) -> String {
    Tool.path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + ":" + (work.git.environment["PATH"] ?? "")
  }

  @Test func `a done by hand is refused where there is a flow`() throws {
    let work = try GatedWork(flow: "lite")
    try work.edit("1", "2", in: "src/a.py")
    let push = try byHand(work)
    #expect(push.status != 0 && push.errorText.contains("FLOW_NOT_CARRIED"), "\(push.errorText)")
    #expect(push.errorText.contains("'tickets flow <id>'") && !push.errorText.contains("lost lines"))
  }

  @Test func `and is nobody's business where there is none`() throws {
    let work = try GatedWork(flow: "")
    try work.edit("1", "2", in: "src/a.py")
    #expect(try byHand(work).status == 0)
  }

  @Test func `a done that the flow carries passes, and an edit after the review does not`() throws {
    let work = try GatedWork(flow: "lite")
    try work.edit("1", "2", in: "src/a.py")
    try work.passLite()
    #expect(try byHand(work).status == 0)
    let sly = try GatedWork(flow: "lite")
    try sly.edit("1", "2", in: "src/a.py")
    try sly.passLite()
    try sly.edit("2", "3", in: "src/a.py")
    #expect(try byHand(sly).status != 0)
  }

  @Test func `a label that names no flow carries nothing`() throws {
    let work = try GatedWork(flow: "liet")
    try work.edit("1", "2", in: "src/a.py")
    let push = try byHand(work)
    #expect(push.status != 0 && push.errorText.contains("its label 'flow:liet' names no flow"), "\(push.errorText)")
  }

  @Test func `a gate on the server refuses and lets pass the same`() throws {
    let work = try GatedWork(flow: "lite")
    try work.hook("pre-receive", "exec tickets hook pre-receive", in: work.bare)
    func push() throws -> Execution {
      try work.git.with(environment: ["PATH": tool(work)]).attempt("push", "origin", "main")
    }
    try work.edit("1", "2", in: "src/a.py")
    try work.edit("status: todo", "status: done", in: work.ticket)
    try work.repository.commit("Done")
    let refused = try push()
    #expect(
      refused.status != 0 && refused.errorText.contains("FLOW_NOT_CARRIED"), "\(refused.text)\(refused.errorText)")
    try work.git("reset", "--quiet", "--soft", "HEAD~1")
    try work.edit("status: done", "status: doing", in: work.ticket)
    try work.passLite()
    try work.edit("status: doing", "status: done", in: work.ticket)
    try work.repository.commit("Done")
    let passed = try push()
    #expect(passed.status == 0, "\(passed.text)\(passed.errorText)")
    // What the branch has already is not judged again.
    try work.edit("2", "3", in: "src/a.py")
    try work.repository.commit("More")
    #expect(try push().status == 0)
  }

  @Test func `what a person forced passes`() throws {
    let work = try GatedWork(flow: "single-ticket")
    try work.tool.succeed("hooks", "install", "pre-push")
    try work.tool.succeed(
      ["status", work.id, "done", "--force", "--summary", "By hand"] + GatedWork.reviewer)
    try work.repository.commit("Done")
    let push = try work.git.with(environment: ["PATH": tool(work)]).attempt("push", "origin", "main")
    #expect(push.status == 0, "\(push.errorText)")
  }

  @Test func `a delivery passes its own hook, and so does its merge`() throws {
    let work = try GatedWork(flow: "lite")
    try work.tool.succeed("hooks", "install")
    try work.edit("1", "2", in: "src/a.py")
    try work.passLite()
    var delivering = work.tool
    delivering.environment["PATH"] = tool(work)
    let done = try delivering(["deliver", work.id] + GatedWork.coder)
    #expect(done.status == 0, "\(done.errorText)")
    try work.git("push", "--quiet", "--no-verify", "origin", "HEAD~1:refs/heads/release")
    try work.git("switch", "--quiet", "--create", "release", "HEAD~1")
    try work.repository.write("other.txt", "x\n")
    try work.git("add", "other.txt")
    try work.git("commit", "--quiet", "--no-verify", "--message", "Other")
    try work.git("merge", "--quiet", "--no-ff", "--no-verify", "--no-edit", "main")
    let push = try work.git.with(environment: ["PATH": tool(work)]).attempt("push", "origin", "release")
    #expect(push.status == 0, "\(push.errorText)")
  }
}
