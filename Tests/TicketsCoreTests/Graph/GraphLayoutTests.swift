import TestSupport
import Testing
import TicketsCore

@Suite struct GraphLayoutTests {
  /// A graph of tickets by number, each with those that it waits for.
  private func graph(_ waits: [[Int]], status: (Int) -> String = { _ in "todo" }) throws -> Graph {
    func id(_ number: Int) -> String {
      let digits = String(number, radix: 16)
      return "01980000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
    let files = waits.enumerated().map { number, others in
      let dependencies = others.map { "\"\(id($0))\"" }.joined(separator: ", ")
      return (
        "\(id(number))/ticket.md",
        Array(
          "---\nid: \(id(number))\ntitle: T\(number)\nstatus: \(status(number))\ndependencies: [\(dependencies)]\n---\n"
            .utf8)
      )
    }
    return Graph(try Snapshot(of: MemoryTree(Dictionary(uniqueKeysWithValues: files))).records)
  }

  @Test func `what comes first is on the left, and each stands behind the last it waits for`() throws {
    let layout = GraphLayout(of: try graph([[], [0], [0, 1], [], [2]]))
    #expect(layout.places.map(\.layer) == [0, 1, 2, 3])
    #expect(layout.layerCount == 4 && layout.rowCount == 1 && layout.alone == 1 && layout.omitted == 0)
    #expect(layout.edges.count == 4)
  }

  @Test func `a cycle stands in one layer`() throws {
    let layout = GraphLayout(of: try graph([[1], [0], [1]]))
    #expect(layout.places.map(\.layer) == [0, 0, 1])
  }

  @Test func `of too many the open ones and their neighbours are drawn`() throws {
    let chain = (0..<20).map { $0 == 0 ? [] : [$0 - 1] }
    let layout = GraphLayout(of: try graph(chain) { $0 < 15 ? "done" : "todo" }, most: 10)
    #expect(layout.places.map(\.node) == [14, 15, 16, 17, 18, 19] && layout.omitted == 14)
  }

  @Test func `edges go to the right, and no two tickets share a place, whatever the graph`() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      let waits = (0..<30).map { number in
        number == 0
          ? [] : (0..<Int.random(in: 0...3, using: &random)).map { _ in Int.random(in: 0..<number, using: &random) }
      }
      let layout = GraphLayout(of: try graph(waits))
      for edge in layout.edges { #expect(layout.places[edge.from].layer < layout.places[edge.to].layer) }
      #expect(Set(layout.places.map { [$0.layer, $0.row] }).count == layout.places.count)
      #expect(layout.places.count + layout.alone == 30)
    }
  }
}
