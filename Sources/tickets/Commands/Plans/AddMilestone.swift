import Arguments
import TicketsCore
import TicketsFiles

/// Makes a milestone of a plan.
struct AddMilestone: TicketsCommand {
  static let configuration = Configuration(
    "add", abstract: "Make a milestone of a plan, and print its number and its id",
    discussion: """
      The number is the next one of this plan on any branch. Work tickets of a milestone are made with \
      'tickets new --parent PLAN/MS003'.
      """,
    examples: [.init("tickets plan add EP-20260117-014 \"Backfill docs\" --after MS002", "one that waits for another")])

  @Argument("--plan", help: "The plan: its number, its id or an end of it")
  var plan: TicketName

  @Argument("--title", help: "What the milestone reaches, in one line")
  var title: FreeText

  @Option(placeholder: "milestone", help: "The milestone, such as MS002, or the ticket that it waits for")
  var after: TicketName?

  @Option(help: "Begin with this template instead of 'milestone': [SOURCE:]PATH[@REF]")
  var template: TemplateWord?

  @Option(help: "How much is at stake")
  var risk: PlanRisk?

  @Option(each: "--set", placeholder: "name=value", help: "What stands in a blank of the template; once for each")
  var values: [BlankValue]

  @Options var actor: ActorOptions

  @Flag(help: "Allow text that looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> NumberedTicket {
    let title = try title.line(for: "--title", in: session)
    let maker = try BacklogMaker(values, actor, allowSecret: allowSecret, in: session) { tree throws(Failure) in
      let plan = try plan.record(in: tree, session)
      return Placement(parent: plan, after: try predecessor(in: plan, tree, session))
    }
    guard let plan = maker.placement.parent?.ticket, let id = plan.id, plan.isPlan else {
      throw Failure(
        .notAPlan, "'\(self.plan.word)' is no plan: it has no label '\(Ticket.planLabel)'",
        hint: "'tickets new --parent' makes a part of any ticket, and 'tickets plan list' shows the plans")
    }
    let name = template?.name ?? TemplateName(Ticket.milestoneLabel)
    var item = try maker.item(name, title: title, createdAt: session.now.wholeSeconds)
    return try session.holdingNumbers(at: maker.tree.root) { others throws(Failure) in
      let siblings = others.lazy.filter { $0.ticket.related.contains(id) }.compactMap(\.ticket.handle)
      let handle = Handle.Series.milestones.next(after: siblings)
      item.draft.number(as: handle, Ticket.milestoneLabel, risk.map { [Facet.risk.label($0.rawValue)] } ?? [])
      try NewTicket.check(item.draft, allowSecret: allowSecret)
      try maker.make([item])
      let whole = (plan.handle.map { "\($0.text)/" } ?? "") + handle.text
      return NumberedTicket(handle: whole, id: item.draft.id)
    }
  }

  /// What the milestone waits for; a number alone is one of the same plan.
  private func predecessor(
    in plan: TicketRecord, _ tree: WorkingTree, _ session: Session
  ) throws(Failure) -> TicketRecord? {
    guard let after else { return nil }
    guard let handle = Handle(after.word.uppercased()), !handle.isOfPlan else {
      return try after.record(in: tree, session)
    }
    let found = try session.reading(tree) { () throws(TreeFailure) in
      let family = try Family(try Snapshot(of: tree).records, in: tree)
      return family.children(of: plan).compactMap(family.record).filter { $0.ticket.handle == handle }
    }
    guard let one = found.first, found.count == 1 else {
      throw Failure(
        found.isEmpty ? .notFound : .ambiguous,
        "the plan has \(found.isEmpty ? "no" : "more than one") \(handle.text)",
        hint: "'tickets plan show \(self.plan.word)' shows its milestones")
    }
    return one
  }
}
