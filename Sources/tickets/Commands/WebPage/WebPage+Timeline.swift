import TicketsCore

/// Who worked on what, and when.
extension WebPage {
  private static let chart = (start: 190, end: 1030)
  private static let lane = 18
  private static let tickCount = 5

  var timelinePart: Markup {
    let runs = timeline.rows.flatMap(\.runs)
    let (start, end) = (timeline.start ?? source.now, timeline.end ?? source.now)
    let scale = Scale(from: start, to: end, chart: Self.chart)
    let doubled = Set((branches?.tickets ?? []).filter { $0.flags.contains(.doubleClaim) }.map(\.name))
    var y = 32
    var (bars, rows): ([MarkupValues], [MarkupValues]) = ([], [])
    for row in timeline.rows {
      rows.append(["y": .number(y + 12), "actor": .text(Width.cut(row.actor, to: 26))])
      bars += row.runs.map { bar($0, y: y, scale, isDouble: doubled.contains($0.ticket)) }
      y += max(row.laneCount, 1) * Self.lane + 8
    }
    let height = y + 4
    let actors = timeline.rows.count
    return PageFiles.timeline.filled(with: [
      "heading": .text(
        runs.isEmpty
          ? "Nobody has logged any work yet"
          : "\(actors == 1 ? "1 has" : "\(actors) have") worked in \(runs.count.counting("run"))"),
      "any": .flag(!runs.isEmpty), "height": .number(height),
      "description": .text(
        "\(runs.count.counting("run")) of \(actors) from \(start.minute) to \(end.minute); the table below says the same."
      ),
      "ticks": .items(
        (0..<Self.tickCount).map { index in
          let x = Self.chart.start + (Self.chart.end - Self.chart.start) * index / (Self.tickCount - 1)
          return [
            "x": .number(x), "bottom": .number(height), "text": .text(scale.instant(at: x).minute),
            "anchor": index == 0 ? "start" : index == Self.tickCount - 1 ? "end" : "middle",
          ]
        }),
      "rows": .items(rows), "bars": .items(bars),
      "runs": .items(
        runs.map { run in
          let named = values(ofTicket: run.ticket)
          return [
            "actor": .text(run.actor), "kind": run.isAgent ? "agent" : "", "to": named["anchor"] ?? "",
            "linked": named["linked"] ?? "", "ticket": named["title"] ?? "", "from": .text(run.start.minute),
            "until": .text(run.end.minute), "entries": .number(run.entries),
            "double": .flag(doubled.contains(run.ticket)),
          ]
        }),
      "rest": timeline.omitted > 0 ? .text("\(timeline.omitted.counting("older run")) not shown.") : "",
    ])
  }

  private func bar(_ run: Timeline.Run, y: Int, _ scale: Scale, isDouble: Bool) -> MarkupValues {
    let (start, end) = (scale.x(of: run.start), scale.x(of: run.end))
    let named = values(ofTicket: run.ticket)
    let title = if case .text(let text)? = named["title"] { text } else { run.ticket }
    return [
      "x": .number(start), "y": .number(y + run.lane * Self.lane), "width": .number(max(end - start, 4)),
      "class": .text((run.isAgent ? "agent" : "human") + (isDouble ? " double" : "")), "to": named["anchor"] ?? "",
      "title": .text(
        "\(run.actor): \(title), \(run.start.minute) to \(run.end.minute)\(isDouble ? ", double claim" : "")"),
    ]
  }
}

/// Where on a chart a moment is.
private struct Scale {
  private let start: Int64
  private let span: Int64
  private let chart: (start: Int, end: Int)

  init(from: Instant, to: Instant, chart: (start: Int, end: Int)) {
    start = from.milliseconds
    // Something that took no time still lies on an axis.
    span = max(to.milliseconds.subtractingSafely(start), 60_000)
    self.chart = chart
  }

  func x(of instant: Instant) -> Int {
    let share = Double(instant.milliseconds.subtractingSafely(start)) / Double(span)
    return chart.start + Int(share * Double(chart.end - chart.start))
  }

  func instant(at x: Int) -> Instant {
    let share = Double(x - chart.start) / Double(chart.end - chart.start)
    return Instant(milliseconds: start + Int64(share * Double(span)))
  }
}

extension Int64 {
  /// The difference, or the largest there is.
  fileprivate func subtractingSafely(_ other: Int64) -> Int64 {
    let (difference, isTooLarge) = subtractingReportingOverflow(other)
    return isTooLarge ? .max : difference
  }
}
