import TicketsCore

/// A ticket on one line, where another one speaks of it.
enum TicketLine {
  /// What tells the ticket: the end of its id, how it stands, its title.
  static func texts(_ node: Graph.Node) -> (name: String, state: String, title: String) {
    guard let record = node.record else { return (name(node), "missing", "(no ticket has this id)") }
    let state = record.ticket.status?.rawValue ?? "broken"
    return (name(node), state, record.ticket.title ?? record.broken ?? "(no title)")
  }

  /// The same in colour, with a remark before the title.
  static func pieces(_ node: Graph.Node, remark: String? = nil, _ remarkStyle: Page.Style = .faint) -> [Page.Piece] {
    let (name, state, title) = texts(node)
    let remarks = remark.map { [Page.Piece("\($0)  ", remarkStyle)] } ?? []
    return [Page.Piece("\(name)  ", .faint), Page.Piece(state, node.status?.style ?? .red).padded(to: stateWidth)]
      + remarks + [Page.Piece(title)]
  }

  /// What another ticket waits for.
  static func pieces(_ obstacle: Readiness.Obstacle, in graph: Graph) -> [Page.Piece] {
    pieces(graph.nodes[obstacle.node], remark: obstacle.reason == .cycle ? cycle : nil, .yellow)
  }

  /// The remark on a ticket that waits, in the end, for the one it is shown with.
  static let cycle = "(a cycle)"

  /// The end of the id, which tells tickets apart.
  static func name(_ node: Graph.Node) -> String { node.id?.short ?? String(node.name.suffix(8)) }

  private static let stateWidth = 10
}

extension Status {
  var style: Page.Style {
    switch self {
    case .todo: .plain
    case .doing: .cyan
    case .blocked: .yellow
    case .done: .green
    case .canceled: .faint
    }
  }
}
