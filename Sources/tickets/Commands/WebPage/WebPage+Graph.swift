import TicketsCore

/// What comes before what, drawn and as a list.
extension WebPage {
  private static let box = (width: 188, height: 44)
  private static let step = (x: 252, y: 56)
  private static let margin = 6
  private static let mostLines = 250

  var graphPart: Markup {
    let wider = WiderGraph(graph, by: branches?.tickets ?? [])
    let layout = GraphLayout(of: wider.graph)
    let only = Dictionary(uniqueKeysWithValues: wider.steps.map { ($0.step, onlyOn($0.places)) })
    let path = CriticalPath(of: graph)
    let chain = layout.places.isEmpty ? [] : path.nodes
    let onPath = Set(chain.count > 1 ? chain : [])
    let steps = Set(zip(chain, chain.dropFirst()).map { [$0, $1] })
    let hours = path.hours > 0 ? ": \(Hours.text(path.hours))" : ""
    let cycles = graph.cycles.count
    let heading =
      layout.places.isEmpty
      ? "No ticket waits for another"
      : cycles > 0
        ? "\(cycles.counting("cycle")) to be untied"
        : chain.count > 1 ? "At least \(chain.count) tickets in a row are left\(hours)" : "Nothing waits in a row"
    var rest: [String] = []
    if layout.omitted > 0 { rest.append("\(layout.omitted) more with relations are not drawn") }
    if layout.alone > 0, !layout.places.isEmpty {
      rest.append("\(layout.alone) wait for nothing and nothing waits for them")
    }
    let lines = layout.places.isEmpty ? [] : listed
    return PageFiles.graph.filled(with: [
      "heading": .text(heading), "any": .flag(!layout.places.isEmpty),
      "hint": .text(
        "What comes first is on the left. The strong line is the chain that takes longest; what is done is pale"
          + (only.isEmpty ? "." : "; what only other places say is dashed.")),
      "width": .number(max(layout.layerCount - 1, 0) * Self.step.x + Self.box.width + 2 * Self.margin),
      "height": .number(max(layout.rowCount - 1, 0) * Self.step.y + Self.box.height + 2 * Self.margin),
      "description": .text(
        "\(layout.places.count) tickets in \(layout.layerCount) steps; the list below says the same."),
      "edges": .items(
        layout.edges.map { edge in
          let (from, to) = (layout.places[edge.from], layout.places[edge.to])
          return values(from: from, to: to, steps, only: only[WiderGraph.Step(from: from.node, to: to.node)])
        }),
      "nodes": .items(
        layout.places.map { place in
          let stranger = wider.strangers[place.node].map(onlyOn)
          return values(of: place, wider.graph.nodes[place.node], isOnPath: onPath.contains(place.node), only: stranger)
        }),
      "hasOnly": .flag(!wider.steps.isEmpty),
      "only": .items(
        wider.steps.prefix(Self.mostLines).map { step, places in
          let first = values(of: wider.graph.nodes[step.from])
          return values(of: wider.graph.nodes[step.to]).adding([
            "first": first["title"] ?? "", "firstShort": first["short"] ?? "", "where": .text(onlyOn(places)),
          ])
        }),
      "hasLines": .flag(!lines.isEmpty), "lines": .items(lines),
      "rest": rest.isEmpty ? "" : .text(rest.joined(separator: "; ") + "."),
    ])
  }

  private func corner(_ place: GraphLayout.Place) -> (x: Int, y: Int) {
    (Self.margin + place.layer * Self.step.x, Self.margin + place.row * Self.step.y)
  }

  /// Where something is that is not here.
  private func onlyOn(_ places: [Int]) -> String {
    let names = places.prefix(4).compactMap { branches?.places[$0].name }.joined(separator: ", ")
    return "only on \(names)" + (places.count > 4 ? " and \(places.count - 4) more" : "")
  }

  private func values(
    of place: GraphLayout.Place, _ node: Graph.Node, isOnPath: Bool, only: String?
  ) -> MarkupValues {
    let (short, state, title) = TicketLine.texts(node)
    let at = corner(place)
    return [
      "class": .text(state + (isOnPath ? " path" : "") + (only == nil ? "" : " elsewhere")), "x": .number(at.x),
      "y": .number(at.y),
      "anchor": .optional(node.record.flatMap { anchors[$0] }),
      "full": .text("\(title) (\(state)\(only.map { ", \($0)" } ?? ""))"),
      "label": .text(Width.cut(title, to: 25)),
      "sub": .text(
        Width.cut(
          "\(short)  \(state)\(only.map { " \($0)" } ?? node.hours.map { "  \(Hours.text($0))" } ?? "")", to: 27)),
    ]
  }

  private func values(
    from: GraphLayout.Place, to: GraphLayout.Place, _ steps: Set<[Int]>, only: String?
  ) -> MarkupValues {
    let (start, end) = (corner(from), corner(to))
    let middle = Self.box.height / 2
    let (x1, y1) = (start.x + Self.box.width, start.y + middle)
    let isCycle = from.layer >= to.layer
    // In a cycle both stand in one layer: the line goes out and comes back on the same side.
    let (x2, y2) = (isCycle ? end.x + Self.box.width : end.x, end.y + middle)
    let bend = isCycle ? x2 + 40 : x2 - 32
    let isDone = from.node < graph.nodes.count && graph.nodes[from.node].status.map { !$0.isOpen } ?? false
    let kind =
      only != nil
      ? " elsewhere" : isCycle ? " cycle" : steps.contains([from.node, to.node]) ? " path" : isDone ? " pale" : ""
    return [
      "class": .text(kind), "where": .optional(only),
      "path": .text("M\(x1) \(y1)C\(x1 + 32) \(y1) \(bend) \(y2) \(x2) \(y2)"),
    ]
  }

  private var listed: [MarkupValues] {
    let tree = GraphTree(of: graph)
    let waits = Set(graph.edges.map(\.to))
    let lines = tree.lines.filter { line in
      line.depth > 0 || waits.contains(line.node) || !tree.waiting[line.node].isEmpty
        || !neighbourhood.relatives[line.node].isEmpty
    }
    let shown = lines.prefix(Self.mostLines).map { line in
      var values = values(of: graph.nodes[line.node])
      values["depth"] = .number(min(line.depth, 8))
      values["remark"] = .optional(line.reference.map(GraphText.remark))
      return values
    }
    if shown.count == lines.count { return shown }
    return shown + [
      ["title": .text("and \(lines.count - shown.count) more: tickets graph"), "status": "", "short": "", "depth": "0"]
    ]
  }
}
