/// A type that a word of the command line can be read as.
package protocol ParameterValue {
  /// Reads the word; the rejection never names the parameter, the parser does.
  static func parse(_ word: String) throws(Rejection) -> Self

  /// What kind of value it is, for whoever has to know without reading a word.
  static var kind: ValueKind { get }

  /// What the shell asks the tool for, where only the tool knows the words.
  static var completion: String? { get }

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

/// The kinds of values.
package enum ValueKind: Equatable, Sendable {
  case text, integer, number
  /// A moment, as ISO 8601 writes it.
  case time
  case file, folder
  /// One of these words.
  case choice([String])

  /// Every word there is, when there are few.
  package var choices: [String] {
    if case .choice(let words) = self { words } else { [] }
  }
}

extension ParameterValue {
  package static var kind: ValueKind { .text }
  package static var choices: [String] { kind.choices }
  package static var completion: String? { nil }
  package var word: String { "\(self)" }
}

extension ParameterValue where Self: CaseIterable & RawRepresentable, RawValue == String {
  package static func parse(_ word: String) throws(Rejection) -> Self {
    guard let value = Self(rawValue: word) else { throw Rejection() }
    return value
  }

  package static var kind: ValueKind { .choice(allCases.map(\.rawValue)) }
  package var word: String { rawValue }
}

extension String: ParameterValue {
  package static func parse(_ word: String) throws(Rejection) -> String { word }
}

extension Int: ParameterValue {
  package static var kind: ValueKind { .integer }

  package static func parse(_ word: String) throws(Rejection) -> Int {
    guard let value = Int(word) else { throw Rejection("not a whole number") }
    return value
  }
}

extension Double: ParameterValue {
  package static var kind: ValueKind { .number }

  package static func parse(_ word: String) throws(Rejection) -> Double {
    guard let value = Double(word), value.isFinite else { throw Rejection("not a number") }
    return value
  }
}
