import TicketsCore
import TicketsGit

/// The page as a browser reads it.
extension WebPage {
  /// A page of more tickets would be more than anybody waits for: they are a row each, unless all is asked for.
  static let mostInFull = 2_000
  /// So large a page becomes with the texts of its tickets; what has no room is a row that says how to see it.
  private static let room = 990_000

  var html: String {
    let parts: [(anchor: String, name: String, markup: Markup)] =
      [
        ("summary", "Summary", summaryPart), ("attention", "Needs a person", attentionPart),
        ("board", "Board", boardPart),
      ]
      + (branches == nil ? [] : [("branches", "Branches", branchesPart)])
      + (base == nil ? [] : [("forecast", "Merging", forecastPart)])
      + [("graph", "Order", graphPart)] + (plans.isEmpty ? [] : [("plans", "Plans", plansPart)]) + [
        ("timeline", "Who when", timelinePart)
      ]
    var content = Markup()
    for part in parts { content += part.markup }
    let names = parts.map { ($0.anchor, $0.name) } + [("tickets", "Tickets")]
    func framed(_ content: Markup) -> String {
      Self.frame(title: source.title, about: about, now: source.now, command: "page", parts: names, content: content)
    }
    let used = framed(Markup()).utf8.count + content.text.utf8.count
    content += ticketsPart(room: Self.room - used)
    return framed(content)
  }

  /// A whole page around some content.
  static func frame(
    title: String, about: String, now: Instant? = nil, command: String, parts: [(String, String)] = [], content: Markup
  ) -> String {
    PageFiles.page.filled(with: [
      "title": .text(title), "about": .text(about), "version": .text(Tickets.version), "command": .text(command),
      "iso": .optional(now?.text), "when": .optional(now?.minute), "style": .markup(Markup(ours: PageFiles.style)),
      "script": .markup(Markup(ours: PageFiles.script)), "styleHash": .text(SHA256.base64(of: PageFiles.style)),
      "scriptHash": .text(SHA256.base64(of: PageFiles.script)), "hasParts": .flag(!parts.isEmpty),
      "hasTools": .flag(!parts.isEmpty),
      "parts": .items(parts.map { ["anchor": .text($0.0), "name": .text($0.1)] }), "content": .markup(content),
    ]).text
  }

  private var about: String {
    let at = source.commit.map { "\(source.label) at \($0.prefix(10))" } ?? source.label
    guard let branches, let base else { return "Showing \(at)." }
    let others = branches.places.count { $0.name != base.name }
    let compared = others == 0 ? "" : ", compared with \(others.counting("other place"))"
    return "Showing \(at)\(compared). The base branch is \(base.name) at \(base.id.hex.prefix(10))."
  }
}

extension WebPage {
  /// How a ticket is named where another part speaks of it.
  func values(ofTicket name: String, title: String? = nil) -> MarkupValues {
    guard let node = neighbourhood.node(name) else {
      return values(of: Graph.Node(id: TicketID(name), record: nil), name: name, title: title)
    }
    return values(of: graph.nodes[node], name: name, title: title)
  }

  /// How a ticket is named where another part speaks of it.
  func values(of node: Graph.Node, name: String? = nil, title: String? = nil) -> MarkupValues {
    let name = name ?? node.name
    let anchor = node.record.flatMap { anchors[$0] } ?? anchors[name]
    let (short, state, nodeTitle) = TicketLine.texts(node)
    return [
      "linked": .flag(anchor != nil), "anchor": .optional(anchor),
      "title": .text(node.record == nil ? title ?? nodeTitle : nodeTitle),
      "short": .text(short.isEmpty ? String(name.suffix(8)) : short), "status": .text(state),
    ]
  }
}

extension TicketRecord {
  /// How it stands, in one word.
  var stateWord: String { ticket.status?.rawValue ?? "broken" }
  var shortName: String { ticket.id?.short ?? String(folder.suffix(8)) }
  var shownTitle: String { ticket.title ?? "(no title)" }
}
