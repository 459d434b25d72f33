/// How bad an issue is.
package enum Severity: String, CaseIterable, Sendable {
  /// The ticket is invalid.
  case error
  /// The ticket is valid, but probably not what was meant.
  case warning
}
