/// Why changes were not made.
package struct StoreFailure: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// Something of that name is there already.
    case exists
    /// The file is no longer what it was when the change was planned.
    case changedMeanwhile
    case system(Errno)
  }

  /// What is left of the changes.
  package enum Rest: Equatable, Sendable {
    case nothing
    /// The change is there, and may be gone after a power failure.
    case unsafe
    /// A part is there; the journal tells the next writer what to do about it.
    case unfinished
  }

  package let path: String
  package let reason: Reason
  package var rest = Rest.nothing

  package var message: String {
    switch reason {
    case .exists: "it exists already"
    case .changedMeanwhile: "it was changed by someone else at the same time"
    case .system(let error): error.message
    }
  }
}
