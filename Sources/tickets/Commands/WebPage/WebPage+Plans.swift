import TicketsCore

/// How far plans and their milestones are, here and in every place.
extension WebPage {
  var plansPart: Markup {
    let open = plans.count { $0.state.node.record.ticket.status?.isOpen ?? true }
    return PageFiles.plans.filled(with: [
      "heading": .text("\(plans.count.counting("plan")), \(open) open"), "plans": .items(plans.map(values)),
    ])
  }

  private func values(of plan: Plan) -> MarkupValues {
    let parts = plan.state.milestones + plan.state.others
    let states = PlanPlaces.states(of: plan.places.map { ($0.name, $0.own) })
    // What is the same everywhere is said already.
    let places = states.count > 1 ? states : []
    var values = values(of: plan.state.own)
    values["hasParts"] = .flag(!parts.isEmpty)
    values["parts"] = .items(parts.map(self.values))
    values["hasPlaces"] = .flag(!places.isEmpty)
    values["places"] = .items(
      places.map { place in
        figures(place.progress).adding([
          "status": .text(String(place.status.text.prefix { $0 != " " })), "word": .text(place.status.text),
          "where": .text(place.names),
        ])
      })
    return values
  }

  private func values(of part: PlanState.Part) -> MarkupValues {
    let record = part.node.record
    let waits = part.waitsFor.map { TicketLine.name($0) }
    return values(ofTicket: record.idText).adding(figures(part.progress)).adding([
      "name": .text(part.name), "status": .text(record.stateWord), "word": .text(part.statusPiece.text),
      "waits": .text(waits.joined(separator: ", ")),
    ])
  }

  private func figures(_ progress: Progress) -> MarkupValues {
    ["text": .text(progress.text), "done": .number(progress.done), "most": .number(max(progress.total, 1))]
  }
}
