import TicketsCore

/// The board, for one glance at a terminal.
struct BoardReport: Report {
  let board: Board
  let graph: Graph
  let isIncomplete: Bool

  var exitCode: ExitCode { isIncomplete ? .failed : .done }

  func write(to page: inout Page) {
    let shown = board.columns.filter { !$0.cards.isEmpty }
    guard !shown.isEmpty else { return page.line("no tickets here; 'tickets new \"What is to be done\"' makes one") }
    let width = page.width ?? Self.usualWidth
    // Where columns would be too narrow to read, several rows of them are easier.
    let across = min(shown.count, max((width + Self.gap) / (Self.narrowest + Self.gap), 1))
    for start in stride(from: 0, to: shown.count, by: across) {
      if start > 0 { page.line() }
      write(Array(shown[start..<min(start + across, shown.count)]), across, width, to: &page)
    }
  }

  private static let usualWidth = 120
  private static let narrowest = 22
  private static let gap = 2
  /// More closed tickets are nobody's business at one glance.
  private static let mostClosed = 10

  private func write(_ columns: [Board.Column], _ across: Int, _ width: Int, to page: inout Page) {
    let columnWidth = max((width + Self.gap) / across - Self.gap, Self.narrowest)
    let stacks = columns.map { lines(of: $0, columnWidth) }
    for row in 0..<(stacks.map(\.count).max() ?? 0) {
      var pieces: [Page.Piece] = []
      for (index, stack) in stacks.enumerated() {
        let line = row < stack.count ? stack[row] : []
        pieces += line
        let used = line.reduce(0) { $0 + $1.width }
        guard index + 1 < stacks.count else { continue }
        pieces.append(Page.Piece("").padded(to: columnWidth + Self.gap - used))
      }
      while pieces.last?.text.allSatisfy({ $0 == " " }) ?? false { pieces.removeLast() }
      page.line(pieces)
    }
  }

  private func lines(of column: Board.Column, _ width: Int) -> [[Page.Piece]] {
    let name = column.status?.rawValue ?? "broken"
    let style = column.status?.style ?? .red
    var lines = [[Page.Piece("\(name.uppercased()) ", style), Page.Piece(String(column.cards.count), .faint)]]
    let isClosed = column.status.map { !$0.isOpen } ?? false
    let shown = column.cards.prefix(isClosed ? Self.mostClosed : .max)
    for card in shown {
      lines.append([])
      lines += self.lines(of: card, width)
    }
    if shown.count < column.cards.count {
      lines.append([])
      lines.append([Page.Piece("and \(column.cards.count - shown.count) more", .faint)])
    }
    return lines
  }

  private func lines(of card: Board.Card, _ width: Int) -> [[Page.Piece]] {
    let ticket = card.record.ticket
    let isClosed = ticket.status.map { !$0.isOpen } ?? false
    let title = Page.Piece(ticket.title ?? "(no title)", isClosed ? .faint : .bold).cut(to: width)
    var facts = [ticket.id?.short ?? String(card.record.folder.suffix(8))]
    if let priority = ticket.priority { facts.append(priority.rawValue) }
    if let owner = ticket.owner { facts.append(owner) }
    if card.criteria > 0 { facts.append("\(card.met)/\(card.criteria)") }
    if card.isReady { facts.append("ready") }
    let marks = card.marks(in: graph).map { [Page.Piece("  \($0.text)", $0.style).cut(to: width)] }
    return [[title], [Page.Piece("  " + facts.joined(separator: " "), .faint).cut(to: width)]] + marks
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("columns") { json in
        json.array { json in
          for column in board.columns { write(column, to: &json) }
        }
      }
    }
  }

  private func write(_ column: Board.Column, to json: inout JSONWriter) {
    json.object { json in
      json.member("status", column.status?.rawValue)
      json.member("tickets") { json in
        json.array { json in
          for card in column.cards { json.object { write(card, to: &$0) } }
        }
      }
    }
  }

  private func write(_ card: Board.Card, to json: inout JSONWriter) {
    RecordJSON.members(of: card.record, to: &json)
    json.member("criteria_met", card.met)
    json.member("criteria", card.criteria)
    json.member("ready", card.isReady)
    ObstacleJSON.member(card.obstacles, in: graph, to: &json)
    json.member("elsewhere") { json in
      json.array { json in
        for other in card.elsewhere {
          json.object { json in
            json.member("status", other.state)
            json.member("refs", other.places)
          }
        }
      }
    }
    json.member("flags", card.flags.map(\.rawValue))
    json.member("claimed_by", card.claim?.claimant.actorID)
    json.member("claimed_until", card.claim?.end)
  }
}

/// What stands out about a ticket, in a few words.
struct CardMark {
  let kind: Kind
  let text: String

  enum Kind: String {
    case broken, double, claim, wait, elsewhere
  }

  var style: Page.Style {
    switch kind {
    case .broken, .double: .red
    case .claim: .cyan
    case .wait: .faint
    case .elsewhere: .yellow
    }
  }
}

extension Board.Card {
  /// What stands out, what matters most first; other tickets go by whatever name suits the place.
  func marks(in graph: Graph, naming name: (Graph.Node) -> String = TicketLine.name) -> [CardMark] {
    var marks: [CardMark] = []
    if let broken = record.broken { marks.append(CardMark(kind: .broken, text: "broken: \(broken)")) }
    if flags.contains(.doubleClaim) { marks.append(CardMark(kind: .double, text: "taken up twice")) }
    if let claim {
      marks.append(CardMark(kind: .claim, text: "claimed by \(claim.holder) until \(claim.end.minute)"))
    }
    if let first = obstacles.first {
      let rest = obstacles.count > 1 ? " and \(obstacles.count - 1) more" : ""
      let reason = first.reason == .open ? "" : ", \(first.reason.words)"
      marks.append(
        CardMark(kind: .wait, text: "waits for \(name(graph.nodes[first.node]))\(reason)\(rest)"))
    }
    for other in elsewhere {
      let rest = other.places.count > 2 ? " and \(other.places.count - 2) more" : ""
      marks.append(
        CardMark(
          kind: .elsewhere, text: "\(other.state) on \(other.places.prefix(2).joined(separator: ", "))\(rest)"))
    }
    return marks
  }
}

extension Readiness.Reason {
  /// Why it stands in the way, in a word or two.
  var words: String {
    switch self {
    case .open: "open"
    case .cycle: "in a cycle"
    case .canceled: "canceled"
    case .missing: "missing"
    case .broken: "broken"
    }
  }
}
