import Arguments
import TicketsCore

/// What a log entry can say beyond its summary.
struct LogFieldOptions: ParameterGroup {
  @Option(placeholder: "path", help: "Files that were changed")
  var files: [String]

  @Option(placeholder: "id", help: "Commits that were made")
  var commits: [String]

  @Option(placeholder: "pr", help: "Pull requests that were opened")
  var prs: [String]

  @Option(placeholder: "command", help: "Commands that were run to verify the work")
  var verificationCommands: [FreeText]

  @Option(placeholder: "text", help: "How the verification went, or why there was none")
  var verificationResults: FreeText?

  @Option(placeholder: "ticket", help: "The ticket that this one was split from")
  var createdFrom: String?

  @Option(placeholder: "ticket", help: "Tickets that were made during the run")
  var ticketsCreated: [String]

  @Option(placeholder: "text", help: "What was taken over from the parent ticket")
  var contextCarriedOver: [FreeText]

  @Option(placeholder: "text", help: "What was decided")
  var decisions: [FreeText]

  @Option(placeholder: "text", help: "What is to be done next")
  var nextSteps: [FreeText]

  @Option(placeholder: "text", help: "What stands in the way")
  var blockers: [FreeText]

  /// Adds what was given to an entry.
  func fill(_ entry: inout LogEntry, _ session: Session) throws(Failure) {
    entry.changes.files += files
    entry.changes.commits += commits
    entry.changes.prs += prs
    entry.verification.commands += try texts(verificationCommands, "--verification-commands", session)
    if let verificationResults {
      entry.verification.results = try verificationResults.text(for: "--verification-results", in: session)
    }
    if let createdFrom { entry.createdFrom = try session.id(behind: createdFrom) }
    for ticket in ticketsCreated { entry.ticketsCreated.append(try session.id(behind: ticket)) }
    entry.contextCarriedOver += try texts(contextCarriedOver, "--context-carried-over", session)
    entry.decisions += try texts(decisions, "--decisions", session)
    entry.nextSteps += try texts(nextSteps, "--next-steps", session)
    entry.blockers += try texts(blockers, "--blockers", session)
  }

  private func texts(_ given: [FreeText], _ option: String, _ session: Session) throws(Failure) -> [String] {
    var texts: [String] = []
    for text in given { texts.append(try text.text(for: option, in: session)) }
    return texts
  }
}
