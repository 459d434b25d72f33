/// The place in a command where the parser puts what it read for one parameter.
final class Slot {
  private(set) var parameter: Parameter
  private(set) var isGiven = false
  private let store: (String) throws(Rejection) -> Void
  private let alone: () -> Void

  init(
    _ parameter: Parameter, store: @escaping (String) throws(Rejection) -> Void = { (_: String) throws(Rejection) in },
    alone: @escaping () -> Void = {}
  ) {
    self.parameter = parameter
    self.store = store
    self.alone = alone
  }

  func adopt(property: String) {
    parameter.adopt(property: property)
  }

  /// Reads a word given under this name.
  func take(_ word: String, as name: String? = nil) throws(UsageError) {
    isGiven = true
    do {
      try store(word)
    } catch {
      let nearest = word.nearest(among: parameter.choices)
      throw .invalidValue(word, parameter, as: name, reason: error.reason, nearest: nearest)
    }
  }

  /// Notes that the parameter stands alone.
  func takeNothing() {
    isGiven = true
    alone()
  }
}
