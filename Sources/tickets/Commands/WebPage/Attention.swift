import TicketsCore

/// What does not settle by itself, so that a person must look.
struct Attention {
  struct Item {
    let kind: Kind
    /// The tickets that it is about, as reports name them.
    let tickets: [String]
    let sentence: String
  }

  enum Kind: String {
    case double, conflict, lost, hazard, broken, blocked

    var word: String {
      switch self {
      case .double: "double claim"
      case .conflict: "conflict"
      case .lost: "lost log line"
      case .hazard: "merge hazard"
      case .broken: "broken"
      case .blocked: "blocked"
      }
    }
  }

  let items: [Item]

  init(_ page: WebPage) {
    let doubled = (page.branches?.tickets ?? []).filter { $0.flags.contains(.doubleClaim) }
    var items = doubled.map { ticket in
      Item(kind: .double, tickets: [ticket.name], sentence: Self.rivals(of: ticket, page))
    }
    for forecast in page.forecasts { items += Self.items(of: forecast, besides: Set(doubled.map(\.name))) }
    items += page.pages.compactMap { ticket in
      ticket.record.broken.map { Item(kind: .broken, tickets: [ticket.record.idText], sentence: $0) }
    }
    items += page.pages.compactMap(Self.blocked)
    self.items = items
  }

  private static func rivals(of ticket: SurveyTicket, _ page: WebPage) -> String {
    let places = page.branches?.places ?? []
    let takers = ticket.opinions.filter { ticket.record($0)?.ticket.status == .doing }.map { state in
      let owner = ticket.record(state)?.ticket.owner.map { " by \($0)" } ?? ""
      return "\(places[state.place].name)\(owner)"
    }
    let rest = takers.count > 6 ? " and \(takers.count - 6) more" : ""
    return "taken up on \(takers.prefix(6).joined(separator: ", "))\(rest)"
  }

  private static func items(of forecast: MergeCheckReport, besides doubled: Set<String>) -> [Item] {
    let merge = "merging \(forecast.theirs) into \(forecast.ours)"
    var items: [Item] = []
    if forecast.result >= .renames {
      let tickets = forecast.review.tickets.filter { forecast.review.verdict(of: $0) >= .renames }
      items.append(Item(kind: .conflict, tickets: tickets.compactMap(\.id), sentence: forecast.summary))
    }
    for hazard in forecast.review.hazards {
      if hazard.code == .doubleClaim, doubled.isSuperset(of: hazard.ids) { continue }
      items.append(
        Item(
          kind: hazard.code == .logLineLost ? .lost : .hazard, tickets: hazard.ids,
          sentence: "\(merge): \(hazard.message)"))
    }
    // A conflict leaves its marks behind, which is no news.
    let errors = forecast.issues.new.filter { $0.code != .conflictMarkers }
    if !errors.isEmpty {
      let count = errors.count.counting("error")
      items.append(Item(kind: .hazard, tickets: [], sentence: "\(merge) makes \(count) that neither side has"))
    }
    return items
  }

  /// A ticket that says it is blocked, or waits for what will not come by itself.
  private static func blocked(_ page: TicketPage) -> Item? {
    let stuck = page.obstacles.filter { $0.reason != .open }
    guard page.record.ticket.status == .blocked || !stuck.isEmpty else { return nil }
    let waits = stuck.map { "\(TicketLine.name(page.graph.nodes[$0.node])), which is \($0.reason.words)" }
    let blocker = page.entries.first { !$0.entry.blockers.isEmpty }?.entry.blockers.first
    let reason =
      waits.isEmpty ? blocker ?? "its status says so" : "waits for \(waits.prefix(4).joined(separator: "; "))"
    return Item(kind: .blocked, tickets: [page.record.idText], sentence: reason)
  }
}
