/// Why changes were not made: none of them was.
package struct StoreFailure: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// Something of that name is there already.
    case exists
    /// The file is no longer what it was when the change was planned.
    case changedMeanwhile
    case system(Errno)
  }

  package let path: String
  package let reason: Reason

  package var message: String {
    switch reason {
    case .exists: "it exists already"
    case .changedMeanwhile: "it was changed by someone else at the same time"
    case .system(let error): error.message
    }
  }
}
