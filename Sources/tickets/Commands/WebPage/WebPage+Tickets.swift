import TicketsCore
import TicketsGit

/// Each ticket: a row, and all that there is to say where there is room.
extension WebPage {
  /// More of a body, or of a log, is left to the command that shows it.
  private static let mostOfBody = 20_000
  private static let mostEntries = 20
  /// So many rows are laid out together when the first of them comes into sight; the style sheet guesses their height.
  private static let longestList = 250

  func ticketsPart(room: Int) -> Markup {
    var items = Threads.map(count: pages.count) { item(pages[$0], isFull: false) }
    let short = pages.count - unfold(&items, room: room - items.reduce(0) { $0 + $1.text.utf8.count })
    let lists = stride(from: 0, to: items.count, by: Self.longestList).map { start -> MarkupValues in
      let rows = items[start..<min(start + Self.longestList, items.count)]
      var markup = Markup()
      for row in rows { markup += row }
      return ["tickets": .markup(markup), "isLong": .flag(rows.count == Self.longestList)]
    }
    return PageFiles.tickets.filled(with: [
      "heading": .text(pages.isEmpty ? "No tickets" : pages.count == 1 ? "The ticket" : "All \(pages.count) tickets"),
      "note": short == 0
        ? ""
        : .text(
          "\(short.counting("ticket")) without text, to keep this page small: 'tickets show <id>' has it, or 'tickets page --full'."
        ),
      "lists": .items(lists),
    ])
  }

  /// Gives those tickets all their text for which there is room, what matters most first, and says how many.
  private func unfold(_ items: inout [Markup], room: Int) -> Int {
    guard source.isFull || pages.count <= Self.mostInFull else { return 0 }
    var (left, count) = (source.isFull ? Int.max : room, 0)
    var order = byImportance[...]
    // What will have no room need not be written.
    while left > Self.leastText, !order.isEmpty {
      let next = Array(order.prefix(Self.atOnce))
      order = order.dropFirst(next.count)
      let full = Threads.map(count: next.count) { item(pages[next[$0]], isFull: true) }
      for (index, item) in zip(next, full) {
        let size = item.text.utf8.count - items[index].text.utf8.count
        guard size <= left else { continue }
        left -= size
        count += 1
        items[index] = item
      }
    }
    return count
  }

  private static let atOnce = 128
  /// No ticket has less to say than this many bytes.
  private static let leastText = 400

  /// Open tickets before closed ones, newer ones before older ones.
  private var byImportance: [Int] {
    let keys = pages.map { page -> (isClosed: Int, age: Int64) in
      let isOpen = page.record.ticket.status?.isOpen ?? true
      return (isOpen ? 0 : 1, -(page.record.lastUpdated?.milliseconds ?? 0))
    }
    return pages.indices.sorted { left, right in
      keys[left] == keys[right] ? left < right : keys[left] < keys[right]
    }
  }

  private func item(_ page: TicketPage, isFull: Bool) -> Markup {
    let (record, ticket) = (page.record, page.record.ticket)
    let row = PageFiles.row.filled(with: [
      "status": .text(record.stateWord), "title": .text(record.shownTitle),
      "priority": .optional(ticket.priority?.rawValue),
      "owner": .optional(ticket.owner), "hasLabels": .flag(!ticket.labels.isEmpty),
      "labels": .items(ticket.labels.prefix(8).map { ["label": .text($0)] }),
      "updated": .optional(record.lastUpdated?.minute), "short": .text(record.shortName),
    ])
    var values: MarkupValues = [
      "anchor": .optional(anchors[record]),
      "row": .markup(row), "full": .flag(isFull),
    ]
    if isFull { values = values.adding(details(of: page)) }
    return PageFiles.ticket.filled(with: values)
  }

  private func details(of page: TicketPage) -> MarkupValues {
    let (body, cut) = body(of: page.record)
    let entries = page.entries.prefix(Self.mostEntries)
    let restOfLog = page.entries.count - entries.count
    let states = states(of: page.record)
    let history = histories[page.record.folder] ?? []
    let flow = flows[page.record.folder]
    return [
      "flow": .optional(flow?.flow.name), "flowStates": .items(flow?.rows.map(values) ?? []),
      "next": .optional(flow?.next?.name), "title": .text(page.record.shownTitle),
      "short": .text(page.record.shortName),
      "broken": .optional(page.record.broken), "facts": .items(facts(of: page)),
      "relations": .items(relations(of: page)),
      "hasStates": .flag(!states.isEmpty), "states": .items(states), "body": body.map(MarkupValue.markup) ?? "",
      "cut": cut ? .text("The rest: tickets show \(page.record.idText)") : "",
      "hasEntries": .flag(!entries.isEmpty), "entries": .items(entries.map { values(of: $0, in: page) }),
      "hasHistory": .flag(!history.isEmpty), "history": .items(history.map(values)),
      "restOfLog": restOfLog > 0
        ? .text("And \(restOfLog) more: tickets show \(page.record.idText) --logs all") : "",
    ]
  }

  private func values(of row: FlowStanding.Row) -> MarkupValues {
    let (style, mark, word) =
      row.counts ? ("holds", "✓", "holds") : row.entry == nil ? ("", "·", "open") : ("fell", "✗", "does not count")
    return [
      "class": .text(style), "mark": .text(mark), "word": .text(word), "state": .text(row.state.name),
      "remark": .text(row.remark),
    ]
  }

  private func facts(of page: TicketPage) -> [MarkupValues] {
    let ticket = page.record.ticket
    let criteria = page.record.document?.body.criteria ?? []
    let allowance = page.allowance
    let iterations = allowance.maxIterations.map { "\(allowance.iterationsUsed) of \($0)" }
    let facts: [(String, String?)] = [
      ("id", page.record.idText), ("priority", ticket.priority?.rawValue), ("owner", ticket.owner),
      ("mode", ticket.mode?.rawValue), ("labels", ticket.labels.joined(separator: ", ")),
      ("created", ticket.createdAt?.minute), ("updated", page.record.lastLogged?.minute),
      ("estimate", ticket.estimateHours.map(Hours.text)),
      ("criteria", criteria.isEmpty ? nil : "\(criteria.count(where: \.checked)) of \(criteria.count) met"),
      ("iterations", iterations), ("verify with", ticket.verificationCommands.joined(separator: "; ")),
      ("may touch", ticket.scope.allow.joined(separator: ", ")),
      ("not touch", ticket.scope.deny.joined(separator: ", ")),
      ("claimed by", page.claim.map { "\($0.claim.holder) until \($0.claim.end.minute)" }),
    ]
    return facts.compactMap { name, value in
      guard let value, !value.isEmpty else { return nil }
      return ["name": .text(name), "value": .text(value)]
    }
  }

  private func relations(of page: TicketPage) -> [MarkupValues] {
    let nodes = graph.nodes
    let waits = page.obstacles.map { obstacle in
      var values = values(of: nodes[obstacle.node])
      if obstacle.reason != .open { values["remark"] = .text(obstacle.reason.words) }
      return values
    }
    let parts: [(String, [MarkupValues])] = [
      ("Waits for", waits), ("Needed by", page.neededBy.map { values(of: nodes[$0]) }),
      ("Related", page.relatives.map { values(of: nodes[$0]) }),
      ("Children", page.children.map { values(ofTicket: $0.text) }),
    ]
    return parts.filter { !$0.1.isEmpty }.map { ["name": .text($0.0), "others": .items($0.1)] }
  }

  /// How the ticket stands in each place, where that is not everywhere the same.
  private func states(of record: TicketRecord) -> [MarkupValues] {
    guard let ticket = moved[record.idText], let places = branches?.places else { return [] }
    return ticket.groups.compactMap { group in
      guard let first = group.first else { return nil }
      let names = group.prefix(8).map { places[$0.place].name }.joined(separator: ", ")
      let rest = group.count > 8 ? " and \(group.count - 8) more" : ""
      return [
        "status": .text(ticket.word(first)),
        "places": .text(names + rest + (first.isBehind ? ", behind" : first.isMoved ? ", moved" : "")),
      ]
    }
  }

  private func body(of record: TicketRecord) -> (Markup?, isCut: Bool) {
    guard let document = record.document else { return (nil, false) }
    var bytes = document.bytes[document.bodyStart...]
    let isCut = bytes.count > Self.mostOfBody
    if isCut {
      bytes = bytes.prefix(Self.mostOfBody)
      bytes = bytes[..<(bytes.lastIndex(of: Ascii.newline) ?? bytes.endIndex)]
    }
    var blocks = Prose(bytes: bytes).blocks
    // The page has its title already.
    if blocks.first == .heading(level: 1, [.text("Ticket")]) { blocks.removeFirst() }
    return blocks.isEmpty ? (nil, isCut) : (ProseMarkup.of(blocks), isCut)
  }

  private func values(of event: TicketHistory.Event) -> MarkupValues {
    let fields = event.changes.fields.map { "\($0.path.text): \(DiffDetail.difference($0))" }
    let criteria = event.changes.criteria.map { "criterion \($0.kind.rawValue): \($0.text)" }
    // A ticket that came has all its fields from then on.
    let isNew = event.changes.fields.contains { $0.path.keys == ["id"] && $0.from == nil }
    return [
      "iso": .text(event.commit.date.text), "at": .text(event.commit.date.minute),
      "author": .text(event.commit.author.name), "commit": .text(String(event.commit.id.hex.prefix(10))),
      "changes": .items((isNew ? ["created"] : fields + criteria).map { ["change": .text($0)] }),
    ]
  }

  private func values(of shown: TicketPage.Entry, in page: TicketPage) -> MarkupValues {
    let entry = shown.entry
    let more = entry.details(page.commit).flatMap { name, texts in
      texts.map { ["name": .text(name), "text": .text($0)] as MarkupValues }
    }
    return [
      "iso": .optional(entry.ts?.text), "at": .text(entry.ts?.minute ?? "?"),
      "actor": .text("\(entry.actorType?.rawValue ?? "?") \(entry.actorID ?? "?")"), "run": .text(shown.run),
      "summary": .optional(entry.summary), "hasMore": .flag(!more.isEmpty), "more": .items(more),
    ]
  }
}
