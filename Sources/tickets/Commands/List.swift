import Arguments
import TicketsCore

/// Lists tickets.
struct List: TicketsCommand {
  static let configuration = Configuration(
    "list", abstract: "List tickets",
    discussion: "Filters combine; within one filter any of its values will do. A broken ticket is a row that says so.",
    examples: [
      .init("tickets list --status todo doing", "what is left to do"),
      .init("tickets list --at main --json", "what the branch main holds, for a script"),
    ],
    aliases: ["ls"])

  @Options var tree: TreeOptions

  @Option(help: "Only tickets with this status")
  var status: [Status]

  @Option(help: "Only tickets of this priority")
  var priority: [Priority]

  @Option(help: "Only tickets that these may work on; one that does not say is mixed")
  var mode: [AssignmentMode]

  @Option(placeholder: "name", help: "Only tickets of this owner")
  var owner: [String]

  @Option(placeholder: "label", help: "Only tickets with this label")
  var label: [String]

  @Option(placeholder: "text", help: "Only tickets whose title or description holds this text")
  var text: [String]

  @Option(help: "What comes first")
  var sort: SortKey = .id

  @Option(placeholder: "n", help: "Only the first so many")
  var limit: PositiveInt?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> Listing {
    var query = Query()
    query.statuses = status
    query.priorities = priority
    query.modes = mode
    query.owners = owner
    query.labels = label
    query.texts = text
    var parts: Snapshot.Parts = []
    if query.needsBody { parts.insert(.document) }
    if output.json || sort.needsLogs { parts.insert(.logTimes) }
    let tree = try tree.tree(in: session)
    let snapshot = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree, reading: parts) }
    let records = sort.sorted(snapshot.records.filter(query.matches))
    return Listing(records: limit.map { Array(records.prefix($0.value)) } ?? records)
  }
}

extension SortKey: ParameterValue {}

/// The tickets that were found, a row each.
struct Listing: Report {
  let records: [TicketRecord]

  func write(to page: inout Page) {
    var table = Table("ID", "STATUS", "PRIORITY", "OWNER", "TITLE")
    for record in records { table.add(row(record)) }
    if !records.isEmpty { table.write(to: &page) }
  }

  private func row(_ record: TicketRecord) -> [Page.Piece] {
    let ticket = record.ticket
    let title = record.broken.map { "[broken] \(ticket.title.map { "\($0): " } ?? "")\($0)" } ?? ticket.title ?? ""
    return [
      Page.Piece(ticket.id?.short ?? String(record.folder.suffix(8)), .faint),
      ticket.status.map { Page.Piece($0.rawValue, $0.style) } ?? Page.Piece("?", .red),
      Page.Piece(ticket.priority?.rawValue ?? "-", ticket.priority == .critical ? .red : .plain),
      Page.Piece(ticket.owner ?? "-"),
      Page.Piece(title, record.broken == nil ? .plain : .red),
    ]
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for record in records { json.object { RecordJSON.members(of: record, to: &$0) } }
    }
  }
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
