import TicketsCore
import TicketsGit

extension HookChecks {
  /// A ref that is pushed, with its old and new object as git names them.
  struct Update {
    let name: String
    let old: String
    let new: String

    /// Reads what git writes: old id, new id and ref to a gate; local ref, local id, remote ref and remote id to a hook
    /// before a push.
    init?(line: Substring, isGate: Bool) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      if isGate, words.count == 3 {
        (name, old, new) = (words[2], words[0], words[1])
      } else if !isGate, words.count >= 4 {
        // What is pushed may be an expression with spaces.
        let last = words.suffix(3)
        (name, old, new) = (words.dropLast(3).joined(separator: " "), last[last.endIndex - 1], last[last.startIndex])
      } else {
        return nil
      }
      guard [old, new].allSatisfy({ [40, 64].contains($0.utf8.count) && $0.allSatisfy(\.isHexDigit) }) else {
        return nil
      }
    }
  }

  /// What an update adds to what is published already.
  private struct Addition {
    /// Whether the remote says itself what it has.
    let isReplacement: Bool
    /// Where what is published ends, as far as that is known.
    let known: [ObjectID]
    let before: CommitTree?
    let steps: [AuditStep]
  }

  /// Whether what is new at the tip of each ref is valid, and each new commit keeps all log lines.
  ///
  /// A gate asks before refs of its own repository change, so what its branches have is nothing new.
  func pushed(_ updates: [Update], isGate: Bool) throws(Failure) -> HookVerdict {
    var verdict = HookVerdict(root: prefix)
    for update in updates where !update.new.allSatisfy({ $0 == "0" }) {
      guard let tip = try tip(of: update) else { continue }
      let settings = try session.settings(of: tip)
      let addition = try addition(of: update, settings, isGate: isGate)
      verdict.add(try newErrors(at: tip, settings, since: addition.before))
      // A push that replaces what was there must keep its lines too.
      let replaced = addition.isReplacement ? addition.before : nil
      verdict.add(
        try session.audit(
          addition.steps, replaced.map { [LogAudit.Step(from: $0, to: tip, commit: nil, .whole)] } ?? [],
          since: addition.known, at: tip, prefix, repository))
      if let commit = repository.commitIfAny(update.new) {
        let uncarried = try uncarried(at: tip, commit, since: addition.before, base: addition.known.first)
        if verdict.problems.isEmpty, !uncarried.isEmpty { verdict.hint = "'tickets flow <id>' says what is missing" }
        verdict.problems += uncarried
      }
      if verdict.hint == nil, !verdict.problems.isEmpty {
        let start = addition.known.first.map { " \($0.hex.prefix(12))" } ?? ""
        verdict.hint = "'tickets audit\(start) --fix' puts lost lines back; 'tickets validate' shows what is invalid"
      }
    }
    return verdict
  }

  /// What is pushed; none when it is no commit, and so holds no tickets.
  private func tip(of update: Update) throws(Failure) -> CommitTree? {
    do throws(GitError) {
      return try CommitTree(repository.commit(of: update.new).hex, prefix: prefix, in: repository)
    } catch  where error.kind == .wrongObject {
      return nil
    } catch {
      throw Failure(error)
    }
  }

  private func addition(of update: Update, _ settings: Settings, isGate: Bool) throws(Failure) -> Addition {
    let old = repository.commitIfAny(update.old)
    let (known, start, steps) = try session.asking { () throws(GitError) in
      let new = try repository.commit(of: update.new)
      let known = if let old { [old] } else { try published(settings, isGate: isGate) }
      var start = old
      if start == nil, let first = known.first { start = try repository.mergeBase(first, new) }
      return (known, start, try CommitGraph(repository).auditSteps(from: [new], notFrom: known, prefix: prefix))
    }
    let before: CommitTree? = if let start { try tree(start.hex) } else { nil }
    return Addition(isReplacement: old != nil, known: known, before: before, steps: steps)
  }

  /// The errors that are pushed; what is published already is not judged again.
  private func newErrors(
    at tip: CommitTree, _ settings: Settings, since before: CommitTree?
  ) throws(Failure) -> [Issue] {
    guard let before else {
      return try session.reading(tip) { () throws(TreeFailure) in try Validator(settings).validate(tip).errors }
    }
    let names = try session.names(in: tip, unlike: before)
    if names.isEmpty { return [] }
    let errors = NewErrors(in: names, try session.diff(before, tip), since: [before], session, root: prefix)
    return try errors.find(in: tip) { tip }
  }

  /// Where what is published ends when the remote does not say: at the base branch as a remote has it, or else at all
  /// that any remote has.
  private func published(_ settings: Settings, isGate: Bool) throws(GitError) -> [ObjectID] {
    // The branch that the settings name may come with this very push.
    let base = try? repository.baseBranch(settings.baseBranch)
    if isGate { return base.map { [$0.id] } ?? [] }
    let remote = try repository.branches().filter(\.isRemote)
    let same = remote.filter { branch in base.map { branch.isNamed($0.branchName) } ?? false }
    return (same.isEmpty ? remote : same).map(\.id)
  }
}

extension HookChecks.Update {
  /// What the pre-commit framework tells of a push: it keeps standard input to itself and sets variables, for one ref.
  ///
  /// Without a commit to begin with everything is new there.
  init?(_ session: Session) throws(Failure) {
    guard let name = Process.environment("PRE_COMMIT_LOCAL_BRANCH") else { return nil }
    let repository = try session.repository()
    self.name = name
    let tip = Process.environment("PRE_COMMIT_TO_REF") ?? name
    new = try session.asking { () throws(GitError) in try repository.resolve(tip).hex }
    old = Process.environment("PRE_COMMIT_FROM_REF") ?? ""
  }
}
