/// Runs of changed lines, which may lie higher or lower when the lines around them repeat.
struct DiffGroups {
  private(set) var marks: [Bool]
  private var start = 0
  private var end = 0

  private init(_ marks: [Bool]) {
    self.marks = marks
    growDown()
  }

  /// Moves each run as far down as it goes, or up to where the other text changed too; runs that touch become one.
  static func slide(_ lines: [Int], _ marks: inout [Bool], along otherMarks: [Bool]) {
    var group = DiffGroups(marks)
    var other = DiffGroups(otherMarks)
    repeat {
      guard group.start < group.end else { continue }
      var size: Int
      var highestEnd: Int
      var meetsOther: Bool
      repeat {
        size = group.end - group.start
        while group.slideUp(lines) { other.previous() }
        highestEnd = group.end
        meetsOther = other.start < other.end
        while group.slideDown(lines) {
          other.next()
          if other.start < other.end { meetsOther = true }
        }
      } while size != group.end - group.start
      if group.end != highestEnd, meetsOther {
        while other.start == other.end, group.slideUp(lines) { other.previous() }
      }
    } while group.next() && other.next()
    marks = group.marks
  }

  private mutating func growDown() { while end < marks.count, marks[end] { end += 1 } }
  private mutating func growUp() { while start > 0, marks[start - 1] { start -= 1 } }

  /// Goes to the next run, which may be empty: there is one after each unchanged line.
  @discardableResult
  private mutating func next() -> Bool {
    guard end < marks.count else { return false }
    start = end + 1
    end = start
    growDown()
    return true
  }

  private mutating func previous() {
    guard start > 0 else { return }
    end = start - 1
    start = end
    growUp()
  }

  private mutating func slideDown(_ lines: [Int]) -> Bool {
    guard end < lines.count, lines[start] == lines[end] else { return false }
    marks[start] = false
    marks[end] = true
    start += 1
    end += 1
    growDown()
    return true
  }

  private mutating func slideUp(_ lines: [Int]) -> Bool {
    guard start > 0, lines[start - 1] == lines[end - 1] else { return false }
    start -= 1
    end -= 1
    marks[start] = true
    marks[end] = false
    growUp()
    return true
  }
}
