import TicketsCore

/// A graph in the language of Graphviz.
struct GraphDOT {
  private let graph: Graph
  private let marked: [Int]

  init(_ graph: Graph, marked: [Int]) {
    (self.graph, self.marked) = (graph, marked)
  }

  func write(to page: inout Page) {
    let isMarked = Set(marked)
    let steps = Set(zip(marked, marked.dropFirst()).map { [$0, $1] })
    let names = graph.nodes.map { "\"\(Self.escaped($0.name))\"" }
    page.line("digraph tickets {")
    page.line("  rankdir=LR;")
    page.line("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];")
    for (number, node) in graph.nodes.enumerated() {
      let width = isMarked.contains(number) ? ", penwidth=3" : ""
      page.line("  \(names[number]) [label=\(label(of: node)), \(style(of: node))\(width)];")
    }
    for edge in graph.edges {
      let style =
        edge.relation == .related
        ? " [style=dashed, dir=none, constraint=false]" : steps.contains([edge.from, edge.to]) ? " [penwidth=3]" : ""
      page.line("  \(names[edge.from]) -> \(names[edge.to])\(style);")
    }
    page.line("}")
  }

  private func label(of node: Graph.Node) -> String {
    let (name, state, title) = TicketLine.texts(node)
    // `\n` is Graphviz's own line end, so it must not be escaped with the text.
    return "\"\(Self.escaped(title))\\n\(Self.escaped("\(name) \(state)"))\""
  }

  private func style(of node: Graph.Node) -> String {
    switch node.status {
    case .todo: "fillcolor=white"
    case .doing: "fillcolor=lightblue"
    case .blocked: "fillcolor=khaki"
    case .done: "fillcolor=palegreen"
    case .canceled: "fillcolor=lightgray"
    case nil: "fillcolor=mistyrose, style=\"rounded,filled,dashed\""
    }
  }

  /// Graphviz takes a backslash for an escape and `&` for the beginning of an HTML entity.
  private static func escaped(_ text: String) -> String {
    Escape.line(text).replacing { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "&": "&amp;"
      default: nil
      }
    }
  }
}
