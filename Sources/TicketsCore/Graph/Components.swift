/// The parts of a directed graph in which each node reaches each other: a part of two nodes or more is a cycle.
package enum Components {
  /// Finds every part, in time linear in nodes and edges (Tarjan's algorithm without recursion).
  ///
  /// What a part leads to comes before it; its nodes are in the order in which a walk along the edges meets them.
  package static func all(_ successors: [[Int]]) -> [[Int]] {
    var search = Search(count: successors.count)
    for node in successors.indices where search.order[node] == nil { search.run(from: node, successors) }
    return search.found
  }

  /// For each node of a graph the number of its part.
  package static func numbers(_ parts: [[Int]]) -> [Int] {
    var numbers = Array(repeating: 0, count: parts.reduce(0) { $0 + $1.count })
    for (number, part) in parts.enumerated() {
      for node in part { numbers[node] = number }
    }
    return numbers
  }

  /// Finds every part of two nodes or more, each in the order of its nodes.
  package static func cyclic(_ successors: [[Int]]) -> [[Int]] {
    all(successors).filter { $0.count > 1 }.map { $0.sorted() }
  }

  private struct Search {
    var order: [Int?]
    var found: [[Int]] = []
    private var lowest: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []
    private var next = 0

    init(count: Int) {
      order = Array(repeating: nil, count: count)
      lowest = Array(repeating: 0, count: count)
      isOpen = Array(repeating: false, count: count)
    }

    mutating func run(from root: Int, _ successors: [[Int]]) {
      var path = [(node: root, edge: 0)]
      enter(root)
      while let (node, edge) = path.last {
        if edge < successors[node].count {
          path[path.count - 1].edge += 1
          let successor = successors[node][edge]
          if let seen = order[successor] {
            if isOpen[successor] { lowest[node] = min(lowest[node], seen) }
          } else {
            enter(successor)
            path.append((successor, 0))
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
        if lowest[node] == order[node] { close(node) }
      }
    }

    private mutating func enter(_ node: Int) {
      order[node] = next
      lowest[node] = next
      next += 1
      open.append(node)
      isOpen[node] = true
    }

    private mutating func close(_ root: Int) {
      var part: [Int] = []
      while let node = open.popLast() {
        isOpen[node] = false
        part.append(node)
        if node == root { break }
      }
      found.append(part.reversed())
    }
  }
}
