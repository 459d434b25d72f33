import Arguments
import TicketsCore

/// Makes tickets from templates.
struct ApplyTemplates: TicketsCommand {
  static let configuration = Configuration(
    "apply", abstract: "Make a ticket from each template, one after the other",
    discussion: """
      Each ticket waits for the one before it, unless --no-chain says otherwise or the templates name each other under \
      'dependencies'. A folder, or a backlog such as 'delivery', stands for all its templates. All tickets are made, or \
      none.
      """,
    examples: [
      .init(
        "tickets templates apply --set goal=\"Auth refresh\" milestone=\"Scaffold\" review milestone=\"Core\" review open-pr",
        "five tickets in a row"),
      .init("tickets templates apply delivery --dry-run", "what a backlog would make"),
    ])

  @Argument(placeholder: "template[=title]", help: "Templates, each with the title of its ticket")
  var templates: [TemplateStep]

  @Options var placement: PlacementOptions

  @Flag(help: "Let the tickets not wait for each other")
  var noChain: Bool

  @Flag(help: "Show what would be made, and make nothing")
  var dryRun: Bool

  @Options var actor: ActorOptions

  @Flag(help: "Allow text that looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if templates.isEmpty {
      throw .custom("no template is named", hint: "'tickets templates list' shows those there are")
    }
  }

  func run(in session: Session) throws(Failure) -> BacklogReport {
    let maker = try BacklogMaker(placement, actor, allowSecret: allowSecret, in: session)
    let backlog = try maker.backlog(try maker.steps(templates), isChain: !noChain)
    let items = try maker.items(backlog)
    if !dryRun { try maker.make(items) }
    return BacklogReport(backlog: backlog, isDryRun: dryRun)
  }
}

/// A template and the title of its ticket: `milestone="Scaffold"`.
struct TemplateStep: ParameterValue {
  let name: TemplateName
  let title: FreeText?

  static func parse(_ word: String) throws(Rejection) -> TemplateStep {
    let equals = word.firstIndex(of: "=")
    guard let name = TemplateName(String(word[..<(equals ?? word.endIndex)])) else {
      throw Rejection("not a template's name: [SOURCE:]PATH[@REF], then perhaps =TITLE")
    }
    return TemplateStep(name: name, title: equals.map { FreeText(word: String(word[word.index(after: $0)...])) })
  }

  var word: String { name.text + (title.map { "=\($0.word)" } ?? "") }
}
