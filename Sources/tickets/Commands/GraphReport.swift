import Arguments
import TicketsCore

/// How a graph is written.
enum GraphFormat: String, OutputFormat {
  case text, dot, mermaid, json

  static let help = "Output format (default: text)"
}

/// A graph, to be read or drawn.
struct GraphReport: Report {
  let graph: Graph
  let format: GraphFormat
  /// The ticket that was asked about.
  let focus: Int?
  /// The path, when it is wanted; scripts always get it.
  let path: CriticalPath?

  init(_ graph: Graph, _ format: GraphFormat, withPath showsPath: Bool, focus: Int? = nil) {
    (self.graph, self.format, self.focus) = (graph, format, focus)
    path = showsPath ? CriticalPath(of: graph) : nil
  }

  var exitCode: ExitCode { graph.nodes.contains { $0.record?.isOutOfReach ?? false } ? .failed : .done }

  func write(to page: inout Page) {
    let marked = path?.nodes ?? []
    switch format {
    case .dot: GraphDOT(graph, marked: marked).write(to: &page)
    case .mermaid: GraphMermaid(graph, marked: marked).write(to: &page)
    case .text, .json:
      GraphText(graph, focus: focus).write(to: &page)
      if let path { GraphText.write(path, of: graph, to: &page) }
    }
  }

  func write(to json: inout JSONWriter) {
    // Edges name each node again and again.
    let names = graph.nodes.map(\.name)
    json.object { json in
      json.member("nodes") { json in
        json.array { json in
          for index in graph.nodes.indices { json.object { members(of: graph.nodes[index], names[index], to: &$0) } }
        }
      }
      json.member("edges") { json in
        json.array { json in
          for edge in graph.edges {
            json.object { json in
              json.member("type", edge.relation.rawValue)
              json.member("from", names[edge.from])
              json.member("to", names[edge.to])
            }
          }
        }
      }
      json.member("cycles", graph.cycles.map { $0.map { names[$0] } })
      let path = path ?? CriticalPath(of: graph)
      json.member("critical_path") { json in
        json.object { json in
          json.member("ids", path.nodes.map { names[$0] })
          json.member("hours", path.hours)
          json.member("unestimated", path.unestimated)
          json.member("unestimated_in_all", path.unestimatedInAll)
        }
      }
    }
  }

  private func members(of node: Graph.Node, _ name: String, to json: inout JSONWriter) {
    let ticket = node.record?.ticket
    json.member("id", name)
    json.member("title", ticket?.title)
    json.member("status", node.status?.rawValue)
    json.member("priority", ticket?.priority?.rawValue)
    json.member("owner", ticket?.owner)
    json.member("hours", node.hours)
    json.member("missing", node.record == nil)
    json.member("broken", node.record?.broken)
  }
}
