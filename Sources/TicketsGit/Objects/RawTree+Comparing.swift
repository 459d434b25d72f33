import TicketsCore

extension RawTree {
  /// The entries that the other tree does not have in the same way, and those of the other that this one has not.
  func entries(unlike other: RawTree) -> (own: [Entry], other: [Entry]) {
    var (own, others): ([Entry], [Entry]) = ([], [])
    var (left, right) = (0, 0)
    while left < entries.count, right < other.entries.count {
      let (first, second) = (entries[left], other.entries[right])
      switch order(of: first, other, second) {
      case .before:
        own.append(first)
        left += 1
      case .after:
        others.append(second)
        right += 1
      case .same:
        if first.id != second.id || first.mode != second.mode || first.id.isZero {
          own.append(first)
          others.append(second)
        }
        left += 1
        right += 1
      }
    }
    return (own + entries[left...], others + other.entries[right...])
  }

  private enum Order {
    case before, same, after
  }

  private func order(of entry: Entry, _ other: RawTree, _ second: Entry) -> Order {
    let (name, name2) = (nameBytes(of: entry), other.nameBytes(of: second))
    if name == name2 { return .same }
    return name.lexicographicallyPrecedes(name2) ? .before : .after
  }
}
