internal import CYAML

/// libyaml's events as values, with places counted in bytes.
@safe struct YAMLEvents: ~Copyable {
  struct Event {
    enum Kind: Equatable {
      case streamStart, streamEnd, documentStart, documentEnd
      case scalar(YAMLScalar)
      case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    }

    let kind: Kind
    let range: Range<Int>
    let isFlow: Bool
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let start: Int
  private let count: Int
  /// The byte offset of each character, because libyaml counts characters; nil when each is one byte.
  private let offsets: [Int32]?

  init(_ bytes: [UInt8], in range: Range<Int>) throws(YAMLFailure) {
    start = range.lowerBound
    count = range.count
    offsets = UTF8Check.isASCII(bytes[range]) ? nil : Self.characterOffsets(bytes[range])
    unsafe input = .allocate(capacity: range.count)
    _ = unsafe input.initialize(fromContentsOf: bytes[range])
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      throw YAMLFailure(message: "there is not enough memory to read it", offset: range.lowerBound)
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  private static func characterOffsets(_ bytes: ArraySlice<UInt8>) -> [Int32] {
    var offsets: [Int32] = []
    offsets.reserveCapacity(bytes.count + 1)
    for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      offsets.append(Int32(truncatingIfNeeded: index))
    }
    offsets.append(Int32(truncatingIfNeeded: bytes.count))
    return offsets
  }

  private func offset(_ mark: yaml_mark_t) -> Int {
    guard let offsets else { return start + min(Int(mark.index), count) }
    return start + Int(offsets[min(Int(mark.index), offsets.count - 1)])
  }

  mutating func next() throws(YAMLFailure) -> Event {
    var raw = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &raw) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&raw) }
    let first = unsafe offset(raw.start_mark)
    let last = unsafe offset(raw.end_mark)
    let range = first..<max(first, last)
    let (kind, isFlow): (Event.Kind, Bool)
    switch unsafe raw.type {
    case YAML_STREAM_END_EVENT: (kind, isFlow) = (.streamEnd, false)
    case YAML_DOCUMENT_START_EVENT: (kind, isFlow) = (.documentStart, false)
    case YAML_DOCUMENT_END_EVENT: (kind, isFlow) = (.documentEnd, false)
    case YAML_SCALAR_EVENT: (kind, isFlow) = (.scalar(try unsafe scalar(raw, at: first)), false)
    case YAML_SEQUENCE_START_EVENT:
      try unsafe refuse(tag: raw.data.sequence_start.tag, at: first)
      (kind, isFlow) = (.sequenceStart, unsafe raw.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_SEQUENCE_END_EVENT: (kind, isFlow) = (.sequenceEnd, false)
    case YAML_MAPPING_START_EVENT:
      try unsafe refuse(tag: raw.data.mapping_start.tag, at: first)
      (kind, isFlow) = (.mappingStart, unsafe raw.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_MAPPING_END_EVENT: (kind, isFlow) = (.mappingEnd, false)
    case YAML_ALIAS_EVENT:
      throw YAMLFailure(message: "aliases ('*name') are not allowed: write the value out", offset: first)
    default: (kind, isFlow) = (.streamStart, false)
    }
    return Event(kind: kind, range: range, isFlow: isFlow)
  }

  private func refuse(tag: UnsafeMutablePointer<yaml_char_t>?, at offset: Int) throws(YAMLFailure) {
    guard unsafe tag == nil else {
      throw YAMLFailure(message: "tags ('!name') are not allowed: write the plain value", offset: offset)
    }
  }

  private func scalar(_ raw: yaml_event_t, at offset: Int) throws(YAMLFailure) -> YAMLScalar {
    try unsafe refuse(tag: raw.data.scalar.tag, at: offset)
    let style: YAMLScalar.Style =
      switch unsafe raw.data.scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
      default: .plain
      }
    let bytes = unsafe UnsafeBufferPointer(start: raw.data.scalar.value, count: raw.data.scalar.length)
    return YAMLScalar(text: unsafe String(decoding: bytes, as: UTF8.self), style: style)
  }

  private func failure() -> YAMLFailure {
    let message = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "it cannot be read"
    // The reader, which decodes bytes, knows no marks: it counts bytes itself.
    if unsafe parser.pointee.error == YAML_READER_ERROR {
      return YAMLFailure(message: message, offset: unsafe start + min(Int(parser.pointee.problem_offset), count))
    }
    return YAMLFailure(message: message, offset: unsafe offset(parser.pointee.problem_mark))
  }
}
