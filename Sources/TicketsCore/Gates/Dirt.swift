/// What becomes of a file that is not committed when a ticket is delivered.
package enum Dirt: Equatable, Sendable {
  case delivered
  /// It was there before, and stays as it is.
  case untouched
  case warned(String)
  case blocks(String)

  /// What is known of the ticket that a record belongs to.
  package enum Owner: Equatable, Sendable {
    case this
    case other(id: String, Status?)
    /// No ticket: settings, templates.
    case none
  }

  /// What is known of one file.
  package struct File: Equatable, Sendable {
    package let path: String
    package let blob: String
    package let owner: Owner?
    /// Whether all that changed in it is what the tool itself wrote for the ticket.
    package let isOwnTrace: Bool

    package init(path: String, blob: String, owner: Owner?, isOwnTrace: Bool = false) {
      (self.path, self.blob, self.owner, self.isOwnTrace) = (path, blob, owner, isOwnTrace)
    }
  }

  /// Puts a file into exactly one class.
  package init(
    _ file: File, _ paths: WorkPaths, baseline: [String: String], given: Set<String>, takesUnnamed: Bool
  ) {
    let isPart =
      !paths.isInTickets(file.path) && (takesUnnamed ? paths.isInScope(file.path) : paths.isNamed(file.path))
      && paths.denial(of: file.path) == nil && !paths.isRecord(file.path)
    if let blob = baseline[file.path] {
      if blob != file.blob {
        self = .blocks("it was changed before the work began, and is changed again")
      } else if paths.isNamed(file.path) || given.contains(file.path) {
        self = .blocks("it was changed before the work began, and is in the scope of the ticket")
      } else {
        self = .untouched
      }
      return
    }
    if given.contains(file.path) || isPart || file.isOwnTrace {
      self = .delivered
      return
    }
    switch file.owner {
    case .this: self = .delivered
    case .other(let id, .doing): self = .warned("it is a record of \(id), which is doing")
    case .other(let id, let status) where status?.isOpen == false:
      self = .blocks("it is a record of \(id), which is \(status?.rawValue ?? "finished"), and not committed")
    case .other(let id, let status):
      self = .blocks("it is a record of \(id), which is \(status?.rawValue ?? "not readable")")
    case .some(.none): self = .blocks("it is no record of this ticket; commit it first, or name it")
    case nil: self = .blocks("it is outside of the scope of the ticket; commit it first, or name it")
    }
  }
}
