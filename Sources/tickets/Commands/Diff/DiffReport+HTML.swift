import TicketsCore

/// A comparison as a page of its own.
extension DiffReport {
  var html: String {
    let lost = diff.tickets.flatMap(LostLine.all)
    let part = PageFiles.diff.filled(with: [
      "heading": .text(summary.prefix(1).uppercased() + summary.dropFirst()), "any": .flag(!diff.tickets.isEmpty),
      "hasLost": .flag(!lost.isEmpty),
      "lost": .items(lost.map { ["place": .text($0.place), "text": .text($0.text)] }),
      "groups": .items(
        groups.map { group in
          ["name": .text(group.name), "tickets": .items(group.tickets.map(Self.values))]
        }),
    ])
    return WebPage.frame(title: "Tickets: \(title)", about: "What changed in tickets.", command: "diff", content: part)
  }

  private static func values(of ticket: TicketDiff) -> MarkupValues {
    [
      "title": .text(ticket.title), "short": .text(ticket.shortID), "move": .text(ticket.statusMove),
      "details": .items(ticket.details.map { ["detail": .text($0.name), "text": .text($0.text)] }),
    ]
  }
}
