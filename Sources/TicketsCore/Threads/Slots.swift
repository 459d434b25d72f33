import Synchronization

/// Places that threads fill, one value each.
final class Slots<Value: Sendable>: Sendable {
  private let slots: Mutex<[Value?]>

  init(_ count: Int) {
    slots = Mutex(Array(repeating: nil, count: count))
  }

  func set(_ index: Int, _ value: Value) {
    slots.withLock { $0[index] = value }
  }

  /// The values in order; a slot that nobody filled is left out.
  var values: [Value] {
    slots.withLock { $0.compactMap { $0 } }
  }
}
