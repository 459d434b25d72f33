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
    let rivals = rivals
    var y = 32
    var (bars, rows): ([MarkupValues], [MarkupValues]) = ([], [])
    for row in timeline.rows {
      rows.append(["class": "who", "y": .number(y + 12), "actor": .text(Width.cut(row.actor, to: 26))])
      bars += row.runs.map {
        bar($0, y: y + $0.lane * Self.lane, scale, isDouble: rivals.contains([$0.ticket, $0.actor]))
      }
      y += max(row.laneCount, 1) * Self.lane + 8
    }
    for row in timeline.shared(by: rivals) {
      let title = if case .text(let text)? = values(ofTicket: row.ticket)["title"] { text } else { row.ticket }
      rows.append(["class": "what", "y": .number(y + 12), "actor": .text(Width.cut(title, to: 26))])
      for (lane, run) in row.runs.enumerated() {
        bars.append(bar(run, y: y + lane * Self.lane, scale, isDouble: true, isNamed: true))
      }
      y += row.runs.count * Self.lane + 8
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
      "hasDouble": .flag(bars.contains { $0["isDouble"].map { !$0.isEmpty } ?? false }), "rows": .items(rows),
      "bars": .items(bars),
      "runs": .items(
        runs.map { run in
          let named = values(ofTicket: run.ticket)
          return [
            "actor": .text(run.actor), "kind": run.isAgent ? "agent" : "", "to": named["anchor"] ?? "",
            "linked": named["linked"] ?? "", "ticket": named["title"] ?? "", "from": .text(run.start.minute),
            "until": .text(run.end.minute), "entries": .number(run.entries),
            "double": .flag(rivals.contains([run.ticket, run.actor])),
          ]
        }),
      "rest": timeline.omitted > 0 ? .text("\(timeline.omitted.counting("older run")) not shown.") : "",
    ])
  }

  /// Who took up a ticket that others took up too: ticket and actor.
  private var rivals: Set<[String]> {
    let doubled = (branches?.tickets ?? []).filter { $0.flags.contains(.doubleClaim) }
    return Set(
      doubled.flatMap { ticket in
        ticket.opinions.compactMap { ticket.record($0) }.filter { $0.ticket.status == .doing }
          .compactMap { record in record.takeUp?.actorID.map { [ticket.name, $0] } }
      })
  }

  private func bar(
    _ run: Timeline.Run, y: Int, _ scale: Scale, isDouble: Bool, isNamed: Bool = false
  ) -> MarkupValues {
    let (start, end) = (scale.x(of: run.start), scale.x(of: run.end))
    let named = values(ofTicket: run.ticket)
    let title = if case .text(let text)? = named["title"] { text } else { run.ticket }
    let width = max(end - start, 4)
    // Beside the bar, on the side where there is room.
    let isLate = start + width > Self.chart.end - 150
    return [
      "by": isNamed ? .text(Width.cut(run.actor, to: 24)) : "", "byX": .number(isLate ? start - 6 : start + width + 6),
      "byY": .number(y + 12), "byAnchor": isLate ? "end" : "start", "isDouble": .flag(isDouble),
      "x": .number(start), "y": .number(y), "width": .number(width),
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
