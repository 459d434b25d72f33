/// An order for tools that keep one in names or numbers.
enum ForeignOrder {
  /// Each after what it waits for; otherwise as they came.
  static func topological(_ items: [ExportItem]) -> [ExportItem] {
    let places = Dictionary(items.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    var waits = items.map { item in Set(item.now.dependencies.compactMap { places[$0] }) }
    for (place, item) in items.enumerated() {
      for other in item.now.blocks.compactMap({ places[$0] }) { waits[other].insert(place) }
    }
    var order: [Int] = []
    var state = [Bool?](repeating: nil, count: items.count)
    for start in items.indices {
      var stack = [(place: start, rest: waits[start].sorted())]
      guard state[start] == nil else { continue }
      state[start] = false
      while let last = stack.indices.last {
        if let next = stack[last].rest.first {
          stack[last].rest.removeFirst()
          // What is on its way already waits in a circle, and cannot come first.
          if state[next] == nil {
            state[next] = false
            stack.append((next, waits[next].sorted()))
          }
        } else {
          order.append(stack[last].place)
          state[stack[last].place] = true
          stack.removeLast()
        }
      }
    }
    return order.map { items[$0] }
  }
}
