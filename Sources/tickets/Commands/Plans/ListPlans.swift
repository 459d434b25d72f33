import Arguments
import TicketsCore

/// Lists plans.
struct ListPlans: TicketsCommand {
  static let configuration = Configuration(
    "list", abstract: "List the plans that are open, and how far they are",
    examples: [.init("tickets plan list --all --at origin/main", "every plan, as a branch has it")], aliases: ["ls"])

  @Flag(help: "List done and canceled plans too")
  var all: Bool

  @Options var tree: TreeOptions

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> PlanListing {
    let tree = try tree.tree(in: session)
    return try session.reading(tree) { () throws(TreeFailure) in
      let reader = try PlanReader(tree)
      let plans = reader.records.filter { $0.ticket.isPlan && (all || $0.ticket.status?.isOpen ?? true) }
      let states = plans.map { reader.state(of: $0) }
      return PlanListing(plans: states, details: try reader.details(of: states, .logTimes))
    }
  }
}

/// Plans, a row each.
struct PlanListing: Report {
  let plans: [PlanState]
  let details: [String: TicketRecord]

  func write(to page: inout Page) {
    guard !plans.isEmpty else { return page.line("no open plans; 'tickets plan new \"What for\"' makes one") }
    var table = Table(["PLAN", "STATUS", "DONE", "LAST", "TITLE"])
    for plan in plans {
      table.add([
        Page.Piece(plan.own.name, .cyan), plan.own.statusPiece, Page.Piece(plan.progress.text),
        Page.Piece(plan.lastUpdated(details)?.minute ?? "-", .faint),
        Page.Piece(plan.node.record.ticket.title ?? "(no title)"),
      ])
    }
    table.write(to: &page)
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for plan in plans { json.object { PlanJSON.members(of: plan, plan.lastUpdated(details), to: &$0) } }
    }
  }
}
