import Arguments
import TicketsCore
import TicketsGit

/// What runs when git asks a hook.
struct Hook: TicketsCommand {
  static let configuration = Configuration(
    "hook", abstract: "Check what git is about to do, called by hooks",
    discussion: """
      pre-commit and pre-merge-commit check the tickets that the commit changes, as they are staged; \
      prepare-commit-msg does so for a revert, for which git asks no other. commit-msg checks that 'Ticket:' trailers \
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
    if event == .prepareCommitMessage, !showRoots, try !session.isRevert(arguments.first) { return HookReport() }
    let repository = try session.repository()
    let prefixes = roots.isEmpty ? [try session.prefix(nil, in: repository)] : roots.map(Session.prefix).withoutRepeats
    if showRoots { return HookReport(shownRoots: prefixes) }
    let checks = prefixes.map { HookChecks(session: session, repository: repository, prefix: $0) }
    if event == .commitMessage {
      return HookReport(verdicts: [try TrailerCheck(roots: checks, session: session).check(arguments.first)])
    }
    let updates = try updates(session)
    return HookReport(verdicts: try checks.map { checks throws(Failure) in try verdict(of: checks, updates) })
  }

  private func verdict(of checks: HookChecks, _ updates: [HookChecks.Update]) throws(Failure) -> HookVerdict {
    switch event {
    case .preCommit: try checks.staged()
    case .preMergeCommit: try checks.staged(merging: checks.headsOfMerge())
    case .prepareCommitMessage:
      try checks.staged(
        isRevert: true,
        hint: "'tickets audit HEAD --fix' puts log lines back into the files, for 'git add' and 'git commit'")
    case .commitMessage: HookVerdict(root: checks.prefix)
    case .postCommit: try checks.record()
    case .postMerge: try checks.merged()
    case .prePush: try checks.pushed(updates, isGate: false)
    case .preReceive: try checks.pushed(updates, isGate: true)
    }
  }

  /// What git hands to the hooks of a push on standard input.
  private func updates(_ session: Session) throws(Failure) -> [HookChecks.Update] {
    switch event {
    // Local ref, local id, remote ref, remote id; what is deleted is nothing to check.
    case .prePush:
      try session.inputLines().compactMap { $0.count == 4 ? .init(name: $0[0], old: $0[3], new: $0[1]) : nil }
    case .preReceive:
      try session.inputLines().compactMap { $0.count == 3 ? .init(name: $0[2], old: $0[0], new: $0[1]) : nil }
    default: []
    }
  }
}

extension Session {
  /// Whether a commit message is the one that git writes for a revert.
  fileprivate func isRevert(_ path: String?) throws(Failure) -> Bool {
    guard let path else { throw Failure("USAGE", "prepare-commit-msg needs the file of the message") }
    let text = String(decoding: try read(file: path, for: "prepare-commit-msg"), as: UTF8.self)
    return text.split(separator: "\n").contains { $0.hasPrefix("This reverts commit ") }
  }

  /// The words of each line of standard input.
  fileprivate func inputLines() throws(Failure) -> [[String]] {
    String(decoding: try standardInput(), as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
  }
}
