/// The front matter of another tool, read as far as it goes: a line that cannot be read costs that line and no other.
struct FrontMatter {
  /// What each key says, in the order of the file.
  private(set) var fields: [JSON.Member] = []
  /// The lines that are not valid YAML, as they stand there.
  private(set) var broken: [String] = []
  private(set) var remarks: [String] = []
  /// The lines of each key as they stand there, with what follows them; those before the first key have none.
  private(set) var pieces: [(key: String, text: String)] = []
  /// Everything below the closing fence.
  let body: String

  /// Takes a file apart; nothing when it has no front matter.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let fences = try? Fences(in: bytes) else { return nil }
    body = String(decoding: bytes[fences.bodyStart...], as: UTF8.self)
    read(bytes, fences.frontMatter, firstLine: 2)
  }

  /// Reads a whole YAML file in the same way.
  init(yaml text: String) {
    body = ""
    let bytes = Array(text.utf8)
    let start = bytes.starts(with: Ascii.byteOrderMark) ? 3 : 0
    read(bytes, start..<bytes.count, firstLine: 1)
  }

  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>, firstLine: Int) {
    let blocks = Self.blocks(of: bytes, range, firstLine)
    setPieces(blocks, bytes, range)
    if let root = try? YAMLReader.read(bytes, in: range) {
      if let mapping = root.mapping {
        fields = mapping.map { JSON.Member($0.key, JSON($0.value)) }
        return
      }
    }
    for block in blocks { read(block, bytes) }
  }

  private mutating func setPieces(_ blocks: [Block], _ bytes: [UInt8], _ range: Range<Int>) {
    var start = range.lowerBound
    for (index, block) in blocks.enumerated() {
      if index == 0, start < block.range.lowerBound {
        pieces.append(("", String(decoding: bytes[start..<block.range.lowerBound], as: UTF8.self)))
      }
      start = index + 1 < blocks.count ? blocks[index + 1].range.lowerBound : range.upperBound
      let text = String(decoding: bytes[block.range.lowerBound..<start], as: UTF8.self)
      pieces.append((String(text.prefix { $0 != ":" && $0 != "\n" }).withoutSpaceAround.unquoted, text))
    }
  }

  /// A key with the lines that belong to it.
  private struct Block {
    var range: Range<Int>
    let line: Int
  }

  private static func blocks(of bytes: [UInt8], _ range: Range<Int>, _ firstLine: Int) -> [Block] {
    var blocks: [Block] = []
    var number = firstLine - 1
    for line in Lines(of: bytes[range]) {
      number += 1
      let text = bytes[line.range]
      guard let first = text.first else {
        if !blocks.isEmpty { blocks[blocks.count - 1].range = blocks[blocks.count - 1].range.lowerBound..<line.next }
        continue
      }
      // A list may stand as far left as its key does.
      if Ascii.isBlank(first) || first == Ascii.dash || first == Ascii.hash, !blocks.isEmpty {
        blocks[blocks.count - 1].range = blocks[blocks.count - 1].range.lowerBound..<line.next
      } else if first != Ascii.hash {
        blocks.append(Block(range: line.range.lowerBound..<line.next, line: number))
      }
    }
    return blocks
  }

  private mutating func read(_ block: Block, _ bytes: [UInt8]) {
    if let fields = (try? YAMLReader.read(bytes, in: block.range))?.mapping {
      for field in fields { add(JSON.Member(field.key, JSON(field.value)), block, bytes) }
      return
    }
    let lines = Lines(of: bytes[block.range]).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    let first = lines[0]
    guard let colon = first.firstIndex(of: ":"), colon != first.startIndex else {
      keep(lines, at: block.line, "is no 'key: value'")
      return
    }
    let key = String(first[..<colon]).unquoted
    let value = String(first[first.index(after: colon)...]).withoutSpaceAround
    let rest = lines.dropFirst().filter { !$0.withoutSpaceAround.isEmpty }
    keep(lines.filter { !$0.withoutSpaceAround.isEmpty }, at: block.line, "is no valid YAML, and read as it stands")
    if rest.isEmpty {
      add(JSON.Member(key, Self.value(value)), block, bytes)
    } else if value.isEmpty, rest.allSatisfy({ $0.withoutSpaceAround.hasPrefix("-") }) {
      let items = rest.map { Self.value(String($0.withoutSpaceAround.dropFirst()).withoutSpaceAround) }
      add(JSON.Member(key, .array(items)), block, bytes)
    } else {
      add(JSON.Member(key, .string(([value] + rest).joined(separator: "\n").withoutSpaceAround)), block, bytes)
    }
  }

  /// A value whose line is no YAML: a list in brackets is still a list, anything else is text.
  private static func value(_ text: String) -> JSON {
    if text.hasPrefix("["), text.hasSuffix("]"), text.utf8.count > 1 {
      let items = text.dropFirst().dropLast().split(separator: ",").map { String($0).withoutSpaceAround.unquoted }
      return .array(items.filter { !$0.isEmpty }.map(JSON.string))
    }
    let bytes = Array(text.utf8)
    if let node = try? YAMLReader.read(bytes, in: 0..<bytes.count), node.scalar != nil { return JSON(node) }
    return .string(text.unquoted)
  }

  private mutating func add(_ member: JSON.Member, _ block: Block, _ bytes: [UInt8]) {
    guard fields[member.name] == nil else {
      let lines = Lines(of: bytes[block.range]).map { String(decoding: bytes[$0.range], as: UTF8.self) }
      keep(lines, at: block.line, "names '\(member.name)' again, and the first one counts")
      return
    }
    fields.append(member)
  }

  private mutating func keep(_ lines: [String], at line: Int, _ reason: String) {
    broken += lines
    remarks.append("line \(line) \(reason)")
  }
}

extension String {
  /// The text without a pair of quotes around it.
  fileprivate var unquoted: String {
    guard let first = utf8.first, utf8.count > 1, first == utf8.last, first == 0x22 || first == 0x27 else {
      return self
    }
    return String(dropFirst().dropLast())
  }
}
