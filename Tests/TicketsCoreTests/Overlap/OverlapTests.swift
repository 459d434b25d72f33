import Testing

@testable import TicketsCore

@Suite struct OverlapTests {
  private func work(
    _ branch: String, _ paths: [String], id: String? = nil, status: Status? = .doing, priority: Priority? = nil,
    allow: [String] = [], waitsFor: Set<String> = []
  ) -> WorkInHand {
    WorkInHand(
      ticket: id.map {
        .init(id: $0, title: nil, status: status, priority: priority, allow: allow, waitsFor: waitsFor)
      },
      branch: branch, changes: Dictionary(uniqueKeysWithValues: paths.map { ($0, "\(branch) \($0)") }))
  }

  private func overlap(_ works: [WorkInHand], ignoring: [String] = [], _ meeting: Overlap.Meeting = .file) -> Overlap {
    Overlap(of: works, ignoring: ignoring) { _, _, paths in
      Dictionary(uniqueKeysWithValues: paths.map { ($0, meeting) })
    }
  }

  @Test func `two that change a file meet there, and others do not`() {
    let found = overlap([work("a", ["x", "y"]), work("b", ["y", "z"]), work("c", ["q"])])
    #expect(found.pairs.map { [$0.left, $0.right] } == [[0, 1]])
    #expect(found.pairs[0].files == ["y"])
    #expect(found.pairs[0].severity == .file)
    #expect(overlap([work("a", ["x"]), work("b", ["x"])], .lines).pairs[0].severity == .lines)
    #expect(overlap([work("a", ["x"]), work("b", ["x"])], .apart).pairs.isEmpty)
  }

  @Test func `what both made the same of a file is no collision, but that both deleted it is none either`() {
    var (left, right) = (work("a", []), work("b", []))
    (left.changes, right.changes) = (["x": "1"], ["x": "1"])
    #expect(overlap([left, right]).pairs.isEmpty)
    (left.changes, right.changes) = (["x": nil], ["x": nil])
    #expect(overlap([left, right]).pairs.isEmpty)
    (left.changes, right.changes) = (["x": nil], ["x": "1"])
    #expect(overlap([left, right]).pairs.count == 1)
  }

  @Test func `a file that nearly all touch drowns nothing, and one that few touch is told`() {
    var works = (0..<6).map { work("b\($0)", ["hot.c", "own\($0)"]) }
    #expect(overlap(works).pairs.isEmpty)
    #expect(overlap(works).habits == ["hot.c"])
    works[0].changes["own1"] = "mine"
    #expect(overlap(works).pairs.map(\.files) == [["own1"]])
    // Of three nobody can tell a habit.
    #expect(overlap(Array(works.suffix(3))).pairs.count == 3)
    let known = [work("a", ["CHANGELOG.md", "yarn.lock", "x"]), work("b", ["CHANGELOG.md", "yarn.lock", "gen.c"])]
    #expect(overlap(known).pairs.isEmpty)
    #expect(overlap(known).habits == ["CHANGELOG.md", "yarn.lock"])
    let told = [work("a", ["gen/x"]), work("b", ["gen/x"])]
    #expect(overlap(told).pairs.count == 1)
    #expect(overlap(told, ignoring: ["gen/**"]).pairs.isEmpty)
  }

  @Test func `a scope meets what others change and may change, but not what its own work shows`() {
    let waiting = work("", [], id: "t1", allow: ["src/login/**"])
    #expect(overlap([waiting, work("b", ["src/login/a.c", "x"])]).pairs[0].files == ["src/login/a.c"])
    #expect(overlap([waiting, work("b", ["src/login/a.c", "x"])]).pairs[0].severity == .declared)
    #expect(overlap([waiting, work("b", ["src/logout/a.c"])]).pairs.isEmpty)
    #expect(overlap([waiting, work("", [], id: "t2", allow: ["src/login/a.c"])]).pairs[0].files == ["src/login/**"])
    #expect(overlap([waiting, work("", [], id: "t2", allow: ["src/login/"])]).pairs.count == 1)
    #expect(overlap([waiting, work("", [], id: "t2", allow: ["docs/**"])]).pairs.isEmpty)
    // Who has begun shows what it touches.
    let begun = work("a", ["z"], id: "t1", allow: ["src/login/**"])
    #expect(overlap([begun, work("b", ["src/login/a.c"])]).pairs.isEmpty)
  }

  @Test func `who goes first is told with the reason`() {
    func first(_ left: WorkInHand, _ right: WorkInHand) -> [String] {
      let one = WorkInHand.first(left, right)
      let other = WorkInHand.first(right, left)
      #expect(one.isLeft != other.isLeft)
      #expect(one.why == other.why)
      return [(one.isLeft ? left : right).branch ?? "", one.why]
    }
    #expect(
      first(work("a", ["x"], id: "1", waitsFor: ["2"]), work("b", ["x"], id: "2")) == ["b", "the other waits for it"])
    #expect(first(work("a", ["x"], id: "1"), work("b", ["x"], id: "2", status: .done)) == ["b", "it is done"])
    #expect(first(work("a", [], id: "1"), work("b", ["x"], id: "2")) == ["b", "it has begun, the other has not"])
    #expect(
      first(work("a", ["x"], id: "1", priority: .low), work("b", ["x", "y"], id: "2", priority: .high))
        == ["b", "its priority is high"])
    #expect(
      first(work("a", ["x", "y"], id: "1"), work("b", ["x"], id: "2")) == ["b", "it changes fewer files: 1 against 2"])
    #expect(first(work("a", ["x"], id: "2"), work("b", ["x"], id: "1")) == ["b", "they are alike, and it is older"])
  }

  @Test func `the strongest evidence says whose a branch is`() {
    let ids = ["0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c60", "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c61"]
    func find(_ name: String) -> String? { ids.first { $0.hasSuffix(name) || $0 == name } }
    var owner = BranchOwner(branch: "feature")
    #expect(owner.tickets(find).isEmpty)
    owner.logged = ids
    #expect(owner.tickets(find) == ids)
    owner.trailers = [ids[1]]
    #expect(owner.tickets(find) == [ids[1]])
    owner.claimed = [ids[0]]
    #expect(owner.tickets(find) == [ids[0]])
    owner.branch = "fix/3a4b5c61-login"
    #expect(owner.tickets(find) == [ids[1]])
    owner.configured = ids[0]
    #expect(owner.tickets(find) == [ids[0]])
    owner.configured = "nothing"
    #expect(owner.tickets(find) == [ids[1]])
  }
}
