/// A label that asks for a flow names one that there is, while the ticket is open: a flow that is mistyped asks for nothing.
enum FlowRule {
  static func issues(_ tickets: [TicketFacts], _ settings: WorkflowSettings) -> [Issue] {
    tickets.flatMap { ticket in
      ticket.flowLabels.filter { settings.unknownFlow(in: [$0.text]) != nil }.map { label in
        let meant = settings.nearestLabel(to: label.text).map { "; did you mean '\($0)'?" } ?? "."
        return ticket.issue(
          .flowUnknown, "The label \(label.text.quotedForMessage) names no flow\(meant)", at: label.place,
          .field("labels"), .value(label.text))
      }
    }
  }
}
