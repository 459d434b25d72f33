import Arguments
import TicketsCore

/// Shows which ticket comes before which.
struct ShowGraph: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "graph", abstract: "Show which ticket comes before which",
    discussion: """
      What comes first stands at the margin, what waits for it below. Each ticket stands there in full once; another \
      line only refers to it. A dashed line leads to a related ticket, which is no order. With a ticket: all that it \
      waits for and all that waits for it, however far.

      The critical path is the chain of open tickets whose estimates add up to most; a ticket without one counts nothing.
      """,
    examples: [
      .init("tickets graph 4f1e2d3c", "what a ticket waits for, and what waits for it"),
      .init("tickets graph --critical-path", "what decides how long it all takes"),
      .init("tickets graph --format dot | dot -Tsvg > tickets.svg", "a picture"),
    ])

  @Options var tree: TreeOptions

  @Argument("--ticket", help: "Only what belongs to this ticket: its id, a beginning or end of it, or its path")
  var ticket: TicketName?

  @Flag(help: "Show the chain that decides how long it all takes")
  var criticalPath: Bool

  @Flag(help: "Leave out what is only related")
  var noRelated: Bool

  @Options var output: FormatOptions<GraphFormat>

  func run(in session: Session) throws(Failure) -> GraphReport {
    let tree = try tree.tree(in: session)
    let snapshot = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree) }
    let graph = Graph(snapshot.records, withRelated: !noRelated)
    let format = output.format ?? .text
    guard let ticket else { return GraphReport(graph, format, withPath: criticalPath) }
    let folder = try ticket.folder(in: tree, root: try? session.root(), session: session).name
    guard let record = snapshot.records.first(where: { $0.folder == folder }), let node = graph.node(of: record) else {
      throw Failure(.notFound(ticket.word), in: tree.label)
    }
    let part = graph.part(around: node)
    return GraphReport(part, format, withPath: criticalPath, focus: part.node(of: record))
  }
}
