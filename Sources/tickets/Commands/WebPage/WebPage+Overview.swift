import TicketsCore

/// The first parts: how much there is, what needs a person, the board.
extension WebPage {
  var summaryPart: Markup {
    let records = pages.map(\.record)
    let counts = board.columns.map { ($0.status?.rawValue ?? "broken", $0.cards.count) }.filter { $0.1 > 0 }
    let ready = records.count { neighbourhood.readiness.isReady($0) }
    var x = 0
    var bars: [MarkupValues] = []
    for (index, (status, count)) in counts.enumerated() {
      let end = index == counts.count - 1 ? 1000 : x + count * 1000 / max(records.count, 1)
      bars.append(["status": .text(status), "x": .number(x), "width": .number(end - x)])
      x = end
    }
    let done = counts.first { $0.0 == Status.done.rawValue }?.1 ?? 0
    return PageFiles.summary.filled(with: [
      "heading": .text(
        records.isEmpty
          ? "No tickets yet" : "\(records.count.counting("ticket")), \(done) done, \(ready) ready to start"),
      "hasTickets": .flag(!records.isEmpty), "bars": .items(bars),
      "shares": .text(counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")),
      "counts": .items(counts.map { ["status": .text($0.0), "count": .number($0.1)] }),
      "ready": ready > 0 ? .number(ready) : "",
    ])
  }

  /// Nobody reads on after so many.
  private static let mostItems = 60

  var attentionPart: Markup {
    let items = attention.items
    let shown = items.prefix(Self.mostItems)
    let (open, more) = (shown.prefix(Self.openItems), shown.dropFirst(Self.openItems))
    let folded: [MarkupValues] =
      more.isEmpty ? [] : [["more": .text("\(more.count) more"), "items": .items(more.map(values))]]
    return PageFiles.attention.filled(with: [
      "heading": .text(
        items.isEmpty
          ? "Nothing needs a person" : items.count == 1 ? "1 needs a person" : "\(items.count) need a person"),
      "mood": items.isEmpty ? "calm" : "alert",
      "lists": .items(items.isEmpty ? [] : [["items": .items(open.map(values))]] + folded),
      "rest": items.count > shown.count ? .text("And \(items.count - shown.count) more besides.") : "",
    ])
  }

  /// So many do not push the board out of sight.
  private static let openItems = 8

  private func values(of item: Attention.Item) -> MarkupValues {
    [
      "kind": .text(item.kind.rawValue), "word": .text(item.kind.word), "sentence": .text(item.sentence),
      "tickets": .items(
        item.tickets.prefix(4).map { values(ofTicket: $0) }.filter { !($0["anchor"]?.isEmpty ?? true) }),
    ]
  }

  /// The board is for a glance; the list below it has every ticket.
  private static let mostCards = 60
  /// Of so many tickets a column may be long.
  private static let fewTickets = 300

  var boardPart: Markup {
    let doing = board.columns.first { $0.status == .doing }?.cards.count ?? 0
    let ready = board.columns.reduce(0) { $0 + $1.cards.count(where: \.isReady) }
    let plansByTicket = plansByTicket
    return PageFiles.board.filled(with: [
      "heading": .text("\(doing) in progress, \(ready) ready to start"),
      "columns": .items(
        board.columns.map { column in
          let shown = column.cards.prefix(pages.count > Self.fewTickets ? Self.mostCards / 2 : Self.mostCards)
          let rest = column.cards.count - shown.count
          return [
            "status": .text(column.status?.rawValue ?? "broken"), "count": .number(column.cards.count),
            "any": .flag(!shown.isEmpty), "cards": .items(shown.map { values(of: $0, in: plansByTicket) }),
            "rest": rest > 0 ? .text("and \(rest) more in the list of all tickets") : "",
          ]
        }),
    ])
  }

  /// Which plan a ticket is part of; of several the first.
  private var plansByTicket: [TicketID: TicketRecord] {
    var found: [TicketID: TicketRecord] = [:]
    for plan in plans {
      for part in plan.state.node.all.dropFirst() {
        guard let id = part.ticket.id, found[id] == nil else { continue }
        found[id] = plan.state.node.record
      }
    }
    return found
  }

  private func values(of card: Board.Card, in plans: [TicketID: TicketRecord]) -> MarkupValues {
    let ticket = card.record.ticket
    let plan = ticket.id.flatMap { plans[$0] }
    return [
      "anchor": .optional(anchors[card.record]), "title": .text(card.record.shownTitle),
      "short": .text(card.record.shortName), "priority": .optional(ticket.priority?.rawValue),
      "owner": .optional(ticket.owner), "criteria": card.criteria > 0 ? .number(card.criteria) : "",
      "plan": .optional(plan?.shownTitle), "planAnchor": .optional(plan.flatMap { anchors[$0] }),
      "met": .number(card.met),
      "ready": .flag(card.isReady), "hasLabels": .flag(!ticket.labels.isEmpty),
      "labels": .items(ticket.labels.prefix(6).map { ["label": .text($0)] }),
      "marks": .items(
        card.marks(in: graph, naming: { $0.record?.shownTitle ?? TicketLine.name($0) }).map {
          ["kind": .text($0.kind.rawValue), "mark": .text($0.text)]
        }),
    ]
  }
}
