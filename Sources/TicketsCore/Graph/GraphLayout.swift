/// Where to draw the tickets of a graph: in layers, what comes first on the left, with few crossing edges.
package struct GraphLayout: Sendable {
  /// A drawn ticket.
  package struct Place: Equatable, Sendable {
    package let node: Int
    package let layer: Int
    package fileprivate(set) var row: Int
  }

  /// In the order of layers, then of rows.
  package private(set) var places: [Place] = []
  /// The edges between drawn tickets, as numbers of places.
  package private(set) var edges: [(from: Int, to: Int)] = []
  package private(set) var layerCount = 0
  package private(set) var rowCount = 0
  /// How many tickets have relations and are not drawn.
  package private(set) var omitted = 0
  /// How many tickets have no relations.
  package private(set) var alone = 0

  /// Nobody can read more than so many boxes.
  package static let mostDrawn = 300

  /// Lays out the tickets that wait or are waited for; where those are too many, the open ones and their neighbours.
  package init(of graph: Graph, most: Int = mostDrawn) {
    let (successors, predecessors) = (graph.successors, graph.predecessors)
    let related = graph.nodes.indices.filter { !successors[$0].isEmpty || !predecessors[$0].isEmpty }
    alone = graph.nodes.count - related.count
    let drawn = Self.chosen(related, of: graph, successors, predecessors, most)
    omitted = related.count - drawn.count
    let isDrawn = Set(drawn)
    let following = successors.indices.map { node in
      isDrawn.contains(node) ? successors[node].filter { isDrawn.contains($0) } : []
    }
    var layers = Self.layers(drawn, following)
    Self.untangle(&layers, following)
    layerCount = layers.count
    rowCount = layers.map(\.count).max() ?? 0
    for (layer, nodes) in layers.enumerated() {
      places += nodes.enumerated().map { Place(node: $1, layer: layer, row: $0) }
    }
    let numbers = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1.node, $0) })
    for (from, place) in places.enumerated() {
      edges += following[place.node].compactMap { numbers[$0] }.map { (from, $0) }
    }
  }

  private static func chosen(
    _ related: [Int], of graph: Graph, _ successors: [[Int]], _ predecessors: [[Int]], _ most: Int
  ) -> [Int] {
    if related.count <= most { return related }
    let open = related.filter { graph.nodes[$0].status?.isOpen ?? true }
    let neighbours = open.flatMap { successors[$0] + predecessors[$0] }
    return (open + neighbours).withoutRepeats.prefix(most).sorted()
  }

  /// Each ticket one layer behind the last that it waits for; those in a cycle stand in one.
  private static func layers(_ drawn: [Int], _ successors: [[Int]]) -> [[Int]] {
    let parts = Components.all(successors)
    let numbers = Components.numbers(parts)
    var layerOf = Array(repeating: 0, count: parts.count)
    // What a part leads to comes before it.
    for (number, part) in parts.enumerated().reversed() {
      for next in part.flatMap({ successors[$0] }).map({ numbers[$0] }) where next != number {
        layerOf[next] = max(layerOf[next], layerOf[number] + 1)
      }
    }
    var layers: [[Int]] = Array(repeating: [], count: (drawn.map { layerOf[numbers[$0]] }.max() ?? -1) + 1)
    for node in drawn { layers[layerOf[numbers[node]]].append(node) }
    return layers
  }

  /// Puts each ticket near the middle of its neighbours: once forwards, once back.
  private static func untangle(_ layers: inout [[Int]], _ successors: [[Int]]) {
    var predecessors: [[Int]] = Array(repeating: [], count: successors.count)
    for (node, others) in successors.enumerated() { for other in others { predecessors[other].append(node) } }
    var rows = Array(repeating: 0.0, count: successors.count)
    func note(_ nodes: [Int]) { for (row, node) in nodes.enumerated() { rows[node] = Double(row) } }
    for layer in layers { note(layer) }
    func sort(_ layer: Int, by neighbours: [[Int]]) {
      func middle(_ node: Int) -> Double {
        let around = neighbours[node]
        return around.isEmpty ? rows[node] : around.reduce(0) { $0 + rows[$1] } / Double(around.count)
      }
      let keyed = layers[layer].map { (node: $0, middle: middle($0)) }
      layers[layer] = keyed.enumerated().sorted {
        $0.element.middle == $1.element.middle ? $0.offset < $1.offset : $0.element.middle < $1.element.middle
      }.map(\.element.node)
      note(layers[layer])
    }
    for layer in layers.indices.dropFirst() { sort(layer, by: predecessors) }
    for layer in layers.indices.dropLast().reversed() { sort(layer, by: successors) }
  }
}
