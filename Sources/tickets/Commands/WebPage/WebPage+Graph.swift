import TicketsCore

/// What comes before what, drawn and as a list.
extension WebPage {
  private static let box = (width: 188, height: 44)
  private static let step = (x: 252, y: 56)
  private static let margin = 6
  private static let mostLines = 250

  var graphPart: Markup {
    let layout = GraphLayout(of: graph)
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
      "hint": "What comes first is on the left. The strong line is the chain that takes longest; what is done is pale.",
      "width": .number(max(layout.layerCount - 1, 0) * Self.step.x + Self.box.width + 2 * Self.margin),
      "height": .number(max(layout.rowCount - 1, 0) * Self.step.y + Self.box.height + 2 * Self.margin),
      "description": .text(
        "\(layout.places.count) tickets in \(layout.layerCount) steps; the list below says the same."),
      "edges": .items(layout.edges.map { values(from: layout.places[$0.from], to: layout.places[$0.to], steps) }),
      "nodes": .items(layout.places.map { values(of: $0, isOnPath: onPath.contains($0.node)) }),
      "hasLines": .flag(!lines.isEmpty), "lines": .items(lines),
      "rest": rest.isEmpty ? "" : .text(rest.joined(separator: "; ") + "."),
    ])
  }

  private func corner(_ place: GraphLayout.Place) -> (x: Int, y: Int) {
    (Self.margin + place.layer * Self.step.x, Self.margin + place.row * Self.step.y)
  }

  private func values(of place: GraphLayout.Place, isOnPath: Bool) -> MarkupValues {
    let node = graph.nodes[place.node]
    let (short, state, title) = TicketLine.texts(node)
    let at = corner(place)
    return [
      "class": .text(isOnPath ? "\(state) path" : state), "x": .number(at.x), "y": .number(at.y),
      "anchor": .optional(node.record.map { anchors[$0] }), "full": .text("\(title) (\(state))"),
      "label": .text(Width.cut(title, to: 25)),
      "sub": .text("\(short)  \(state)\(node.hours.map { "  \(Hours.text($0))" } ?? "")"),
    ]
  }

  private func values(from: GraphLayout.Place, to: GraphLayout.Place, _ steps: Set<[Int]>) -> MarkupValues {
    let (start, end) = (corner(from), corner(to))
    let middle = Self.box.height / 2
    let (x1, y1) = (start.x + Self.box.width, start.y + middle)
    let isCycle = from.layer >= to.layer
    // In a cycle both stand in one layer: the line goes out and comes back on the same side.
    let (x2, y2) = (isCycle ? end.x + Self.box.width : end.x, end.y + middle)
    let bend = isCycle ? x2 + 40 : x2 - 32
    let isDone = graph.nodes[from.node].status.map { !$0.isOpen } ?? false
    let kind = isCycle ? " cycle" : steps.contains([from.node, to.node]) ? " path" : isDone ? " pale" : ""
    return [
      "class": .text(kind),
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
