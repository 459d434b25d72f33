/// Why bytes are no JSON, and where that shows.
package struct JSONFailure: Error, Equatable, Sendable {
  /// The place, in bytes from the beginning of what was read.
  package let offset: Int
  /// The reason, as a clause: `a string does not end`.
  package let message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }
}
