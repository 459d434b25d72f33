/// A pattern for paths, by the rules that git has for what it ignores.
///
/// `*` and `?` stop at slashes, `**` between slashes does not; a pattern with a slash before its end begins at the top,
/// another one fits at any depth; one that ends in a slash means folders.
package struct Glob: Equatable, Sendable {
  /// Whether what fits is taken out again: `!keep.txt`.
  let isNegated: Bool
  private let meansFolder: Bool
  private let isName: Bool
  private let tokens: [Token]

  private enum Token: Equatable {
    case byte(UInt8)
    case one
    case set(ByteSet)
    /// Any bytes up to the next slash.
    case star
    /// Whole folders, each with its slash.
    case folders
    /// All that is left.
    case everything
  }

  package init(_ pattern: String) {
    var rest = Array(pattern.utf8)[...]
    isNegated = rest.first == UInt8(ascii: "!")
    if isNegated { rest.removeFirst() }
    meansFolder = rest.count > 1 && rest.last == Self.slash
    if meansFolder { rest.removeLast() }
    isName = !rest.contains(Self.slash)
    if rest.first == Self.slash { rest.removeFirst() }
    tokens = Self.tokens(of: Array(rest))
  }

  /// Whether the pattern fits one path, and not only a folder on the way to it.
  func fits(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    guard isFolder || !meansFolder else { return false }
    let start = isName ? path.lastIndex(of: Self.slash).map { $0 + 1 } ?? path.startIndex : path.startIndex
    return fits(path[start...])
  }

  /// Whether a pattern names one file and could name no other.
  package static func isPlain(_ pattern: String) -> Bool {
    !pattern.utf8.contains { "*?[\\!".utf8.contains($0) } && !pattern.hasSuffix("/")
  }

  private static let slash = UInt8(ascii: "/")

  private static func tokens(of pattern: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      switch byte {
      case UInt8(ascii: "?"): tokens.append(.one)
      case UInt8(ascii: "*"):
        let start = index - 1
        while index < pattern.count, pattern[index] == byte { index += 1 }
        let isAlone = start == 0 || pattern[start - 1] == slash
        if index - start > 1, isAlone, index == pattern.count {
          tokens.append(.everything)
        } else if index - start > 1, isAlone, pattern[index] == slash {
          tokens.append(.folders)
          index += 1
        } else {
          tokens.append(.star)
        }
      case UInt8(ascii: "["):
        guard let (set, end) = ByteSet.read(pattern, from: index) else { return [.set(ByteSet())] }
        tokens.append(.set(set))
        index = end
      case UInt8(ascii: "\\") where index < pattern.count:
        tokens.append(.byte(pattern[index]))
        index += 1
      default: tokens.append(.byte(byte))
      }
    }
    return tokens
  }

  /// Follows all ways through the pattern at once, so that no pattern takes long.
  private func fits(_ text: ArraySlice<UInt8>) -> Bool {
    // Where a way stands before a token, and where it stands in the name of a folder.
    var before = Array(repeating: false, count: tokens.count + 1)
    var within = before
    before[0] = true
    skip(&before)
    for byte in text {
      var nextBefore = Array(repeating: false, count: tokens.count + 1)
      var nextWithin = nextBefore
      for (index, token) in tokens.enumerated() where before[index] || within[index] {
        switch token {
        case .byte(let wanted): if byte == wanted { nextBefore[index + 1] = true }
        case .one: if byte != Self.slash { nextBefore[index + 1] = true }
        case .set(let set): if byte != Self.slash, set.contains(byte) { nextBefore[index + 1] = true }
        case .star: if byte != Self.slash { nextBefore[index] = true }
        case .everything: nextBefore[index] = true
        case .folders: if byte == Self.slash { nextBefore[index] = true } else { nextWithin[index] = true }
        }
      }
      skip(&nextBefore)
      (before, within) = (nextBefore, nextWithin)
    }
    return before[tokens.count]
  }

  /// Goes past the tokens that need no byte.
  private func skip(_ before: inout [Bool]) {
    for (index, token) in tokens.enumerated() where before[index] {
      switch token {
      case .star, .folders, .everything: before[index + 1] = true
      case .byte, .one, .set: break
      }
    }
  }
}

/// The bytes that brackets in a pattern mean.
private struct ByteSet: Equatable {
  private var words: [UInt64] = [0, 0, 0, 0]

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

  private mutating func insert(_ range: ClosedRange<UInt8>) {
    for byte in range { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
  }

  /// Reads what follows a `[`; none where nothing closes it.
  static func read(_ pattern: [UInt8], from start: Int) -> (ByteSet, end: Int)? {
    var set = ByteSet()
    var index = start
    let isNegated =
      index < pattern.count && (pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^"))
    if isNegated { index += 1 }
    var isFirst = true
    while index < pattern.count {
      if pattern[index] == UInt8(ascii: "]"), !isFirst {
        if isNegated { set.words = set.words.map { ~$0 } }
        return (set, index + 1)
      }
      isFirst = false
      if pattern[index...].starts(with: "[:".utf8), let end = closing(pattern, from: index + 2) {
        guard let name = classes[String(decoding: pattern[(index + 2)..<end], as: UTF8.self)] else { return nil }
        for range in name { set.insert(range) }
        index = end + 2
        continue
      }
      guard let low = byte(pattern, &index) else { return nil }
      if index + 1 < pattern.count, pattern[index] == Ascii.dash, pattern[index + 1] != UInt8(ascii: "]") {
        index += 1
        guard let high = byte(pattern, &index) else { return nil }
        if low <= high { set.insert(low...high) }
      } else {
        set.insert(low...low)
      }
    }
    return nil
  }

  private static func closing(_ pattern: [UInt8], from start: Int) -> Int? {
    pattern[start...].indices.first { pattern[$0...].starts(with: ":]".utf8) }
  }

  private static func byte(_ pattern: [UInt8], _ index: inout Int) -> UInt8? {
    if pattern[index] == UInt8(ascii: "\\") { index += 1 }
    guard index < pattern.count else { return nil }
    index += 1
    return pattern[index - 1]
  }

  private static let classes: [String: [ClosedRange<UInt8>]] = [
    "alnum": [48...57, 65...90, 97...122], "alpha": [65...90, 97...122], "blank": [9...9, 32...32],
    "cntrl": [0...31, 127...127], "digit": [48...57], "graph": [33...126], "lower": [97...122], "print": [32...126],
    "punct": [33...47, 58...64, 91...96, 123...126], "space": [9...13, 32...32], "upper": [65...90],
    "xdigit": [48...57, 65...70, 97...102],
  ]
}
