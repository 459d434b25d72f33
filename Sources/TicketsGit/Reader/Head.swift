/// What `HEAD` stands on.
package enum Head: Equatable, Sendable {
  case branch(String, ObjectID)
  case detached(ObjectID)
  /// A branch without a commit.
  case unborn(branch: String)
}

extension Head {
  /// The commit it stands on.
  package var commit: ObjectID? {
    switch self {
    case .branch(_, let id), .detached(let id): id
    case .unborn: nil
    }
  }

  /// The branch that is checked out, be it without a commit.
  package var branch: String? {
    switch self {
    case .branch(let name, _), .unborn(branch: let name): name
    case .detached: nil
    }
  }
}
