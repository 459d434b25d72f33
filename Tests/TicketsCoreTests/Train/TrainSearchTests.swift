import Testing

@testable import TicketsCore

@Suite struct TrainSearchTests {
  /// Branches of which some pairs collide.
  private func search(_ count: Int, _ pairs: [(Int, Int)]) -> (order: [Int], isExact: Bool, trials: Int) {
    var trials = 0
    let search = TrainSearch<[Int], Never>(of: count, from: [], key: { "\($0.sorted())" }) { merged, branch in
      trials += 1
      let conflicts = pairs.count { pair in
        pair.0 == branch && merged.contains(pair.1) || pair.1 == branch && merged.contains(pair.0)
      }
      return .init(conflicts: conflicts, state: conflicts == 0 ? merged + [branch] : merged)
    }
    return (search.order, search.isExact, trials)
  }

  @Test func `without a conflict the given order stands and nothing else is tried`() {
    let found = search(20, [])
    #expect(found.order == Array(0..<20))
    #expect(found.isExact)
    #expect(found.trials == 20)
  }

  @Test func `one against many goes last`() {
    #expect(search(4, [(0, 1), (0, 2), (0, 3)]).order == [1, 2, 3, 0])
  }

  @Test func `up to seven the best order is found where the greedy one is not`() {
    // 0 looks harmless and stops 1 and 2.
    let pairs = [(0, 1), (0, 2), (3, 4), (3, 5), (3, 6)]
    let found = search(7, pairs)
    #expect(found.isExact)
    #expect(found.order == [1, 2, 4, 5, 6, 0, 3])
    let more = search(8, pairs)
    #expect(!more.isExact)
    #expect(more.order == [7, 1, 2, 4, 5, 6, 0, 3])
  }

  @Test func `one step of which nothing is known is one order`() {
    #expect(search(0, []).order.isEmpty)
    #expect(search(1, []).order == [0])
  }
}
