import TicketsCore

/// What the tool itself offers to a shell that completes a word.
enum Completions {
  /// The ids of the tickets here; silence where there are none.
  static func ticketIDs() -> [String] {
    guard let root = Root.holdingTickets(from: Process.currentFolder),
      let entries = try? WorkingTree(root: root).reader().entries()
    else { return [] }
    return entries.filter(\.isTicketFolder).map(\.name)
  }
}
