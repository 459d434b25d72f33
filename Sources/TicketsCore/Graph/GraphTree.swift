/// A graph as the lines of a tree: what comes first at the margin, what waits for it below.
///
/// Each ticket stands in full once; wherever else it belongs, a line refers to it. So there are never more lines than
/// tickets and relations.
package struct GraphTree: Sendable {
  /// A line of the tree.
  package struct Line: Equatable, Sendable {
    /// What the line begins with.
    package let margin: String
    package let node: Int
    /// Nothing where the ticket stands in full.
    package let reference: Reference?

    /// How many tickets it lies in.
    package var depth: Int { (margin.count + 2) / 3 }
  }

  /// Why a line only refers to a ticket.
  package enum Reference: String, Sendable {
    /// It stands further up.
    case above
    /// It stands further down, at the margin: here it would be too deep.
    case below
    /// It stands further up and waits, in the end, for the ticket of this line.
    case cycle
    /// It is related, which is no order.
    case related
  }

  package private(set) var lines: [Line] = []

  /// How deep tickets lie in each other before they go on at the margin, so that a line fits and a chain stays linear.
  package static let depthLimit = 8

  private enum State {
    case unseen, awaited, shown
  }

  /// A ticket whose neighbours are being shown.
  private struct Step {
    let node: Int
    let margin: String
    let entries: [(node: Int, isRelated: Bool)]
    var next = 0
  }

  /// For each node the ones that wait for it.
  package let waiting: [[Int]]
  /// The tickets that wait for each other.
  package let cycles: [[Int]]
  private let related: [[Int]]
  private var states: [State]
  private let partOf: [Int]
  /// Tickets that go on at the margin.
  private var awaited: [Int] = []

  package init(of graph: Graph) {
    waiting = graph.successors
    related = graph.relatives
    states = Array(repeating: .unseen, count: graph.nodes.count)
    let parts = Components.all(waiting)
    partOf = Components.numbers(parts)
    cycles = Graph.cycles(among: parts, waiting)
    var waits = Array(repeating: false, count: graph.nodes.count)
    for (node, others) in waiting.enumerated() { for other in others where other != node { waits[other] = true } }
    let isAlone = graph.nodes.indices.map { !waits[$0] && waiting[$0].isEmpty && related[$0].isEmpty }
    for node in graph.nodes.indices where !waits[node] && !isAlone[node] { show(node) }
    // Whoever is left stands in a cycle or behind one.
    for node in graph.nodes.indices where !isAlone[node] { show(node) }
    for node in graph.nodes.indices where isAlone[node] { show(node) }
  }

  /// Shows a ticket at the margin, and all that follows from it.
  private mutating func show(_ root: Int) {
    guard states[root] == .unseen else { return }
    awaited = [root]
    var next = 0
    while next < awaited.count {
      walk(from: awaited[next])
      next += 1
    }
  }

  private mutating func walk(from root: Int) {
    lines.append(Line(margin: "", node: root, reference: nil))
    var path = [enter(root, margin: "")]
    while let step = path.last {
      guard step.next < step.entries.count else {
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let (node, isRelated) = step.entries[step.next]
      let isLast = step.next == step.entries.count - 1
      let reference = isRelated ? .related : reference(to: node, from: step.node, depth: path.count)
      let line = isRelated ? "┄ " : "─ "
      lines.append(Line(margin: step.margin + (isLast ? "╰" : "├") + line, node: node, reference: reference))
      if reference == nil { path.append(enter(node, margin: step.margin + (isLast ? "   " : "│  "))) }
    }
  }

  private mutating func enter(_ node: Int, margin: String) -> Step {
    // A relation without direction stands at the first of its two ends.
    let related = related[node].filter { states[$0] != .shown }
    states[node] = .shown
    return Step(node: node, margin: margin, entries: related.map { ($0, true) } + waiting[node].map { ($0, false) })
  }

  private mutating func reference(to node: Int, from parent: Int, depth: Int) -> Reference? {
    switch states[node] {
    case .shown: return partOf[node] == partOf[parent] ? .cycle : .above
    case .awaited: return .below
    case .unseen:
      guard depth >= Self.depthLimit, !waiting[node].isEmpty else { return nil }
      states[node] = .awaited
      awaited.append(node)
      return .below
    }
  }
}
