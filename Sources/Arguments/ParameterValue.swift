/// A type that a word of the command line can be read as.
package protocol ParameterValue {
  /// Reads the word; the rejection never names the parameter, the parser does.
  static func parse(_ word: String) throws(Rejection) -> Self

  /// Every word there is, when there are few.
  static var choices: [String] { get }

  /// What the shell may offer.
  static var completion: Completion { get }

  /// How the value is typed, for showing a default.
  var word: String { get }
}

/// Why a word is not a value, to follow "'x' is not a valid value for '--limit <limit>':".
package struct Rejection: Error, Equatable, Sendable {
  package let reason: String?

  /// Rejects a word; without a reason the choices speak for themselves.
  package init(_ reason: String? = nil) {
    self.reason = reason
  }
}

/// What a shell may offer where a value is expected.
package enum Completion: Equatable, Sendable {
  case none
  case files
  case directories
  /// Words that only the tool knows, asked for by this name.
  case dynamic(String)
}

extension ParameterValue {
  package static var choices: [String] { [] }
  package static var completion: Completion { .none }
  package var word: String { "\(self)" }
}

extension ParameterValue where Self: CaseIterable & RawRepresentable, RawValue == String {
  package static func parse(_ word: String) throws(Rejection) -> Self {
    guard let value = Self(rawValue: word) else { throw Rejection() }
    return value
  }

  package static var choices: [String] { allCases.map(\.rawValue) }
  package var word: String { rawValue }
}

extension String: ParameterValue {
  package static func parse(_ word: String) throws(Rejection) -> String { word }
}

extension Int: ParameterValue {
  package static func parse(_ word: String) throws(Rejection) -> Int {
    guard let value = Int(word) else { throw Rejection("not a whole number") }
    return value
  }
}

extension Double: ParameterValue {
  package static func parse(_ word: String) throws(Rejection) -> Double {
    guard let value = Double(word), value.isFinite else { throw Rejection("not a number") }
    return value
  }
}
