import TicketsCore

/// A graph as a tree of lines.
struct GraphText {
  private let graph: Graph
  private let focus: Int?

  init(_ graph: Graph, focus: Int?) {
    (self.graph, self.focus) = (graph, focus)
  }

  func write(to page: inout Page) {
    let tree = GraphTree(of: graph)
    for pieces in Threads.map(count: tree.lines.count, { pieces(tree.lines[$0]) }) { page.cutLine(pieces) }
    for cycle in tree.cycles { write(cycle, tree.waiting, to: &page) }
  }

  private func pieces(_ line: GraphTree.Line) -> [Page.Piece] {
    let node = graph.nodes[line.node]
    let remark = line.reference.map(Self.remark)
    var pieces = TicketLine.pieces(node, remark: remark, line.reference == .cycle ? .yellow : .faint)
    if line.node == focus, let title = pieces.popLast() { pieces.append(Page.Piece(escaped: "▸ \(title.text)", .bold)) }
    return [Page.Piece(line.margin, .faint)] + pieces
  }

  static func remark(_ reference: GraphTree.Reference) -> String {
    switch reference {
    case .above: "(see above)"
    case .below: "(see below)"
    case .cycle: TicketLine.cycle
    case .related: "(related)"
    }
  }

  /// Writes a plain circle as a way around, and what is more tangled as a list.
  private func write(_ cycle: [Int], _ successors: [[Int]], to page: inout Page) {
    let isCircle = zip(cycle, cycle.dropFirst() + cycle.prefix(1)).allSatisfy { successors[$0].contains($1) }
    var names = cycle.prefix(Self.shownOfCycle).map { TicketLine.name(graph.nodes[$0]) }
    if names.count < cycle.count { names.append("…") }
    if isCircle { names += names.prefix(1) }
    let text = names.joined(separator: isCircle ? " → " : ", ")
    page.line(Page.Piece("a cycle of \(cycle.count): ", .yellow), Page.Piece(text))
  }

  private static let shownOfCycle = 8

  /// Writes the chain that takes longest, a ticket a line.
  static func write(_ path: CriticalPath, of graph: Graph, to page: inout Page) {
    page.line()
    let count = path.nodes.count
    page.line(
      Page.Piece("Critical path", .bold),
      Page.Piece("  \(Hours.text(path.hours)), \(count) open \(count == 1 ? "ticket" : "tickets")"))
    for node in path.nodes.map({ graph.nodes[$0] }) {
      let hours = node.hours.map(Hours.text) ?? "? h"
      page.cutLine([Page.Piece("  \(hours)").padded(to: 10)] + TicketLine.pieces(node))
    }
    if path.unestimatedInAll > 0 {
      let text = "\(path.unestimated) of them and \(path.unestimatedInAll) of all open tickets have no estimate"
      page.line(Page.Piece("  \(text), which counts as 0 h", .yellow))
    }
  }
}
