import TicketsCore

/// A graph in the language of Mermaid, which code hosts draw in Markdown.
struct GraphMermaid {
  private let graph: Graph
  private let marked: [Int]

  init(_ graph: Graph, marked: [Int]) {
    (self.graph, self.marked) = (graph, marked)
  }

  func write(to page: inout Page) {
    let steps = Set(zip(marked, marked.dropFirst()).map { [$0, $1] })
    page.line("flowchart LR")
    for (number, node) in graph.nodes.enumerated() {
      let (name, state, title) = TicketLine.texts(node)
      let kind = node.status?.rawValue ?? "broken"
      page.line("  t\(number)[\"\(Self.escaped(title))<br/>\(Self.escaped("\(name) \(state)"))\"]:::\(kind)")
    }
    for edge in graph.edges {
      let arrow = edge.relation == .related ? "-.-" : steps.contains([edge.from, edge.to]) ? "==>" : "-->"
      page.line("  t\(edge.from) \(arrow) t\(edge.to)")
    }
    for (kind, style) in Self.styles { page.line("  classDef \(kind) \(style)") }
    if !marked.isEmpty {
      page.line("  classDef critical stroke-width:4px")
      page.line("  class \(marked.map { "t\($0)" }.joined(separator: ",")) critical")
    }
  }

  private static let styles = [
    ("todo", "fill:#fff,stroke:#555,color:#000"), ("doing", "fill:#add8e6,stroke:#555,color:#000"),
    ("blocked", "fill:#f0e68c,stroke:#555,color:#000"), ("done", "fill:#98fb98,stroke:#555,color:#000"),
    ("canceled", "fill:#d3d3d3,stroke:#555,color:#000"),
    ("broken", "fill:#ffe4e1,stroke:#555,color:#000,stroke-dasharray:4"),
  ]

  /// Whatever Mermaid or Markdown might act on is written as its number.
  private static func escaped(_ text: String) -> String {
    Escape.line(text).replacing { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "-": nil
      default: scalar.isASCII ? "#\(scalar.value);" : nil
      }
    }
  }
}
