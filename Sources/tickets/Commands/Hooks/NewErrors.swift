import TicketsCore

/// The errors that a change brings into a tree; what was wrong before is not its fault.
struct NewErrors {
  private let session: Session
  /// What the change touches.
  private let names: Set<String>
  /// Whether a ticket is new or has another id: only that one can share it with one elsewhere.
  private let bringsIDs: Bool
  private let before: [any TicketTree]

  /// Where the tickets lie, from the top of the repository.
  private let root: String

  init(in names: Set<String>, _ diff: TreeDiff, since before: [any TicketTree], _ session: Session, root: String) {
    self.root = root
    self.session = session
    self.names = names
    self.before = before
    bringsIDs = diff.tickets.contains { $0.new != nil && $0.old?.ticket.id != $0.new?.ticket.id }
  }

  /// The errors that the change brings into a tree; it warns of those that were there.
  ///
  /// The tree may hold no more than the change touches, if the whole one can be had when others matter too.
  func find(
    in tree: any TicketTree, whole: () throws(Failure) -> any TicketTree
  ) throws(Failure) -> [Issue] {
    let settings = try session.settings(of: tree)
    let isAlone = !bringsIDs && !settings.relationsCanBeErrors
    let targets = settings.relationsCanBeErrors ? nil : names
    let found = try errors(of: isAlone ? tree : try whole(), in: targets, settings, isAlone: isAlone)
    if found.isEmpty { return [] }
    var known: [Issue] = []
    for tree in before { known += try errors(of: tree, in: targets, try session.settings(of: tree), isAlone: isAlone) }
    let new = found.unknown(to: known)
    for old in found where !new.contains(old) { session.console.warn("not new: \(HookVerdict.line(old, below: root))") }
    return new
  }

  private func errors(
    of tree: any TicketTree, in targets: Set<String>?, _ settings: Settings, isAlone: Bool
  ) throws(Failure) -> [Issue] {
    if targets?.isEmpty == true { return [] }
    return try session.reading(tree) { () throws(TreeFailure) in
      try Validator(settings).validate(tree, only: targets, alone: isAlone).errors
    }
  }
}
