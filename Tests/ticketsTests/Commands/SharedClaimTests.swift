import Foundation
import TestSupport
import Testing

/// Claims that all clones share: a reference of the remote decides.
@Suite struct SharedClaimTests {
  private let origin: TestRepository
  private let clones: [TestRepository]
  private let ids: [String]

  init() throws {
    let first = try TestRepository()
    let tool = Tool(in: first.path)
    try tool.succeed("init")
    ids = try (1...6).map { try tool.succeed("new", "--title", "Ticket \($0)") }
    try first.commit("begin")
    origin = try TestRepository()
    try origin.git("config", "receive.denyCurrentBranch", "ignore")
    try origin.git("config", "receive.denyNonFastForwards", "true")
    try first.git("remote", "add", "origin", origin.path)
    try first.git("push", "--quiet", "-u", "origin", "HEAD:refs/heads/main")
    let second = try TestRepository()
    try second.git("remote", "add", "origin", origin.path)
    try second.git("fetch", "--quiet", "origin")
    try second.git("reset", "--quiet", "--hard", "origin/main")
    clones = [first, second]
  }

  private func agent(_ name: String, in clone: Int, at time: String = "10:00:00") -> Tool {
    Tool(
      in: clones[clone].path,
      [
        "TICKETS_NOW": "2026-02-01T\(time)Z", "TICKETS_ACTOR": name, "TICKETS_ACTOR_TYPE": "agent",
        "TICKETS_RUN_ID": name,
      ])
  }

  private func person(in clone: Int, at time: String = "10:00:00") -> Tool {
    Tool(in: clones[clone].path, ["TICKETS_NOW": "2026-02-01T\(time)Z", "TICKETS_ACTOR": "@ada"])
  }

  private func reference(_ id: String) throws -> String {
    try origin.git("for-each-ref", "--format=%(objectname)", "refs/tickets/claims/\(id)").text
  }

  @Test func `the other clone is refused, and sees who has it`() throws {
    try agent("one", in: 0).succeed("claim", ids[0], "--push")
    let refused = try agent("two", in: 1)("claim", ids[0], "--push", "origin")
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("claimed at 'origin' by one (run one) until 2026-02-01T10:30:00Z"))
    #expect(try clones[1].git("for-each-ref", "refs/tickets").text == "")
    let shown = try #require(try agent("two", in: 1).json("claims", "--remote") as? [[String: Any]])
    #expect(shown.map { $0["actor_id"] as? String } == ["one"])
    // Here nothing is claimed, and nothing was asked for.
    #expect(try person(in: 1).succeed("claims") == "")
    // The commit holds the very claim.
    let blob = try origin.git("rev-parse", "refs/tickets/claims/\(ids[0]):claim").text
    #expect(try clones[0].git("rev-parse", "refs/tickets/claims/\(ids[0])").text == blob)
    #expect(try origin.git("fsck").status == 0)
  }

  @Test func `it is renewed, given back, and taken when it has ended, as a chain`() throws {
    try agent("one", in: 0).succeed("claim", ids[0], "--push")
    try agent("one", in: 0, at: "10:10:00").succeed("claim", ids[0], "--push")
    try agent("two", in: 1, at: "11:00:00").succeed("claim", ids[0], "--push")
    #expect(try origin.git("rev-list", "--count", "refs/tickets/claims/\(ids[0])").text == "3\n")
    let late = try agent("one", in: 0, at: "11:01:00")("release", ids[0], "--push")
    #expect(late.status == 0 && late.text.contains("not yours to give back: two (run two) has it"))
    #expect(try clones[0].git("for-each-ref", "refs/tickets").text == "")
    try agent("two", in: 1, at: "11:02:00").succeed("release", ids[0], "--push")
    #expect(try reference(ids[0]) == "")
    #expect(try clones[1].git("for-each-ref", "refs/tickets").text == "")
  }

  @Test func `a person takes it at once, and says whose it was`() throws {
    try agent("one", in: 0).succeed("claim", ids[0], "--push")
    #expect(try person(in: 1).succeed("claim", ids[0], "--push").contains("one (run one) had it"))
    #expect(try agent("one", in: 0)("claim", ids[0], "--push").status == 1)
  }

  @Test func `what is only claimed here counts for nothing where the remote decides`() throws {
    try agent("one", in: 0).succeed("claim", ids[0])
    try agent("two", in: 0).succeed("claim", ids[0], "--push")
    #expect(try #require(try person(in: 0).json("claims") as? [[String: Any]])[0]["actor_id"] as? String == "two")
  }

  @Test func `a remote that does not answer leaves the claim here, and says so`() throws {
    try clones[0].git("remote", "set-url", "--push", "origin", "/nowhere")
    let unknown = try agent("one", in: 0)("claim", ids[0], "--push")
    #expect(unknown.status == 2)
    #expect(unknown.errorText.contains("not known") && unknown.errorText.contains("The claim stands here"))
    #expect(try #require(try person(in: 0).json("claims") as? [[String: Any]]).count == 1)
    try clones[0].git("remote", "remove", "origin")
    let none = try agent("one", in: 0)("claim", ids[1], "--push")
    #expect(none.status == 2 && none.errorText.contains("--push origin"))
  }

  @Test func `nothing is sent without being asked for`() throws {
    try agent("one", in: 0).succeed("claim", ids[0])
    try clones[0].git("push", "--quiet", "origin", "main")
    #expect(try reference(ids[0]) == "")
  }

  @Test func `of many in two clones each ticket goes to exactly one`() async throws {
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for number in 0..<12 {
        group.addTask {
          var own: [String] = []
          while true {
            let execution = try agent("a\(number)", in: number % 2)(
              "next", "--claim", "--push", "--run-id", "a\(number)-\(own.count)", "--json")
            guard execution.status == 0 else { return own }
            let report = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any]
            let rows = report?["tickets"] as? [[String: Any]]
            own += rows?.compactMap { $0["id"] as? String } ?? []
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.sorted() == ids.sorted())
  }

  @Test func `claims that have ended are taken away there too`() throws {
    try agent("one", in: 0).succeed("claim", ids[0], "--push")
    try agent("one", in: 0).succeed("claim", ids[1], "--push", "--for", "8h")
    _ = try person(in: 1, at: "12:00:00").succeed("claims", "--remote", "--prune")
    #expect(try reference(ids[0]) == "")
    #expect(try reference(ids[1]) != "")
  }
}
