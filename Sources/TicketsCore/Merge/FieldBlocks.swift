/// A field with all its lines: the comments above it, the key, the value, and what follows on the last line.
struct FieldBlock {
  let field: YAMLField
  let source: [UInt8]
  /// Comments and empty lines above the field.
  let lead: Range<Int>
  /// From the key to the value.
  let head: Range<Int>
  let value: Range<Int>
  let tail: Range<Int>

  var meaning: YAMLMeaning { YAMLMeaning(field.value) }
  /// The field without what stands above it.
  var own: ArraySlice<UInt8> { source[head.lowerBound..<tail.upperBound] }
  var whole: ArraySlice<UInt8> { source[lead.lowerBound..<tail.upperBound] }

  /// The fields within, when each has lines of its own.
  var nested: FieldBlocks? {
    guard let fields = field.value.mapping, let first = fields.first,
      source[head].contains(Ascii.newline), first.keyRange.lowerBound >= value.lowerBound
    else { return nil }
    return FieldBlocks(fields, of: source, in: keyLineEnd..<tail.upperBound)
  }

  /// Where the line of the key ends.
  var keyLineEnd: Int {
    source[field.keyRange.upperBound...].firstIndex(of: Ascii.newline).map { $0 + 1 } ?? source.count
  }

  /// The value as reports have it.
  var json: JSON { JSON(field.value) }
}

/// The fields of a mapping that is written line by line.
struct FieldBlocks {
  let blocks: [FieldBlock]
  /// What stands below the last field.
  let rest: ArraySlice<UInt8>

  private let places: [String: Int]

  private init(blocks: [FieldBlock], rest: ArraySlice<UInt8>) {
    (self.blocks, self.rest) = (blocks, rest)
    places = Dictionary(zip(blocks.map(\.field.key), blocks.indices)) { first, _ in first }
  }

  static let none = FieldBlocks(blocks: [], rest: [])

  subscript(_ key: String) -> FieldBlock? { places[key].map { blocks[$0] } }
}

extension FieldBlocks {
  /// Cuts the lines of a range into fields; nil when two of them share a line.
  init?(_ fields: [YAMLField], of source: [UInt8], in range: Range<Int>) {
    var blocks: [FieldBlock] = []
    var start = range.lowerBound
    for field in fields {
      let before = source[start..<max(start, field.keyRange.lowerBound)]
      let lineStart = before.lastIndex(of: Ascii.newline).map { $0 + 1 } ?? start
      let value = field.value.range
      guard field.keyRange.lowerBound >= start, value.upperBound <= range.upperBound,
        source[lineStart..<field.keyRange.lowerBound].allSatisfy(Ascii.isBlank)
      else { return nil }
      // A block of text ends where the next line begins, anything else somewhere on its last line.
      let endsLine = !value.isEmpty && source[value.upperBound - 1] == Ascii.newline
      let end =
        endsLine
        ? value.upperBound
        : source[value.upperBound..<range.upperBound].firstIndex(of: Ascii.newline).map { $0 + 1 } ?? range.upperBound
      blocks.append(
        FieldBlock(
          field: field, source: source, lead: start..<lineStart, head: lineStart..<value.lowerBound, value: value,
          tail: value.upperBound..<end))
      start = end
    }
    self.init(blocks: blocks, rest: source[start..<range.upperBound])
  }
}
