/// What the operating system said when a call failed.
package struct Errno: Error, Equatable, Sendable {
  package let code: Int32

  package init(_ code: Int32) {
    self.code = code
  }

  /// The system's own words: `No such file or directory`.
  package var message: String { Platform.message(of: code) }
}
