/// Why a ticket cannot be changed as asked.
package struct EditObjection: Error, Equatable, Sendable {
  /// The reason, as a clause: `there is no criterion 4`.
  package let message: String
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    (self.message, self.hint) = (message, hint)
  }
}
