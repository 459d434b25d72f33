import TicketsCore

/// A ticket on one line, where another one speaks of it.
enum TicketLine {
  /// What tells the ticket: the end of its id, how it stands, its title.
  static func texts(_ node: Graph.Node) -> (name: String, state: String, title: String) {
    guard let record = node.record else { return (name(node), "missing", "(no ticket has this id)") }
    let state = record.ticket.status?.rawValue ?? "broken"
    return (name(node), state, record.ticket.title ?? record.broken ?? "(no title)")
  }

  static func pieces(_ node: Graph.Node, note: String? = nil) -> [Page.Piece] {
    let (name, state, title) = texts(node)
    let noted = note.map { [Page.Piece("\($0)  ", .yellow)] } ?? []
    return [Page.Piece("\(name)  ", .faint), Page.Piece(state, node.status?.style ?? .red).padded(to: stateWidth)]
      + noted + [Page.Piece(title)]
  }

  /// The end of the id, which tells tickets apart.
  static func name(_ node: Graph.Node) -> String { node.id?.short ?? String(node.name.suffix(8)) }

  /// What is said of an obstacle beyond how it stands.
  static func note(_ reason: Readiness.Reason) -> String? {
    reason == .cycle ? "(a cycle)" : nil
  }

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
