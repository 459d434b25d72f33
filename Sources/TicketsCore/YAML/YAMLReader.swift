internal import CYAML

/// Reads one YAML document into nodes that know their bytes.
///
/// The grammar is libyaml's; what is plain enough is read without asking it. Aliases, tags and duplicate keys are refused: they make a field mean something that its
/// line does not say.
package struct YAMLReader {
  /// Deeper than any ticket goes; a limit keeps hostile input cheap.
  private static let deepest = 100

  /// Reads the bytes of a range as one document; nil when there is nothing but space and comments.
  ///
  /// The ranges of the nodes are offsets into the whole, not into the range. Duplicate keys are kept only on request, to
  /// repair them.
  package static func read(
    _ bytes: [UInt8], in range: Range<Int>, keepingDuplicates: Bool = false
  ) throws(YAMLFailure) -> YAMLNode? {
    if let plain = PlainYAML.read(bytes, in: range) { return plain }
    return try readWithLibrary(bytes, in: range, keepingDuplicates: keepingDuplicates)
  }

  /// The same, always with libyaml.
  package static func readWithLibrary(
    _ bytes: [UInt8], in range: Range<Int>, keepingDuplicates: Bool = false
  ) throws(YAMLFailure) -> YAMLNode? {
    var events = try YAMLEvents(bytes, in: range)
    var root: YAMLNode?
    while true {
      let event = try events.next()
      switch event.kind {
      case .streamStart, .documentEnd: continue
      case .streamEnd: return root
      case .documentStart:
        if root != nil { throw YAMLFailure(message: "it holds more than one document", offset: event.range.lowerBound) }
        root = try node(try events.next(), &events, depth: 0, keepingDuplicates)
      default: throw YAMLFailure(message: "it is not a document", offset: event.range.lowerBound)
      }
    }
  }

  private static func node(
    _ event: YAMLEvents.Event, _ events: inout YAMLEvents, depth: Int, _ keepingDuplicates: Bool
  ) throws(YAMLFailure) -> YAMLNode {
    guard depth < deepest else {
      throw YAMLFailure(message: "it is nested too deeply", offset: event.range.lowerBound)
    }
    switch event.kind {
    case .scalar(let scalar):
      return YAMLNode(value: .scalar(scalar), range: event.range)
    case .sequenceStart:
      var items: [YAMLNode] = []
      while true {
        let next = try events.next()
        if next.kind == .sequenceEnd {
          return YAMLNode(
            value: .sequence(items), range: range(from: event, items.last?.range, to: next, flow: event.isFlow))
        }
        items.append(try node(next, &events, depth: depth + 1, keepingDuplicates))
      }
    case .mappingStart:
      var fields: [YAMLField] = []
      var keys: Set<String> = []
      while true {
        let next = try events.next()
        if next.kind == .mappingEnd {
          return YAMLNode(
            value: .mapping(fields), range: range(from: event, fields.last?.value.range, to: next, flow: event.isFlow))
        }
        guard case .scalar(let key) = next.kind else {
          throw YAMLFailure(message: "a key must be plain text", offset: next.range.lowerBound)
        }
        // A few keys are compared one by one, many through a set: hostile input stays cheap.
        let isTaken =
          if fields.count < 16 {
            fields.contains { $0.key == key.text }
          } else {
            {
              if keys.isEmpty { keys = Set(fields.map(\.key)) }
              return !keys.insert(key.text).inserted
            }()
          }
        if isTaken, !keepingDuplicates {
          throw YAMLFailure(message: "the key '\(key.text)' is there twice", offset: next.range.lowerBound)
        }
        let value = try node(try events.next(), &events, depth: depth + 1, keepingDuplicates)
        fields.append(YAMLField(key: key.text, keyRange: next.range, value: value))
      }
    default:
      throw YAMLFailure(message: "a value is missing", offset: event.range.lowerBound)
    }
  }

  /// A block ends with its last value: libyaml's own end lies where the next thing begins.
  private static func range(
    from start: YAMLEvents.Event, _ last: Range<Int>?, to end: YAMLEvents.Event, flow: Bool
  ) -> Range<Int> {
    let first = start.range.lowerBound
    return first..<max(first, flow ? end.range.upperBound : last?.upperBound ?? end.range.lowerBound)
  }
}
