/// A commit, as a value.
package struct Commit: Equatable, Sendable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  package let committer: Signature
  package let message: String

  /// The first line of the message.
  package var subject: String {
    String(message.prefix { $0 != "\n" && $0 != "\r\n" })
  }
}

/// Who did something, and when.
package struct Signature: Equatable, Sendable {
  package let name: String
  package let email: String
  /// Seconds since 1970.
  package let seconds: Int64
  /// What the clock on the wall was ahead of UTC, in minutes.
  package let offset: Int
}
