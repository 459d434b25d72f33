import TicketsCore

/// What stands at the beginning of a line.
private struct PlanRow {
  let part: PlanState.Part
  let name: [Page.Piece]
  let style: Page.Style
}

/// A plan and its parts on lines that stand in columns.
struct PlanText {
  private let state: PlanState
  private let places: [PlanPlace]?
  private let parts: [PlanState.Part]
  private let nameWidth: Int
  private let titleWidth: Int
  private let statusWidth: Int
  private let progressWidth: Int

  init(_ state: PlanState, _ places: [PlanPlace]?) {
    (self.state, self.places) = (state, places)
    parts = state.milestones + state.others
    let names = parts.map { Width.of(Escape.line($0.name)) }
    let nameWidth = (names.max() ?? 0) + 2
    self.nameWidth = nameWidth
    let head = Width.of(Escape.line(state.own.name)) + 2 + Width.of(Escape.line(Self.title(state.node)))
    let titles = parts.map { Self.margin + nameWidth + Width.of(Escape.line(Self.title($0.node))) }
    titleWidth = min(max(head, titles.max() ?? 0), Self.widest) + 2
    let shown = [state.own] + parts + (places ?? []).flatMap { [$0.own] + $0.state.parts }
    statusWidth = (shown.map(\.statusPiece.width).max() ?? 0) + 2
    progressWidth = shown.map(\.progress.text.utf8.count).max() ?? 0
  }

  private static let margin = 2
  private static let widest = 60

  private static func title(_ node: PlanNode) -> String { node.record.ticket.title ?? "(no title)" }

  func write(last: String, to page: inout Page) {
    let own = PlanRow(part: state.own, name: [Page.Piece(state.own.name, .cyan), Page.Piece("  ")], style: .bold)
    write(own, remark: places == nil ? last : "", to: &page) { $0.own }
    for part in parts {
      let name = [Page.Piece("  "), Page.Piece(part.name, .cyan).padded(to: nameWidth)]
      write(PlanRow(part: part, name: name, style: .plain), remark: remark(part), to: &page) {
        $0.part(part.node.record.ticket.id)
      }
    }
  }

  /// A line, or one for each state that the part has in some of the places.
  private func write(
    _ row: PlanRow, remark: String, to page: inout Page, _ part: (PlanPlace) -> PlanState.Part?
  ) {
    let used = row.name.reduce(0) { $0 + $1.width }
    let title = Page.Piece(Self.title(row.part.node), row.style).cut(to: titleWidth - 2 - used)
      .padded(to: titleWidth - used)
    guard let places else { return line(row.name + [title], row.part, remark, to: &page) }
    let states = PlanPlaces.states(of: places.compactMap { place in part(place).map { (place.name, $0) } })
    for (index, state) in states.enumerated() {
      let margin = Page.Piece(String(repeating: " ", count: titleWidth))
      line(
        index == 0 ? row.name + [title] : [margin], status: state.status, state.progress, "   " + state.names, to: &page
      )
    }
  }

  private func line(_ head: [Page.Piece], _ part: PlanState.Part, _ remark: String, to page: inout Page) {
    line(head, status: part.statusPiece, part.progress, remark, to: &page)
  }

  private func line(
    _ head: [Page.Piece], status: Page.Piece, _ progress: Progress, _ remark: String, to page: inout Page
  ) {
    let end =
      remark.isEmpty
      ? [Page.Piece(progress.text)]
      : [
        Page.Piece(progress.text).padded(to: progressWidth), Page.Piece(remark, .faint),
      ]
    page.line(head + [status.padded(to: statusWidth)] + end)
  }

  /// What it waits for, and what in it cannot go on.
  private func remark(_ part: PlanState.Part) -> String {
    var remarks: [String] = []
    if !part.blocked.isEmpty {
      let by = part.blocked.flatMap(\.by).map(name).withoutRepeats
      remarks.append("\(part.blocked.count) blocked" + (by.isEmpty ? "" : " by \(by.joined(separator: ", "))"))
    }
    if !part.waitsFor.isEmpty { remarks.append("waits for \(part.waitsFor.map(name).joined(separator: ", "))") }
    return remarks.isEmpty ? "" : "   " + remarks.joined(separator: ", ")
  }

  /// What people call a ticket: the number of a part of this plan, or the end of an id.
  private func name(_ node: Graph.Node) -> String {
    parts.first { $0.node.record.ticket.id != nil && $0.node.record.ticket.id == node.id }?.name
      ?? TicketLine.name(node)
  }
}
