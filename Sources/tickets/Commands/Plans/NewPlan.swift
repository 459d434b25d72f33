import Arguments
import TicketsCore
import TicketsFiles

/// Makes a plan.
struct NewPlan: TicketsCommand {
  static let configuration = Configuration(
    "new", abstract: "Make a plan, and print its number and its id",
    discussion: "The template 'plan' gives the body. The number is the next one of today (UTC) on any branch.",
    examples: [
      .init(
        "tickets plan new \"Auth refresh\" --kind feature --domain backend --risk med --owner @ada", "all it can have")
    ], aliases: ["create"])

  @Argument("--title", help: "What the plan is for, in one line")
  var title: FreeText

  @Option(help: "What kind of work it is")
  var kind: PlanKind?

  @Option(help: "Where the work is")
  var domain: PlanDomain?

  @Option(help: "How much is at stake")
  var risk: PlanRisk?

  @Option(placeholder: "name", completion: Completions.owner, help: "The owner, such as @alice or team:core")
  var owner: String?

  @Option(each: "--set", placeholder: "name=value", help: "What stands in a blank of the template; once for each")
  var values: [BlankValue]

  @Options var actor: ActorOptions

  @Flag(help: "Allow text that looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> NumberedTicket {
    let title = try title.line(for: "--title", in: session)
    let facets =
      [kind.map { Facet.kind.label($0.rawValue) }, domain.map { Facet.domain.label($0.rawValue) }]
      + [risk.map { Facet.risk.label($0.rawValue) }]
    let maker = try BacklogMaker(values, actor, allowSecret: allowSecret, in: session) { _ in Placement() }
    let now = session.now.wholeSeconds
    var item = try maker.item(TemplateName(Ticket.planLabel), title: title, createdAt: now)
    item.draft.owner = owner ?? item.draft.owner
    return try session.holdingNumbers(at: maker.tree.root) { others throws(Failure) in
      let handle = Handle.Series.plans(at: now).next(after: others.lazy.compactMap(\.ticket.handle))
      item.draft.number(as: handle, Ticket.planLabel, facets.compactMap(\.self))
      try NewTicket.check(item.draft, allowSecret: allowSecret)
      try maker.make([item])
      return NumberedTicket(handle: handle.text, id: item.draft.id)
    }
  }
}

extension TicketDraft {
  /// Makes it a plan or a milestone: the word, the number and the facets are labels.
  mutating func number(as handle: Handle, _ word: String, _ facets: [String]) {
    let names = facets.map { $0.prefix { $0 != ":" } + ":" }
    let kept = labels.filter { label in label != word && !names.contains { label.hasPrefix($0) } && Handle(label) == nil
    }
    labels = [word, handle.text] + facets + kept
  }
}

/// A ticket with a number for people.
struct NumberedTicket: Report {
  let handle: String
  let id: TicketID

  func write(to page: inout Page) { page.line("\(handle) \(id.text)") }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("handle", handle)
      json.member("id", id.text)
      json.member("path", "\(Layout.folderName)/\(id.text)/\(Layout.ticketFileName)")
    }
  }
}
