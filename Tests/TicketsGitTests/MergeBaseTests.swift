import TestSupport
import Testing
import TicketsGit

@Suite struct MergeBaseTests {
  private func expectSame(_ made: TestRepository, _ pairs: [(String, String)]) throws {
    let repository = try made.open()
    for (first, second) in pairs {
      let bases = try repository.mergeBases(repository.commit(of: first), repository.commit(of: second))
      let judged = try made.git.attempt("merge-base", "--all", first, second).lines
      #expect(bases.map(\.hex).sorted() == judged.sorted(), "\(first) \(second)")
      let base = try repository.mergeBase(repository.commit(of: first), repository.commit(of: second))
      #expect(base?.hex == judged.first, "\(first) \(second)")
    }
  }

  @Test(arguments: ["diverged", "criss-cross", "unrelated", "merges"])
  func `the best common ancestors are those of git`(stream: String) throws {
    let made = try TestRepository(stream: stream, bare: true)
    let branches = try made.git("branch", "--format=%(refname)").lines
    try expectSame(made, branches.flatMap { first in branches.map { (first, $0) } })
  }

  @Test(arguments: 1...4) func `they are in random histories too`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let made = try TestRepository("--bare")
    let count = 30
    try made.git("fast-import", "--quiet", input: Array(RandomHistory.stream(count, &random).utf8))
    let pairs = (0..<12).map { _ in
      ("c\(Int.random(in: 1...count, using: &random))", "c\(Int.random(in: 1...count, using: &random))")
    }
    try expectSame(made, pairs)
    let repository = try made.open()
    for (first, _) in pairs {
      let revision = "\(first)\(["~1", "^2", "~2^2~1", "^{tree}", "~3"].randomElement(using: &random) ?? "")"
      let judged = try made.git.attempt("rev-parse", "--verify", "--quiet", revision)
      #expect((try? repository.resolve(revision))?.hex == (judged.status == 0 ? judged.lines[0] : nil))
    }
  }
}

/// Histories with forks, merges, several beginnings, and clocks that go backwards.
enum RandomHistory {
  /// A stream of commits that branches `c1`, `c2` … name.
  static func stream(_ count: Int, _ random: inout SeededGenerator) -> String {
    var text = ""
    for number in 1...count {
      let time = 1_769_712_130 + 60 * number + Int.random(in: -300...300, using: &random)
      text += "commit refs/heads/c\(number)\nmark :\(number)\ncommitter Ada <ada@example.org> \(time) +0000\n"
      text += "data <<END\nCommit \(number)\nEND\n"
      var parents: Set<Int> = []
      if number > 1, Int.random(in: 0..<12, using: &random) > 0 {
        for _ in 0..<(1 + Int.random(in: 0..<6, using: &random) / 3 + Int.random(in: 0..<6, using: &random) / 5) {
          parents.insert(Int.random(in: max(1, number - 8)..<number, using: &random))
        }
      }
      for (index, parent) in parents.sorted().enumerated() { text += (index == 0 ? "from" : "merge") + " :\(parent)\n" }
      text += "M 100644 inline .tickets/t\(number % 5)/ticket.md\ndata <<END\nText \(number)\nEND\n"
    }
    return text
  }
}
