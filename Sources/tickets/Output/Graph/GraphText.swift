import TicketsCore

/// A graph as a tree of lines.
struct GraphText {
  private let graph: Graph
  private let focus: Int?

  init(_ graph: Graph, focus: Int?) {
    (self.graph, self.focus) = (graph, focus)
  }

  func write(to page: inout Page) {
    for line in GraphTree(of: graph).lines { write(line, to: &page) }
    for cycle in graph.cycles { write(cycle, to: &page) }
  }

  private func write(_ line: GraphTree.Line, to page: inout Page) {
    let node = graph.nodes[line.node]
    let remark = line.reference.map(Self.remark)
    var pieces = TicketLine.pieces(node, remark: remark, line.reference == .cycle ? .yellow : .faint)
    if line.node == focus, let title = pieces.popLast() { pieces.append(Page.Piece(escaped: "▸ \(title.text)", .bold)) }
    page.cutLine([Page.Piece(line.margin, .faint)] + pieces)
  }

  private static func remark(_ reference: GraphTree.Reference) -> String {
    switch reference {
    case .above: "(see above)"
    case .below: "(see below)"
    case .cycle: TicketLine.cycle
    case .related: "(related)"
    }
  }

  private func write(_ cycle: [Int], to page: inout Page) {
    let names = cycle.map { TicketLine.name(graph.nodes[$0]) }
    let shown = names.count > Self.shownOfCycle ? names.prefix(Self.shownOfCycle) + ["…"] : names[...]
    page.line(
      Page.Piece("a cycle of \(cycle.count): ", .yellow), Page.Piece((shown + names.prefix(1)).joined(separator: " → "))
    )
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
