/// A heap of commits, the newest on top; of equally old ones the first that came.
struct NewestFirst {
  private var heap: [(time: Int64, order: Int, id: ObjectID)] = []
  private var count = 0

  mutating func push(_ id: ObjectID, time: Int64) {
    heap.append((time, count, id))
    count += 1
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// When the commit on top was made.
  var newest: Int64? { heap.first?.time }

  mutating func pop() -> ObjectID? {
    guard let top = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return top.id
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var newest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(child, newest) {
        newest = child
      }
      if newest == parent { return }
      heap.swapAt(parent, newest)
      parent = newest
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    heap[left].time == heap[right].time
      ? heap[left].order < heap[right].order : heap[left].time > heap[right].time
  }
}
