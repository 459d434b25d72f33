import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// What the libraries throw, as failures of a command.
extension Failure {
  init(_ error: UsageError) {
    self.init(.usage, error.message, hint: error.hint)
  }

  init(_ failure: TreeFailure, in tree: String) {
    let path = failure.path.isEmpty ? Layout.folderName : "\(Layout.folderName)/\(failure.path)"
    self.init(.unreadable, "cannot read \(path) in \(tree): \(failure.message)")
  }

  init(_ failure: StoreFailure) {
    let hint =
      switch failure.rest {
      case .nothing: Self.unchanged
      case .unsafe: "The change is there, but it may not last: look at it, or run the command again"
      case .unfinished: "A part was changed; the next command that writes here finishes it, or takes it back"
      }
    self.init(.notWritten, "cannot write \(failure.path): \(failure.message)", hint: hint)
  }

  init(_ error: GitError) {
    self.init(.git, "cannot \(error.operation): \(error.message)", hint: error.hint)
  }

  init(_ failure: LocatorFailure, in tree: String) {
    switch failure {
    case .notFound(let name):
      let isPlan = PlanName(name) != nil || ["EP-", "MS"].contains { name.uppercased().hasPrefix($0) }
      let command = isPlan ? "plan list --all" : "list"
      let form = isPlan && PlanName(name) == nil ? "; a plan is named like EP-20260117-014" : ""
      self.init(
        .notFound, "no ticket '\(name)' in \(tree)", hint: "'tickets \(command)' shows those there are\(form)")
    case .tooShort(let name):
      self.init(
        .tooShort, "'\(name)' is too short to name a ticket",
        hint: "Give at least \(TicketLocator.shortest) characters of the beginning or end of its id")
    case .ambiguous(let name, let candidates, let count):
      let fitting = candidates.map { "\($0.folder)  \(Escape.line($0.title ?? "(no title)"))" }
      let rest = count > candidates.count ? ["and \(count - candidates.count) more"] : []
      self.init(
        .ambiguous, "'\(name)' fits \(count) tickets",
        hint: (["Give more characters; it fits:"] + fitting + rest).joined(separator: "\n  "))
    case .unreadable(let failure):
      self.init(failure, in: tree)
    }
  }

  init(_ failure: ActorFailure) {
    switch failure {
    case .nobody:
      self.init(
        .noActor, "nothing says who does this",
        hint: "Give --actor-type and --actor-id, or set your name: git config --global user.name \"Your Name\"")
    case .unknownType(let text, let source):
      self.init(.usage, "\(source) is '\(text)', which is no type of actor", hint: "Set it to human or agent")
    }
  }

  init(_ failure: RunFileFailure) {
    switch failure {
    case .invalidRunID(let id):
      self.init(
        .usage, "'\(id)' is not a run id",
        hint: "Use letters, digits, '.', '_' and '-', beginning with a letter or digit")
    case .startDiffers(let run, let found):
      self.init(
        .usage, "the run '\(run)' started at \(found), not at the time given",
        hint: "Leave out --run-started to add to that run")
    }
  }

  init(_ failure: BacklogFailure) {
    switch failure {
    case .blanks(let names):
      let own = names.filter { !Backlog.builtinValues.contains($0) }
      let all = own.count > 5 ? ["a --set NAME=… for each"] : own.map { "--set \($0)=…" }
      var hints = own.isEmpty ? [] : ["Give " + all.joined(separator: " ")]
      if names.contains(where: { $0.hasPrefix("parent.") }) { hints.append("name the parent with --parent") }
      if names.contains(where: { $0.hasPrefix("previous.") }) { hints.append("name what comes before with --after") }
      self.init(
        .blanks, "nothing is said for \(names.map { "{{\($0)}}" }.joined(separator: ", "))",
        hint: hints.isEmpty ? nil : hints.joined(separator: "; "))
    case .unknownValue(let name, let known):
      let meant = Nearness.nearest(to: name, among: known, within: 2)
      let others = Set(known).filter { !Backlog.builtinValues.contains($0) }.sorted().joined(separator: ", ")
      self.init(
        .usage, "no template has a blank '\(name)'",
        hint: meant.map { "Did you mean '\($0)'?" } ?? (others.isEmpty ? "They have none" : "They have \(others)"))
    case .circle(let names):
      self.init(
        .circle, "these templates wait for each other: \(names.joined(separator: ", "))",
        hint: "Take one of the 'dependencies' out")
    case .template(let reference, let failure):
      self.init(.template, "cannot use the template '\(reference)': \(failure.message)")
    }
  }
}
