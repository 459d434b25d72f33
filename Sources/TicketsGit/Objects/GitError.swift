/// Something git could not do: what was tried, why it failed, and what to type next.
package struct GitError: Error, Equatable, Sendable {
  /// What went wrong, as far as it has a name of ours.
  package enum Kind: String, Equatable, Sendable {
    case notARepository, foreignOwner, sha256, reftable, unknownExtension, sparseIndex, splitIndex, unhashedIndex,
      otherIndex, unsupported
    /// There is no libgit2 that can be loaded; there is no git to run.
    case noLibrary, noGit
    /// Git ended before it had answered: what was read until then is not the whole.
    case cutOff
    case revisionNotFound, revisionAmbiguous, wrongObject, unbornBranch
    /// The object belongs to the history but a partial or shallow clone has not brought it here.
    case notFetched
    /// The object should be there and is not.
    case missingObject
    /// A lock file keeps git from writing, and it is nobody's any more.
    case locked
    /// Anything else, in libgit2's own words.
    case other
  }

  /// The status a libgit2 function returned; unknown ones survive a newer libgit2.
  package struct Code: RawRepresentable, Equatable, Sendable {
    package let rawValue: Int32
    package init(rawValue: Int32) { self.rawValue = rawValue }

    package static let none = Code(rawValue: 0)
    package static let notFound = Code(rawValue: -3)
    package static let ambiguous = Code(rawValue: -5)
    package static let unbornBranch = Code(rawValue: -9)
    package static let invalidSpecification = Code(rawValue: -12)
    package static let peel = Code(rawValue: -19)
    package static let invalid = Code(rawValue: -21)
    package static let mismatch = Code(rawValue: -33)
    package static let owner = Code(rawValue: -36)
  }

  package let kind: Kind
  package let code: Code
  /// The part of libgit2 that reported it, as libgit2 numbers them.
  package let category: Int32
  /// What was tried, as the end of a sentence that begins with `cannot`.
  package let operation: String
  package let message: String
  package let hint: String?

  package init(
    _ kind: Kind, code: Code = .none, category: Int32 = 0, operation: String, message: String, hint: String? = nil
  ) {
    self.kind = kind
    self.code = code
    self.category = category
    self.operation = operation
    self.message = message
    self.hint = hint
  }

  /// The same failure, better explained.
  func explained(_ kind: Kind, _ message: String? = nil, hint: String?) -> GitError {
    GitError(
      kind, code: code, category: category, operation: operation, message: message ?? self.message, hint: hint)
  }
}

extension GitError: CustomStringConvertible {
  package var description: String { "cannot \(operation): \(message)" }
}
