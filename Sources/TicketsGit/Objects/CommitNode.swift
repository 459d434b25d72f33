/// What the shape of a history needs of a commit.
struct CommitNode: Sendable {
  let tree: ObjectID
  var parents: [ObjectID]
  /// When it was committed, in seconds since 1970; 0 when it does not say.
  let time: Int64

  /// Reads the header of a commit as it is stored; none when it does not begin like a commit.
  init?(_ bytes: borrowing Span<UInt8>) {
    guard let tree = Self.id(after: "tree ", at: 0, in: bytes) else { return nil }
    self.tree = tree
    var parents: [ObjectID] = []
    var position = "tree ".utf8.count + 2 * tree.format.length + 1
    while let parent = Self.id(after: "parent ", at: position, in: bytes) {
      parents.append(parent)
      position += "parent ".utf8.count + 2 * parent.format.length + 1
    }
    self.parents = parents
    time = Self.time(in: bytes, from: position)
  }

  private static func id(after key: StaticString, at start: Int, in bytes: borrowing Span<UInt8>) -> ObjectID? {
    guard begins(key, at: start, in: bytes) else { return nil }
    let begin = start + key.utf8CodeUnitCount
    var end = begin
    while end < bytes.count, bytes[end] != newline { end += 1 }
    return ObjectID(hexIn: bytes, at: begin, count: end - begin)
  }

  /// The number that follows the address in the line of the committer.
  private static func time(in bytes: borrowing Span<UInt8>, from start: Int) -> Int64 {
    var position = start
    while position < bytes.count, bytes[position] != newline {
      let isCommitter = begins("committer ", at: position, in: bytes)
      var end = position
      var mark: Int?
      while end < bytes.count, bytes[end] != newline {
        if bytes[end] == UInt8(ascii: ">") { mark = end }
        end += 1
      }
      if isCommitter, let mark { return number(in: bytes, from: mark + 1) }
      position = end + 1
    }
    return 0
  }

  private static func number(in bytes: borrowing Span<UInt8>, from start: Int) -> Int64 {
    var position = start
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    var number: Int64 = 0
    while position < bytes.count, case 48...57 = bytes[position], number < 1 << 50 {
      number = number * 10 + Int64(bytes[position] - 48)
      position += 1
    }
    return number
  }

  private static func begins(_ key: StaticString, at start: Int, in bytes: borrowing Span<UInt8>) -> Bool {
    let length = key.utf8CodeUnitCount
    guard start + length <= bytes.count else { return false }
    return key.withUTF8Buffer { key in
      for offset in 0..<length where unsafe bytes[start + offset] != key[offset] { return false }
      return true
    }
  }

  private static let newline = UInt8(ascii: "\n")
}
