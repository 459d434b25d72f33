import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Briefs an agent: one page with all that its run needs.
struct Brief: TicketsCommand {
  static let configuration = Configuration(
    "brief", abstract: "Brief an agent on a ticket: one page with all that a run needs",
    discussion: """
      With a ticket, or on a branch that tells it as for 'log --changes': what is to be done and what is left of it, what \
      the last runs left, who else is at it, and the commands that the run will need. Otherwise: what is in hand here, \
      what is ready, what is blocked. Within the budget the least important goes first, and each cut names the command \
      that shows the rest. Text from tickets and logs is quoted, and what looks like a credential is hidden.

      With --hook the page comes in the envelope that the start hook of a host wants; it never fails, and says nothing \
      where there is nothing to say.
      """,
    examples: [
      .init("tickets brief 4f1e2d3c", "what an agent needs to know about a ticket"),
      .init("tickets brief --hook claude", "what a start hook runs"),
    ], aliases: ["prime"], tool: .init(.reads, core: true, shows: "ticket budget"))

  @Options var ticket: OptionalTicketOptions

  @Option(placeholder: "tokens", help: "How long the page may be, a token being four bytes (default: 2000)")
  var budget: PositiveInt?

  @Option(placeholder: "host", help: "Write it for the start hook of this host")
  var hook: HookHost?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> BriefReport {
    guard let hook else {
      return BriefReport(brief: try brief(in: session), budget: (budget?.value ?? Self.usualBudget) * 4)
    }
    let start = HookStart.read()
    let place = start.folder.flatMap { try? Session(folder: $0, console: session.console) } ?? session
    do throws(Failure) {
      return BriefReport(
        brief: try brief(in: place), budget: min((budget?.value ?? Self.usualBudget) * 4, hook.longest),
        envelope: HookEnvelope(host: hook, event: start.event))
    } catch {
      // A hook must never break a session.
      if Process.environment("TICKETS_DEBUG") != nil { session.console.fail(error) }
      return BriefReport(brief: nil, budget: 0, envelope: HookEnvelope(host: hook, event: start.event))
    }
  }

  private static let usualBudget = 2000

  private func brief(in session: Session) throws(Failure) -> any BriefContent {
    let place = try BriefPlace(in: session)
    if let name = ticket.name ?? place.ticketOfBranch {
      return try TicketBrief(of: name, at: place)
    }
    return try BranchBrief(at: place)
  }
}

/// Something that a page can be made of.
protocol BriefContent {
  var briefing: Briefing { get }
  func write(to json: inout JSONWriter)
}

/// The page, bare or in the envelope of a hook.
struct BriefReport: Report {
  let brief: (any BriefContent)?
  /// How many bytes the page may have.
  let budget: Int
  var envelope: HookEnvelope?

  func write(to page: inout Page) {
    guard let brief else { return }
    let text = brief.briefing.text(within: budget)
    guard let envelope else { return page.block(String(text.dropLast())) }
    if let wrapped = envelope.wrap(Escape.block(text)) { page.block(wrapped) }
  }

  func write(to json: inout JSONWriter) {
    guard let brief else { return json.object { _ in } }
    brief.write(to: &json)
  }
}
