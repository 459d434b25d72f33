/// Why text is not the YAML that a ticket may hold.
package struct YAMLFailure: Error, Equatable, Sendable {
  package let message: String
  /// The byte where it shows.
  package let offset: Int
}
