import Testing

@testable import TicketsCore

@Suite struct LandingTests {
  @Test(
    arguments: [
      (
        "Revert \"x\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.",
        "0123456789abcdef0123456789abcdef01234567", nil
      ),
      ("Revert \"x\"\n\nThis reverts commit 0123456 (Work, 2026-01-29).", "0123456", nil),
      (
        "Revert \"Merge\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567, reversing\nchanges made to fedcba9876543210fedcba9876543210fedcba98.",
        "0123456789abcdef0123456789abcdef01234567", "fedcba9876543210fedcba9876543210fedcba98"
      ),
      ("Squash (#9)\n\n* Revert \"x\"\n\nThis reverts commit ABCDEF01.", "abcdef01", nil),
    ] as [(String, String, String?)])
  func `a message says which commit it takes back`(message: String, commit: String, parent: String?) {
    #expect(UndoWords.read(message) == [.commit(commit, parent: parent)])
  }

  @Test func `a service says it by the first line`() {
    #expect(UndoWords.read("Revert \"Work (#7)\"\n\nReverts o/r#7") == [.subject("Work (#7)", isNumbered: true)])
    #expect(UndoWords.read("Revert \"Work (#7)\"\n\nReverts o/r#8") == [.subject("Work (#7)", isNumbered: false)])
    #expect(UndoWords.read("Revert \"Merge pull request #7 from o/x\"\n\nReverts o/r#7").count == 1)
    #expect(UndoWords.read("Work\n\nThis reverts commit nothing.").isEmpty)
    #expect(UndoWords.read("This reverts commit abc.").isEmpty)
  }

  @Test func `what takes back a taking back brings it again`() {
    func undone(_ commits: (commit: String, undoes: [String])...) -> [String: String] { CommitWork.undone(in: commits) }
    #expect(undone(("a", []), ("b", ["a"])) == ["a": "b"])
    #expect(undone(("a", []), ("b", ["a"]), ("c", ["b"])) == ["b": "c"])
    #expect(undone(("a", []), ("b", ["a"]), ("c", ["b"]), ("d", ["c"])) == ["c": "d", "a": "b"])
  }

  private func landing(
    _ commits: [Landing.Commit], undone: [String: String] = [:], _ counterparts: [String: String] = [:],
    doubts: [String] = []
  ) -> Landing { Landing(of: commits, undone: undone, counterparts: counterparts, doubts: doubts) }

  @Test func `the state follows from the commits`() {
    let (there, away) = (Landing.Commit("a", .trailer, isOnBase: true), Landing.Commit("b", .trailer, isOnBase: false))
    #expect(landing([there]).state == .landed)
    #expect(landing([away]).state == .open)
    #expect(landing([there, away]).state == .landed)
    #expect(landing([there, away]).missing == ["b"])
    #expect(landing([there, away], undone: ["a": "r"]).state == .reverted)
    #expect(landing([there, away], undone: ["a": "r"]).reverts == [.init(commit: "r", of: "a", tags: [])])
    #expect(landing([]).state == .unknown)
    #expect(landing([Landing.Commit("c", .recorded, isOnBase: false, isKept: false)]).state == .unknown)
  }

  @Test func `a doubt turns what was not found into unknown, and nothing else`() {
    let (there, away) = (Landing.Commit("a", .trailer, isOnBase: true), Landing.Commit("b", .trailer, isOnBase: false))
    #expect(landing([there], doubts: ["shallow"]).state == .landed)
    #expect(landing([away], doubts: ["shallow"]).state == .unknown)
    #expect(landing([away], doubts: ["shallow"]).reason == "shallow")
    #expect(landing([there], undone: ["a": "r"], doubts: ["shallow"]).state == .unknown)
  }

  @Test func `a counterpart stands for its commit, also when one of the two is taken back`() {
    let (there, away) = (Landing.Commit("p", .patch, isOnBase: true), Landing.Commit("b", .trailer, isOnBase: false))
    #expect(landing([there, away], ["b": "p"]).state == .landed)
    #expect(landing([there, away], ["b": "p"]).missing.isEmpty)
    #expect(landing([there, away], undone: ["p": "r"], ["b": "p"]).state == .reverted)
    // The revert was made before the rebase, and names the commit as it was then.
    #expect(landing([there, away], undone: ["b": "r"], ["b": "p"]).state == .reverted)
  }

  @Test func `the first release has all that landed`() {
    let commits = [
      Landing.Commit("a", .trailer, isOnBase: true, tags: ["v1", "v2", "v3"]),
      Landing.Commit("b", .trailer, isOnBase: true, tags: ["v2", "v3"]),
    ]
    #expect(landing(commits).firstRelease == "v2")
    #expect(landing(commits, undone: ["b": "r"]).firstRelease == "v1")
    let taken = Landing(of: commits, undone: ["a": "r", "b": "r"], counterparts: [:]) { _ in ["v2", "v3"] }
    #expect(taken.state == .reverted)
    #expect(taken.firstRelease == "v1")
    let onlyTagged = landing([Landing.Commit("c", .trailer, isOnBase: false, tags: ["v1.0.1"])])
    #expect(onlyTagged.state == .landed)
    #expect(onlyTagged.firstRelease == "v1.0.1")
  }
}
