/// Takes the lines of a Markdown text apart; what lies in lists and quotes is taken apart by a parser of its own.
struct ProseParser {
  private let lines: [ProseLine.Line]
  private let depth: Int
  private var next = 0

  init(lines: [ProseLine.Line], depth: Int) {
    (self.lines, self.depth) = (lines, depth)
  }

  /// So deep lists and quotes lie in each other; what is deeper is text.
  private static let deepest = 12

  mutating func blocks() -> [Prose.Block] {
    var blocks: [Prose.Block] = []
    while next < lines.count {
      if lines[next].isBlank { next += 1 } else { blocks.append(block()) }
    }
    return blocks
  }

  private mutating func block() -> Prose.Block {
    let line = lines[next]
    if let heading = ProseLine.heading(line) {
      next += 1
      return .heading(level: heading.level, ProseInlines.parse(heading.text))
    }
    if let fence = ProseLine.fence(line) { return code(fence) }
    if ProseLine.isRule(line) {
      next += 1
      return .rule
    }
    if depth < Self.deepest {
      if ProseLine.quoted(line) != nil { return quote() }
      if let marker = ProseLine.marker(line) { return list(marker) }
    }
    return paragraph()
  }

  private mutating func paragraph() -> Prose.Block {
    var text: [UInt8] = []
    while next < lines.count, !lines[next].isBlank {
      if !text.isEmpty, ProseLine.interrupts(lines[next]) { break }
      if !text.isEmpty { text.append(Ascii.newline) }
      text += lines[next].withoutIndent
      next += 1
    }
    return .paragraph(ProseInlines.parse(text[...]))
  }

  private mutating func code(_ fence: ProseLine.Fence) -> Prose.Block {
    next += 1
    var text: [ProseLine.Line] = []
    while next < lines.count {
      let line = lines[next]
      next += 1
      if fence.isClosed(by: line) { break }
      text.append(line.dropFirst(min(fence.indent, line.indent)))
    }
    let code = Array(text.joined(separator: [Ascii.newline]))
    return .code(String(decoding: code, as: UTF8.self), info: String(decoding: fence.info, as: UTF8.self))
  }

  private mutating func quote() -> Prose.Block {
    var inner: [ProseLine.Line] = []
    while next < lines.count, let text = ProseLine.quoted(lines[next]) {
      inner.append(text)
      next += 1
    }
    return .quote(Self.parsed(inner, depth + 1))
  }

  private mutating func list(_ first: ProseLine.Marker) -> Prose.Block {
    var items: [Prose.ListItem] = []
    while next < lines.count, let marker = ProseLine.marker(lines[next]), marker.isOrdered == first.isOrdered,
      marker.indent < first.content, !ProseLine.isRule(lines[next])
    {
      items.append(item(marker))
    }
    return .list(isOrdered: first.isOrdered, items)
  }

  private mutating func item(_ marker: ProseLine.Marker) -> Prose.ListItem {
    var (isChecked, text) = (marker.isChecked, [marker.text])
    if text[0].isBlank { isChecked = nil }
    next += 1
    var sawBlank = false
    while next < lines.count {
      let line = lines[next]
      if line.isBlank {
        // An empty line belongs to the item when what follows does.
        guard let after = lines[next...].first(where: { !$0.isBlank }), after.indent >= marker.content else { break }
        sawBlank = true
        text.append([])
      } else if line.indent >= marker.content {
        text.append(line.dropFirst(marker.content))
      } else if sawBlank || ProseLine.interrupts(line) {
        break
      } else {
        text.append(line.withoutIndent)
      }
      next += 1
    }
    while next < lines.count, lines[next].isBlank { next += 1 }
    return Prose.ListItem(isChecked: isChecked, blocks: Self.parsed(text, depth + 1))
  }

  private static func parsed(_ lines: [ProseLine.Line], _ depth: Int) -> [Prose.Block] {
    var parser = ProseParser(lines: lines, depth: depth)
    return parser.blocks()
  }
}

extension Substring {
  var isBlank: Bool { allSatisfy { $0 == " " || $0 == "\t" } }
  var indent: Int { prefix { $0 == " " }.count }
}
