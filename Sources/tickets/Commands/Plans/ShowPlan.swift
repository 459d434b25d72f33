import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Shows how far a plan is.
struct ShowPlan: TicketsCommand {
  static let configuration = Configuration(
    "show", abstract: "Show a plan of tickets: its milestones, how far each is, and what waits for what",
    discussion: """
      Counted are the tickets that have no part themselves, without the canceled ones. A status in brackets is what the \
      parts say where the ticket itself says something else. With --branches each part is shown as every branch and work \
      tree has it, and as it would be if all that was done anywhere came together.
      """,
    examples: [
      .init("tickets plan show EP-20260117-014 --at origin/main", "what is true on a branch"),
      .init("tickets plan show EP-20260117-014/MS003 --branches", "a milestone, wherever somebody works on it"),
    ], aliases: ["view"], tool: .init(.reads, shows: "plan"))

  @Argument("--plan", help: "The plan or milestone: its number, its id or an end of it")
  var plan: TicketName

  @Options var tree: TreeOptions

  @Flag(help: "Show it on every branch and in every work tree")
  var branches: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if branches, tree.isGiven {
      throw .custom("'--branches' shows all states, and one is named", hint: "Give one of the two")
    }
  }

  func run(in session: Session) throws(Failure) -> PlanReport {
    let tree = try tree.tree(in: session)
    let reader = try session.reading(tree) { () throws(TreeFailure) in try PlanReader(tree) }
    let folder = try plan.folder(in: tree, knowing: reader.records, root: try? session.root(), session: session).name
    var report = try session.reading(tree) { () throws(TreeFailure) -> PlanReport? in
      guard let record = reader.records.first(where: { $0.folder == folder }) else { return nil }
      let state = reader.state(of: record)
      return PlanReport(state: state, details: try reader.details(of: [state], [.document, .logs]))
    }
    guard let id = report?.state.node.record.ticket.id else {
      throw Failure(
        .broken, "the ticket in \(Layout.folderName)/\(folder) cannot be read",
        hint: "'tickets validate' says what is wrong")
    }
    if branches { report?.places = try session.places(of: id, prefix: self.tree.prefix) }
    guard let report else { throw Failure(.notFound(plan.word), in: tree.label) }
    return report
  }
}
