/// Takes a line of Markdown apart: code, emphasis, links and addresses.
struct ProseInlines {
  private let text: [Character]
  private let depth: Int
  private var found: [Prose.Inline] = []
  private var plain = ""

  /// Takes a text apart, in time that grows with its length alone.
  static func parse(_ text: some StringProtocol) -> [Prose.Inline] {
    parse(Array(text), depth: 0)
  }

  private static func parse(_ text: [Character], depth: Int) -> [Prose.Inline] {
    var parser = ProseInlines(text: text, depth: depth)
    parser.run()
    return parser.found
  }

  private init(text: [Character], depth: Int) {
    (self.text, self.depth) = (text, depth)
  }

  /// So deep emphasis lies in emphasis.
  private static let deepest = 4
  /// So far away the end of something may be, so that a text of nothing but beginnings is read once.
  private static let farthest = 2_000

  private mutating func run() {
    var index = 0
    while index < text.count {
      index = step(at: index)
    }
    flush()
  }

  /// Reads one thing, and says where the next begins.
  private mutating func step(at index: Int) -> Int {
    let character = text[index]
    switch character {
    case "\\" where index + 1 < text.count && Self.isPunctuation(text[index + 1]):
      plain.append(text[index + 1])
      return index + 2
    case "`": if let end = code(at: index) { return end }
    case "*", "_": if depth < Self.deepest, let end = emphasis(at: index) { return end }
    case "[": if depth < Self.deepest, let end = link(at: index) { return end }
    case "<": if let end = address(at: index) { return end }
    case "h" where isStart(index): if let end = bareAddress(at: index) { return end }
    case "\n":
      let isHard = plain.hasSuffix("  ")
      while plain.last == " " { plain.removeLast() }
      if isHard { add(.lineBreak) } else { plain.append(" ") }
      return index + 1
    default: break
    }
    let run = character == "`" ? run(of: character, at: index) : 1
    plain += text[index..<index + run]
    return index + run
  }

  private mutating func code(at index: Int) -> Int? {
    let length = run(of: "`", at: index)
    var place = index + length
    let end = min(text.count, place + Self.farthest)
    while place < end {
      guard text[place] == "`" else {
        place += 1
        continue
      }
      let closing = run(of: "`", at: place)
      if closing == length {
        var content = text[(index + length)..<place].map { $0 == "\n" ? " " : $0 }
        if content.count > 2, content.first == " ", content.last == " " { content = Array(content[1...].dropLast()) }
        add(.code(String(content)))
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
    guard start < text.count, !text[start].isWhitespace, mark == "*" || isStart(index) else { return nil }
    var place = start
    let end = min(text.count, start + Self.farthest)
    while place < end {
      guard text[place] == mark else {
        place += text[place] == "\\" ? 2 : 1
        continue
      }
      let closing = run(of: mark, at: place)
      let isEnd = mark == "*" || place + closing >= text.count || !Self.isWord(text[place + closing])
      if closing >= length, !text[place - 1].isWhitespace, isEnd, place > start {
        let inner = Self.parse(Array(text[start..<place]), depth: depth + 1)
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
    let end = min(text.count, index + Self.farthest)
    while place < end, open > 0 {
      switch text[place] {
      case "\\": place += 1
      case "[": open += 1
      case "]": open -= 1
      default: break
      }
      place += 1
    }
    guard open == 0, place < text.count, text[place] == "(" else { return nil }
    let label = Array(text[(index + 1)..<(place - 1)])
    let start = place + 1
    var (closing, nested) = (start, 0)
    while closing < end, !text[closing].isWhitespace, text[closing] != ")" || nested > 0 {
      if text[closing] == "(" { nested += 1 }
      if text[closing] == ")" { nested -= 1 }
      closing += 1
    }
    let target = String(text[start..<closing])
    // A title behind the address is left out.
    if closing < end, text[closing].isWhitespace {
      while closing < end, text[closing] != ")" { closing += 1 }
    }
    guard closing < end, text[closing] == ")" else { return nil }
    let inner = Self.parse(label, depth: Self.deepest)
    // A link that leads where none may lead is its text, and the address beside it.
    if Self.isAllowed(target) { add(.link(inner, to: target)) } else { addPlain(text[index...closing]) }
    return closing + 1
  }

  private mutating func address(at index: Int) -> Int? {
    let end = min(text.count, index + Self.farthest)
    guard let closing = text[index..<end].firstIndex(of: ">") else { return nil }
    let target = String(text[(index + 1)..<closing])
    guard Self.isAllowed(target) else { return nil }
    add(.link([.text(target)], to: target))
    return closing + 1
  }

  private mutating func bareAddress(at index: Int) -> Int? {
    guard ["https://", "http://"].contains(where: { text[index...].starts(with: $0) }) else { return nil }
    var end = index
    while end < text.count, !text[end].isWhitespace, !"<>\"`".contains(text[end]) { end += 1 }
    while end > index, ".,;:!?)]*_'".contains(text[end - 1]) { end -= 1 }
    let target = String(text[index..<end])
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

  private mutating func addPlain(_ text: ArraySlice<Character>) { plain += text }

  private mutating func flush() {
    if !plain.isEmpty { found.append(.text(plain)) }
    plain = ""
  }

  private func run(of mark: Character, at index: Int) -> Int {
    text[index...].prefix { $0 == mark }.count
  }

  /// Whether a word does not go on here.
  private func isStart(_ index: Int) -> Bool { index == 0 || !Self.isWord(text[index - 1]) }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private static func isPunctuation(_ character: Character) -> Bool {
    character.isASCII && (character.isPunctuation || character.isSymbol)
  }
}
