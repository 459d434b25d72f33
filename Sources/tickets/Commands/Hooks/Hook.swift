import Arguments
import TicketsCore
import TicketsGit

/// What runs when git asks a hook.
struct Hook: TicketsCommand {
  static let configuration = Configuration(
    "hook", abstract: "Check what git is about to do, called by hooks",
    discussion: """
      pre-commit and pre-merge-commit check the tickets that the commit changes, as they are staged; \
      prepare-commit-msg does so for a revert or a cherry-pick, for which git asks no other. commit-msg checks that 'Ticket:' trailers \
      name tickets. post-commit records the commit in the log of its ticket. pre-push and pre-receive check the tip of \
      each ref and audit each new commit. post-merge audits the merge. Exit code 1 stops git.
      """,
    examples: [.init("tickets hook pre-commit", "what a commit would be told")])

  @Argument(help: "The moment")
  var event: HookEvent

  @Argument(placeholder: "argument", help: "What git hands to the hook")
  var arguments: [String]

  @Option(each: "--root", placeholder: "path", help: "A folder that holds .tickets, from the top of the repository")
  var roots: [String]

  @Flag(help: "Only say which folders would be judged")
  var showRoots: Bool

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> HookReport {
    let copying = try copying(session)
    if event == .prepareCommitMessage, !showRoots, copying == nil { return HookReport() }
    let repository = try session.repository()
    let prefixes = roots.isEmpty ? [try session.prefix(nil, in: repository)] : roots.map(Session.prefix).withoutRepeats
    if showRoots { return HookReport(shownRoots: prefixes) }
    let checks = prefixes.map { HookChecks(session: session, repository: repository, prefix: $0) }
    if event == .commitMessage {
      let message = Trailers(of: String(decoding: try message(session), as: UTF8.self))
      if message.values(of: Trailers.ticketKey).isEmpty { return HookReport() }
      return HookReport(verdicts: [try TrailerCheck(checks, session: session).check(message)])
    }
    let updates = try updates(session)
    return HookReport(verdicts: try checks.map { checks throws(Failure) in try verdict(of: checks, updates, copying) })
  }

  private func verdict(
    of checks: HookChecks, _ updates: [HookChecks.Update], _ copying: CommitCopy?
  ) throws(Failure) -> HookVerdict {
    switch event {
    case .preCommit: try checks.staged()
    case .preMergeCommit: try checks.staged(merging: checks.headsOfMerge())
    case .prepareCommitMessage: try checks.staged(copying: copying)
    case .commitMessage: HookVerdict(root: checks.prefix)
    case .postCommit: try checks.record()
    case .postMerge: try checks.merged()
    case .prePush: try checks.pushed(updates, isGate: false)
    case .preReceive: try checks.pushed(updates, isGate: true)
    }
  }

  /// What git hands to the hooks of a push on standard input.
  private func updates(_ session: Session) throws(Failure) -> [HookChecks.Update] {
    guard event == .prePush || event == .preReceive else { return [] }
    let text = String(decoding: try session.standardInput(), as: UTF8.self)
    if event == .prePush, text.isEmpty, let update = try HookChecks.Update(session) { return [update] }
    var updates: [HookChecks.Update] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty
    {
      guard let update = HookChecks.Update(line: line, isGate: event == .preReceive) else {
        let form = event == .prePush ? "<local ref> <local id> <remote ref> <remote id>" : "<old id> <new id> <ref>"
        throw Failure(
          .usage, "line \(number + 1) of what \(event.rawValue) reads is not as git writes it: '\(line)'",
          hint: "Hand on the standard input that git gives: lines of '\(form)'")
      }
      updates.append(update)
    }
    return updates
  }

  private func message(_ session: Session) throws(Failure) -> [UInt8] {
    guard let path = arguments.first else { throw Failure(.usage, "\(event.rawValue) needs the file of the message") }
    return try session.read(file: path, for: event.rawValue)
  }

  /// What git makes a commit of another one for, when that is why it asks.
  private func copying(_ session: Session) throws(Failure) -> CommitCopy? {
    guard event == .prepareCommitMessage, !showRoots else { return nil }
    return try CommitCopy(message: message(session)) { () throws(Failure) in try session.repository() }
  }
}
