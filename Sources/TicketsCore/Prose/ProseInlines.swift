/// Takes a line of Markdown apart: code, emphasis, links and addresses.
///
/// All marks are ASCII, so what is looked at are bytes; only what stands beside a mark is asked whether it is a letter.
struct ProseInlines {
  private let text: ArraySlice<UInt8>
  private let depth: Int
  private var found: [Prose.Inline] = []
  private var plain: [UInt8] = []

  /// Takes a text apart, in time that grows with its length alone.
  static func parse(_ text: ArraySlice<UInt8>) -> [Prose.Inline] { parse(text, depth: 0) }

  private static func parse(_ text: ArraySlice<UInt8>, depth: Int) -> [Prose.Inline] {
    var parser = ProseInlines(text: text, depth: depth)
    parser.run()
    return parser.found
  }

  private init(text: ArraySlice<UInt8>, depth: Int) {
    (self.text, self.depth) = (text, depth)
  }

  /// So deep emphasis lies in emphasis.
  private static let deepest = 4
  /// So far away the end of something may be, so that a text of nothing but beginnings is read once.
  private static let farthest = 2_000

  private mutating func run() {
    var index = text.startIndex
    while index < text.endIndex {
      index = step(at: index)
    }
    flush()
  }

  /// Reads one thing, and says where the next begins.
  private mutating func step(at index: Int) -> Int {
    let byte = text[index]
    switch byte {
    case Mark.backslash where index + 1 < text.endIndex && Self.isPunctuation(text[index + 1]):
      plain.append(text[index + 1])
      return index + 2
    case Mark.backtick: if let end = code(at: index) { return end }
    case Mark.star, Mark.line: if depth < Self.deepest, let end = emphasis(at: index) { return end }
    case Mark.open: if depth < Self.deepest, let end = link(at: index) { return end }
    case Mark.less: if let end = address(at: index) { return end }
    case Mark.h where isStart(index): if let end = bareAddress(at: index) { return end }
    case Ascii.newline:
      let isHard = plain.suffix(2).elementsEqual("  ".utf8)
      while plain.last == Ascii.space { plain.removeLast() }
      if isHard { add(.lineBreak) } else { plain.append(Ascii.space) }
      return index + 1
    default: break
    }
    // A run of backticks that closes nothing opens nothing later either, and most text is no mark at all.
    var end = index + (byte == Mark.backtick ? run(of: byte, at: index) : 1)
    if byte != Mark.backtick { while end < text.endIndex, !Mark.mayBegin(text[end]) { end += 1 } }
    plain += text[index..<end]
    return end
  }

  private mutating func code(at index: Int) -> Int? {
    let length = run(of: Mark.backtick, at: index)
    var place = index + length
    let end = min(text.endIndex, place + Self.farthest)
    while place < end {
      guard text[place] == Mark.backtick else {
        place += 1
        continue
      }
      let closing = run(of: Mark.backtick, at: place)
      if closing == length {
        var content = text[(index + length)..<place].map { $0 == Ascii.newline ? Ascii.space : $0 }[...]
        if content.count > 2, content.first == Ascii.space, content.last == Ascii.space {
          content = content.dropFirst().dropLast()
        }
        add(.code(String(decoding: content, as: UTF8.self)))
        return place + closing
      }
      place += closing
    }
    return nil
  }

  private mutating func emphasis(at index: Int) -> Int? {
    let mark = text[index]
    let length = min(run(of: mark, at: index), 2)
    let start = index + length
    guard start < text.endIndex, !isSpace(at: start), mark == Mark.star || isStart(index) else { return nil }
    var place = start
    let end = min(text.endIndex, start + Self.farthest)
    while place < end {
      guard text[place] == mark else {
        place += text[place] == Mark.backslash ? 2 : 1
        continue
      }
      let closing = run(of: mark, at: place)
      let isEnd = mark == Mark.star || !isWord(at: place + closing)
      if closing >= length, place > start, !isSpace(before: place), isEnd {
        let inner = Self.parse(text[start..<place], depth: depth + 1)
        add(length == 2 ? .strong(inner) : .emphasis(inner))
        return place + length
      }
      place += closing
    }
    return nil
  }

  private mutating func link(at index: Int) -> Int? {
    var place = index + 1
    var open = 1
    let end = min(text.endIndex, index + Self.farthest)
    while place < end, open > 0 {
      switch text[place] {
      case Mark.backslash: place += 1
      case Mark.open: open += 1
      case Mark.close: open -= 1
      default: break
      }
      place += 1
    }
    guard open == 0, place < text.endIndex, text[place] == Mark.round else { return nil }
    let label = text[(index + 1)..<(place - 1)]
    let start = place + 1
    var (closing, nested) = (start, 0)
    while closing < end, !isSpace(at: closing), text[closing] != Mark.roundEnd || nested > 0 {
      if text[closing] == Mark.round { nested += 1 }
      if text[closing] == Mark.roundEnd { nested -= 1 }
      closing += 1
    }
    let target = String(decoding: text[start..<closing], as: UTF8.self)
    // A title behind the address is left out.
    if closing < end, isSpace(at: closing) {
      while closing < end, text[closing] != Mark.roundEnd { closing += 1 }
    }
    guard closing < end, text[closing] == Mark.roundEnd else { return nil }
    // A link that leads where none may lead is its text, and the address beside it.
    if Self.isAllowed(target) {
      add(.link(Self.parse(label, depth: Self.deepest), to: target))
    } else {
      plain += text[index...closing]
    }
    return closing + 1
  }

  private mutating func address(at index: Int) -> Int? {
    let end = min(text.endIndex, index + Self.farthest)
    guard let closing = text[index..<end].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let target = String(decoding: text[(index + 1)..<closing], as: UTF8.self)
    guard Self.isAllowed(target) else { return nil }
    add(.link([.text(target)], to: target))
    return closing + 1
  }

  private mutating func bareAddress(at index: Int) -> Int? {
    guard ["https://", "http://"].contains(where: { text[index...].starts(with: $0.utf8) }) else { return nil }
    var end = index
    while end < text.endIndex, !isSpace(at: end), !"<>\"`".utf8.contains(text[end]) { end += 1 }
    while end > index, ".,;:!?)]*_'".utf8.contains(text[end - 1]) { end -= 1 }
    let target = String(decoding: text[index..<end], as: UTF8.self)
    guard Self.isAllowed(target) else { return nil }
    add(.link([.text(target)], to: target))
    return end
  }

  /// Whether a link may lead there: the web and mail, and no scheme that could run something.
  static func isAllowed(_ target: String) -> Bool {
    let schemes = ["https://", "http://", "mailto:"]
    let lower = target.lowercased()
    guard let scheme = schemes.first(where: { lower.hasPrefix($0) }), target.utf8.count > scheme.utf8.count else {
      return false
    }
    return target.unicodeScalars.allSatisfy {
      $0.value > 0x20 && !$0.isHiddenOrControl && !"<>\"'`\\".unicodeScalars.contains($0)
    }
  }

  private mutating func add(_ inline: Prose.Inline) {
    flush()
    found.append(inline)
  }

  private mutating func flush() {
    if !plain.isEmpty { found.append(.text(String(decoding: plain, as: UTF8.self))) }
    plain.removeAll(keepingCapacity: true)
  }

  private func run(of mark: UInt8, at index: Int) -> Int { text[index...].run(of: mark) }

  /// Whether a word does not go on here.
  private func isStart(_ index: Int) -> Bool {
    guard index > text.startIndex else { return true }
    let before = text[index - 1]
    return before < 0x80 ? !Self.isWord(before) : !(scalar(before: index).map(Self.isWord) ?? false)
  }

  private func isWord(at index: Int) -> Bool {
    guard index < text.endIndex else { return false }
    let byte = text[index]
    return byte < 0x80 ? Self.isWord(byte) : scalar(at: index).map(Self.isWord) ?? false
  }

  private func isSpace(at index: Int) -> Bool {
    let byte = text[index]
    return byte < 0x80 ? Self.isSpace(byte) : scalar(at: index)?.properties.isWhitespace ?? false
  }

  private func isSpace(before index: Int) -> Bool {
    let byte = text[index - 1]
    return byte < 0x80 ? Self.isSpace(byte) : scalar(before: index)?.properties.isWhitespace ?? false
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    String(decoding: text[index...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  private func scalar(before index: Int) -> Unicode.Scalar? {
    String(decoding: text[..<index].suffix(4), as: UTF8.self).unicodeScalars.last
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == Ascii.space || 0x09...0x0D ~= byte }

  private static func isWord(_ byte: UInt8) -> Bool {
    Ascii.isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte && !isWord(byte) }
}

/// The bytes that mean something within a line.
private enum Mark {
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let star = UInt8(ascii: "*")
  static let line = UInt8(ascii: "_")
  static let open = UInt8(ascii: "[")
  static let close = UInt8(ascii: "]")
  static let round = UInt8(ascii: "(")
  static let roundEnd = UInt8(ascii: ")")
  static let less = UInt8(ascii: "<")
  /// What an address that stands alone begins with.
  static let h = UInt8(ascii: "h")

  static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case backslash, backtick, star, line, open, less, h, Ascii.newline: true
    default: false
    }
  }
}
