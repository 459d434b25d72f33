/// Something that must hold for any bytes: what the fuzzer attacks, and the tests replay.
package struct Invariant: Sendable {
  /// The name of the fuzzer's target, and of the folder with its inputs.
  package let name: String
  private let check: @Sendable ([UInt8]) throws(Violation) -> Void

  init(_ name: String, _ check: @escaping @Sendable ([UInt8]) throws(Violation) -> Void) {
    self.name = name
    self.check = check
  }

  /// Throws what these bytes show to be wrong.
  package func check(_ bytes: [UInt8]) throws(Violation) { try check(bytes) }

  package static let all = [
    frontMatter, edit, repair, body, logLine, timestamp, issuesFile, settings, commandLine, treeObject, logMerge,
    ticketMerge, stream,
  ]
}

/// What does not hold that should.
package struct Violation: Error, CustomStringConvertible {
  package let description: String
}

func require(_ holds: Bool, _ message: @autoclosure () -> String) throws(Violation) {
  guard holds else { throw Violation(description: message()) }
}

/// What was made, or why it was not: so that both can be judged by functions that throw something else.
func attempt<Value, Failure>(_ work: () throws(Failure) -> Value) -> Result<Value, Failure> {
  Result(catching: work)
}

func unwrap<Value>(_ value: Value?, _ message: @autoclosure () -> String) throws(Violation) -> Value {
  guard let value else { throw Violation(description: message()) }
  return value
}

/// Bytes as a message shows them.
func shown(_ bytes: some Sequence<UInt8>) -> String {
  String(decoding: Array(bytes), as: UTF8.self).debugDescription
}
