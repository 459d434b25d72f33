import TicketsCore
import TicketsGit

/// What git alone knows: where branches differ, and what merging them does.
extension WebPage {
  /// More rows or columns nobody compares; the command shows them all.
  private static let mostRows = 250
  private static let mostColumns = 40

  var branchesPart: Markup {
    guard let branches else { return Markup() }
    let moving = Set(branches.tickets.flatMap { $0.states.filter(\.isMoved).map(\.place) })
    let order = placeOrder
    let wanted = order.count > Self.mostColumns ? order.filter { moving.contains($0) || isBase($0, branches) } : order
    let columns = Array(wanted.prefix(Self.mostColumns))
    let rows = branches.tickets.prefix(Self.mostRows)
    var rest: [String] = []
    if columns.count < order.count { rest.append((order.count - columns.count).counting("more place")) }
    if rows.count < branches.tickets.count {
      rest.append((branches.tickets.count - rows.count).counting("more ticket"))
    }
    let count = branches.tickets.count
    return PageFiles.branches.filled(with: [
      "heading": .text(
        count == 0
          ? "No branch has moved a ticket"
          : "\(count.counting("ticket")) \(count == 1 ? "is" : "are") not the same on every branch"),
      "any": .flag(count > 0),
      "hint": "M is moved here; B is behind: this place only lacks what the base branch did since.",
      "places": .items(
        columns.map { column in
          let place = branches.places[column]
          let note = place.commit == nil ? "uncommitted" : isBase(column, branches) ? "base" : ""
          return ["place": .text(place.name), "note": .text(note)]
        }),
      "rows": .items(rows.map { row(of: $0, columns) }),
      "rest": rest.isEmpty ? "" : .text("And \(rest.joined(separator: ", ")): tickets branches"),
    ])
  }

  private func isBase(_ place: Int, _ branches: BranchesReport) -> Bool { branches.places[place].name == base?.name }

  private func row(of ticket: SurveyTicket, _ columns: [Int]) -> MarkupValues {
    let states = Dictionary(ticket.states.map { ($0.place, $0) }) { first, _ in first }
    var values = values(ofTicket: ticket.name, title: ticket.title ?? "(no title)")
    values["flags"] = .items(ticket.flags.map { ["flag": .text($0.rawValue.replacing { $0 == "_" ? " " : nil })] })
    values["cells"] = .items(
      columns.map { column in
        guard let state = states[column] else { return ["class": "", "word": "–", "mark": ""] }
        let word = ticket.word(state)
        if state.isMoved { return ["class": .text("moved \(word)"), "word": .text(word), "mark": "M"] }
        if state.isBehind { return ["class": "behind", "word": .text(word), "mark": "B"] }
        return ["class": "", "word": .text(word), "mark": ""]
      })
    return values
  }

  var forecastPart: Markup {
    let (clean, merges) = (forecasts.count { $0.exitCode == .done }, forecasts.count)
    let into = base?.name ?? ""
    let heading =
      merges == 0
      ? "No branch to merge into \(into)"
      : clean == merges
        ? "\(merges == 1 ? "The branch merges" : "All \(merges) branches merge") cleanly into \(into)"
        : "\(merges - clean) of \(merges.counting("branch", many: "branches")) \(merges - clean == 1 ? "needs" : "need") a look before merging into \(into)"
    return Self.forecastPart(
      heading: heading, base: into, forecasts,
      rest: omittedForecasts > 0 ? "And \(omittedForecasts) more: tickets merge-check \(into) <branch>" : "")
  }

  /// What some merges would do, a row each.
  static func forecastPart(heading: String, base: String, _ forecasts: [MergeCheckReport], rest: String) -> Markup {
    PageFiles.forecast.filled(with: [
      "heading": .text(heading), "any": .flag(!forecasts.isEmpty), "base": .text(base),
      "merges": .items(forecasts.map(values)), "rest": .text(rest),
    ])
  }

  /// What one merge would do, as a row.
  private static func values(of forecast: MergeCheckReport) -> MarkupValues {
    let details =
      forecast.review.hazards.map { ("\($0.code.rawValue) \($0.shortIDs)", $0.message) }
      + forecast.review.tickets.filter { !$0.conflicts.isEmpty }.map {
        ("\($0.shortID)", "\($0.title ?? $0.path): \($0.conflictValues.joined(separator: "; "))")
      }
      + forecast.review.files.filter { $0.verdict >= .renames }.map { ($0.verdict.rawValue, $0.path) }
      // A conflict leaves its marks behind, which is no news.
      + forecast.issues.new.filter { $0.code != .conflictMarkers }.map {
        ($0.code.rawValue, "\($0.path.dropFirst()): \($0.message)")
      }
      + forecast.issues.incoming.map {
        ($0.code.rawValue, "\($0.path.dropFirst()): \($0.message) (comes in with \(forecast.theirs))")
      }
      + (forecast.meeting.map { [("OVERLAP", "other work is in the same files: \($0)")] } ?? [])
    let isNothing = forecast.sides.relation == .alreadyMerged
    func verdict(_ assumption: TreeMerge.Assumption) -> String {
      isNothing ? "nothing" : forecast.review.result(assuming: assumption).rawValue
    }
    let shown = details.prefix(12)
    let more = details.count > shown.count ? [("", "and \(details.count - shown.count) more")] : []
    return [
      "branch": .text(forecast.theirs), "drivers": .text(verdict(.drivers)), "host": .text(verdict(.host)),
      "summary": .text(forecast.summary), "hasDetails": .flag(!details.isEmpty),
      "details": .items((shown + more).map { ["code": .text($0.0), "text": .text($0.1)] }),
    ]
  }
}

extension Int {
  fileprivate func counting(_ one: String, many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
