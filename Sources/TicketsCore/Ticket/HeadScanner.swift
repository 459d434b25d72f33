/// Reads the front matter of a ticket that is written as nearly all are, straight from its bytes.
///
/// Like `PlainYAML` it answers only for what it understands completely: the fields of the format, each once, with values
/// on one line, lists, and keys that are indented below theirs. A test holds its answers to those of `Document`. It makes
/// no nodes, which is most of what it costs to read thousands of tickets.
struct HeadScanner {
  private let head: [UInt8]
  private var position = 0
  private var isASCII = true
  private var ticket = Ticket()

  /// The ticket whose file begins so, or nil when its front matter has to be read as YAML.
  static func ticket(in head: [UInt8]) -> Ticket? {
    var scanner = HeadScanner(head: head)
    return scanner.read(head.span) ? scanner.ticket : nil
  }

  private init(head: [UInt8]) {
    self.head = head
  }

  private mutating func read(_ bytes: Span<UInt8>) -> Bool {
    guard isFence(bytes) else { return false }
    position = 4
    var keys = Keys(Self.names)
    while let indent = nextIndent(bytes), indent == 0 {
      if isFence(bytes) { return isASCII || isPlainText(upTo: position) }
      guard let name = key(bytes, &keys), field(Field.allCases[name], bytes) else { return false }
    }
    return false
  }

  private func isFence(_ bytes: Span<UInt8>) -> Bool {
    position + 4 <= bytes.count && bytes[position] == Ascii.dash && bytes[position + 1] == Ascii.dash
      && bytes[position + 2] == Ascii.dash && bytes[position + 3] == Ascii.newline
  }

  /// Whether everything up to here is UTF-8, and nothing that YAML forbids or takes for the end of a line.
  private func isPlainText(upTo end: Int) -> Bool {
    UTF8Check.firstInvalid(in: head[..<end]) == nil
      && !(0..<end).contains { head[$0] >= 0x80 && PlainYAML.isOdd(head, at: $0, end) }
  }

  // MARK: Fields

  private enum Field: CaseIterable {
    case id, title, status, createdAt, priority, labels, assignment, dependencies, blocks, related, estimates, limits
    case verification, scope
  }

  private static let names = [
    "id", "title", "status", "created_at", "priority", "labels", "assignment", "dependencies", "blocks", "related",
    "estimates", "agent_limits", "verification", "scope",
  ].map { Array($0.utf8) }
  private static let assignment = ["mode", "owner"].map { Array($0.utf8) }
  private static let estimates = ["human_hours"].map { Array($0.utf8) }
  private static let limits = FieldNames.limits.map { Array($0.utf8) }
  private static let verification = ["commands"].map { Array($0.utf8) }
  private static let scope = ["allow", "deny"].map { Array($0.utf8) }

  private mutating func field(_ field: Field, _ bytes: Span<UInt8>) -> Bool {
    guard let found = value(bytes, indent: 0) else { return false }
    switch (field, found) {
    case (_, .nothing): break
    case (.id, .one(let value)): ticket.id = TicketID(bytes.extracting(value.range))
    case (.title, .one(let value)): ticket.title = string(value)
    case (.status, .one(let value)): ticket.status = string(value).flatMap(Status.init)
    case (.createdAt, .one(let value)): ticket.createdAt = Timestamp.parse(bytes.extracting(value.range))
    case (.priority, .one(let value)): ticket.priority = string(value).flatMap(Priority.init)
    case (.labels, .list(let values)): ticket.labels = values.compactMap(string)
    case (.dependencies, .list(let values)): ticket.dependencies = ids(values, bytes)
    case (.blocks, .list(let values)): ticket.blocks = ids(values, bytes)
    case (.related, .list(let values)): ticket.related = ids(values, bytes)
    case (.assignment, .keys(let indent)): return keys(field, Self.assignment, bytes, indent)
    case (.estimates, .keys(let indent)): return keys(field, Self.estimates, bytes, indent)
    case (.limits, .keys(let indent)): return keys(field, Self.limits, bytes, indent)
    case (.verification, .keys(let indent)): return keys(field, Self.verification, bytes, indent)
    case (.scope, .keys(let indent)): return keys(field, Self.scope, bytes, indent)
    default: return false
    }
    return true
  }

  /// The keys below one of the format, all of them indented the same.
  private mutating func keys(_ field: Field, _ names: [[UInt8]], _ bytes: Span<UInt8>, _ indent: Int) -> Bool {
    var keys = Keys(names)
    while nextIndent(bytes) == indent {
      position += indent
      guard let name = key(bytes, &keys), let found = value(bytes, indent: indent) else { return false }
      switch (field, name, found) {
      case (_, _, .nothing): break
      case (.assignment, 0, .one(let value)): ticket.mode = string(value).flatMap(AssignmentMode.init)
      case (.assignment, 1, .one(let value)): ticket.owner = string(value)
      case (.estimates, 0, .one(let value)): ticket.estimateHours = node(value).number
      case (.limits, 0, .one(let value)): ticket.limits.iterationTimeboxMinutes = node(value).positiveInteger
      case (.limits, 1, .one(let value)): ticket.limits.maxIterations = node(value).positiveInteger
      case (.limits, 2, .one(let value)): ticket.limits.maxToolCalls = node(value).positiveInteger
      case (.limits, 3, .one(let value)): ticket.limits.checkpointEveryMinutes = node(value).positiveInteger
      case (.verification, 0, .list(let values)): ticket.verificationCommands = values.compactMap(string)
      case (.scope, 0, .list(let values)): ticket.scope.allow = values.compactMap(string)
      case (.scope, 1, .list(let values)): ticket.scope.deny = values.compactMap(string)
      default: return false
      }
    }
    return true
  }

  // MARK: Keys

  /// The keys that may stand at a place, and those that did: one that is there twice is an error that YAML names.
  private struct Keys {
    let names: [[UInt8]]
    var next = 0
    var seen: UInt32 = 0

    init(_ names: [[UInt8]]) {
      self.names = names
    }
  }

  /// Reads a key with its colon; nil when it is none of these, or was there before.
  private mutating func key(_ bytes: Span<UInt8>, _ keys: inout Keys) -> Int? {
    let start = position
    while position < bytes.count, bytes[position] != Ascii.colon {
      guard bytes[position] == UInt8(ascii: "_") || bytes[position] &- UInt8(ascii: "a") < 26 else { return nil }
      position += 1
    }
    // Mostly they stand in the order of the format.
    for step in 0..<keys.names.count {
      let index = (keys.next + step) % keys.names.count
      guard isWord(bytes, start..<position, keys.names[index]) else { continue }
      guard keys.seen & 1 << index == 0 else { return nil }
      keys.seen |= 1 << index
      keys.next = index + 1
      position += 1
      return index
    }
    return nil
  }

  private func isWord(_ bytes: Span<UInt8>, _ range: Range<Int>, _ word: [UInt8]) -> Bool {
    guard range.count == word.count else { return false }
    for index in 0..<word.count where bytes[range.lowerBound + index] != word[index] { return false }
    return true
  }

  // MARK: Values

  /// A single value: where its text stands, and whether that has no quotes.
  private struct Value {
    let range: Range<Int>
    let isPlain: Bool
  }

  private enum Found {
    case nothing
    case one(Value)
    case list([Value])
    /// Keys with this indentation follow.
    case keys(Int)
  }

  /// What follows a key with this indentation, to the line where something else begins.
  private mutating func value(_ bytes: Span<UInt8>, indent: Int) -> Found? {
    guard position < bytes.count, bytes[position] == Ascii.space || bytes[position] == Ascii.newline else { return nil }
    skipSpaces(bytes)
    guard position < bytes.count else { return nil }
    var found = Found.nothing
    switch bytes[position] {
    case Ascii.newline:
      guard let next = nextIndent(bytes) else { return nil }
      if next >= indent, isItem(bytes, at: position + next) { return items(bytes, next) }
      return next > indent ? .keys(next) : .nothing
    case UInt8(ascii: "["):
      guard let values = bracketed(bytes) else { return nil }
      found = .list(values)
    default:
      guard let value = single(bytes, inBrackets: false) else { return nil }
      found = .one(value)
    }
    // A deeper line would go on with this value.
    guard endLine(bytes), let next = nextIndent(bytes), next <= indent else { return nil }
    return found
  }

  private func isItem(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    place + 2 < bytes.count && bytes[place] == Ascii.dash && bytes[place + 1] == Ascii.space
  }

  /// A list with a line for each value.
  private mutating func items(_ bytes: Span<UInt8>, _ indent: Int) -> Found? {
    var values: [Value] = []
    var next = indent
    while next == indent, isItem(bytes, at: position + indent) {
      position += indent + 2
      skipSpaces(bytes)
      guard let value = single(bytes, inBrackets: false), endLine(bytes), let following = nextIndent(bytes) else {
        return nil
      }
      values.append(value)
      next = following
    }
    return next <= indent ? .list(values) : nil
  }

  /// A list on one line.
  private mutating func bracketed(_ bytes: Span<UInt8>) -> [Value]? {
    var values: [Value] = []
    position += 1
    skipSpaces(bytes)
    if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
      position += 1
      return values
    }
    while let value = single(bytes, inBrackets: true) {
      values.append(value)
      skipSpaces(bytes)
      guard position < bytes.count else { return nil }
      position += 1
      switch bytes[position - 1] {
      case UInt8(ascii: "]"): return values
      case UInt8(ascii: ","): skipSpaces(bytes)
      default: return nil
      }
    }
    return nil
  }

  /// A value without or in quotes, in which nothing is escaped.
  private mutating func single(_ bytes: Span<UInt8>, inBrackets: Bool) -> Value? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    if PlainYAML.isQuote(first) {
      let start = position + 1
      position = start
      while position < bytes.count, bytes[position] != first {
        let byte = bytes[position]
        guard byte >= Ascii.space, byte != 0x7F, byte != UInt8(ascii: "\\") else { return nil }
        if byte >= 0x80 { isASCII = false }
        position += 1
      }
      position += 1
      return Value(range: start..<position - 1, isPlain: false)
    }
    guard PlainYAML.isLetterOrDigit(first) || first >= 0x80 else { return nil }
    let start = position
    var end = start
    while position < bytes.count, bytes[position] != Ascii.newline {
      let byte = bytes[position]
      if inBrackets, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") { break }
      guard PlainYAML.isPlain(byte, before: position + 1 < bytes.count ? bytes[position + 1] : Ascii.newline) else {
        return nil
      }
      if byte >= 0x80 { isASCII = false }
      position += 1
      if byte != Ascii.space { end = position }
    }
    return Value(range: start..<end, isPlain: true)
  }

  // MARK: Lines

  /// Goes to the next line with something on it, and says how far that is indented; nothing follows the last one.
  private mutating func nextIndent(_ bytes: Span<UInt8>) -> Int? {
    var end = position
    while end < bytes.count {
      if bytes[end] == Ascii.newline {
        position = end + 1
      } else if bytes[end] != Ascii.space {
        return end - position
      }
      end += 1
    }
    return nil
  }

  private mutating func endLine(_ bytes: Span<UInt8>) -> Bool {
    skipSpaces(bytes)
    guard position < bytes.count, bytes[position] == Ascii.newline else { return false }
    position += 1
    return true
  }

  private mutating func skipSpaces(_ bytes: Span<UInt8>) {
    while position < bytes.count, bytes[position] == Ascii.space { position += 1 }
  }

  // MARK: Texts

  private func text(_ value: Value) -> String { String(decoding: head[value.range], as: UTF8.self) }

  private func node(_ value: Value) -> YAMLNode {
    let style = value.isPlain ? YAMLScalar.Style.plain : .doubleQuoted
    return YAMLNode(value: .scalar(YAMLScalar(text: text(value), style: style)), range: value.range)
  }

  /// The text of a value that YAML reads as a string.
  private func string(_ value: Value) -> String? {
    let text = text(value)
    return value.isPlain && YAMLScalar.kind(ofPlain: text) != .string ? nil : text
  }

  private func ids(_ values: [Value], _ bytes: Span<UInt8>) -> [TicketID] {
    values.compactMap { TicketID(bytes.extracting($0.range)) }
  }
}
