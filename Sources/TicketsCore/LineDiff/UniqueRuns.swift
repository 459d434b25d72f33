/// Pairs common runs of lines as dividing the texts at the longest of them does again and again, without reading the
/// texts each time.
///
/// It begins with the longest run, of equally long ones the first. Before and after it only that counts which lies on the
/// same side of it in both texts; what reaches over is cut off. A tree over the runs finds each in logarithmic time.
struct UniqueRuns {
  struct Run: Equatable {
    var old: Int
    var new: Int
    var count: Int

    fileprivate var oldEnd: Int { old + count }
  }

  /// Of some runs the longest, the one that begins first in the old text, and the one that ends last; -1 without any.
  private struct Extremes {
    var longest = -1
    var first = -1
    var last = -1
  }

  private var runs: [Run]
  /// A binary tree: the children of each place are at twice its number and the one after that, the runs at the end.
  private var tree: [Extremes]

  /// The runs that are paired, in the order of both texts; given are all, in the order of the new one.
  static func paired(_ runs: [Run], of old: Range<Int>) -> [Run] {
    var pairing = UniqueRuns(runs)
    var chosen: [Run] = []
    var open = [(part: 0..<runs.count, lines: old)]
    while let (part, lines) = open.popLast() {
      guard let index = pairing.longest(of: part, within: lines) else { continue }
      let run = pairing.runs[index]
      chosen.append(run)
      open.append((part.lowerBound..<index, lines.lowerBound..<run.old))
      open.append((index + 1..<part.upperBound, run.oldEnd..<lines.upperBound))
    }
    return chosen.sorted { $0.new < $1.new }
  }

  private init(_ runs: [Run]) {
    self.runs = runs
    tree = Array(repeating: Extremes(), count: 2 * runs.count)
    for index in runs.indices { tree[runs.count + index] = Extremes(longest: index, first: index, last: index) }
    for place in stride(from: runs.count - 1, to: 0, by: -1) {
      tree[place] = joined(tree[2 * place], tree[2 * place + 1])
    }
  }

  /// The longest run of a part, once all of them are cut to these lines of the old text.
  private mutating func longest(of part: Range<Int>, within lines: Range<Int>) -> Int? {
    while true {
      let extremes = extremes(of: part)
      guard extremes.longest >= 0 else { return nil }
      if runs[extremes.last].oldEnd > lines.upperBound {
        cut(extremes.last, to: lines)
      } else if runs[extremes.first].old < lines.lowerBound {
        cut(extremes.first, to: lines)
      } else {
        return extremes.longest
      }
    }
  }

  private mutating func cut(_ index: Int, to lines: Range<Int>) {
    let before = max(0, lines.lowerBound - runs[index].old)
    let after = max(0, runs[index].oldEnd - lines.upperBound)
    runs[index] = Run(
      old: runs[index].old + before, new: runs[index].new + before, count: max(0, runs[index].count - before - after))
    var place = runs.count + index
    if runs[index].count == 0 { tree[place] = Extremes() }
    while place > 1 {
      place /= 2
      tree[place] = joined(tree[2 * place], tree[2 * place + 1])
    }
  }

  private func extremes(of part: Range<Int>) -> Extremes {
    var found = Extremes()
    var (low, high) = (runs.count + part.lowerBound, runs.count + part.upperBound)
    while low < high {
      if low & 1 == 1 {
        found = joined(found, tree[low])
        low += 1
      }
      if high & 1 == 1 {
        high -= 1
        found = joined(found, tree[high])
      }
      (low, high) = (low / 2, high / 2)
    }
    return found
  }

  private func joined(_ one: Extremes, _ other: Extremes) -> Extremes {
    guard one.longest >= 0 else { return other }
    guard other.longest >= 0 else { return one }
    let (left, right) = (runs[one.longest].count, runs[other.longest].count)
    let isOne = left == right ? one.longest < other.longest : left > right
    return Extremes(
      longest: isOne ? one.longest : other.longest,
      first: runs[one.first].old <= runs[other.first].old ? one.first : other.first,
      last: runs[one.last].oldEnd >= runs[other.last].oldEnd ? one.last : other.last)
  }
}
