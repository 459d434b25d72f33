import TicketsCore

extension Invariant {
  /// A file is taken apart without loss or refused with a place; what is read without libyaml is what libyaml reads.
  static let frontMatter = Invariant("front-matter") { bytes throws(Violation) in
    try sameAsLibrary(bytes)
    switch attempt({ () throws(DocumentFailure) in try Document(bytes) }) {
    case .success(let document): try describe(document, bytes)
    case .failure(let error):
      try require((0...bytes.count).contains(error.offset), "the place \(error.offset) is not in the file")
      try require(!error.message.isEmpty, "there is no message")
    }
  }

  private static func sameAsLibrary(_ bytes: [UInt8]) throws(Violation) {
    guard let plain = PlainYAML.read(bytes, in: 0..<bytes.count) else { return }
    switch attempt({ () throws(YAMLFailure) in try YAMLReader.readWithLibrary(bytes, in: 0..<bytes.count) }) {
    case .success(let library):
      try require(plain == library, "plain \(plain), library \(library.debugDescription)")
    case .failure(let error):
      throw Violation(description: "libyaml refuses what was read without it: \(error.message)")
    }
  }

  private static func describe(_ document: Document, _ bytes: [UInt8]) throws(Violation) {
    try require(document.bytes == bytes, "the bytes of the document are others")
    try checkRanges(document.fields, in: document.frontMatter)
    let head: Document
    do throws(DocumentFailure) {
      head = try Document(head: Array(bytes[..<document.bodyStart]))
    } catch {
      throw Violation(description: "the head alone cannot be read: \(error.message)")
    }
    try require(head.fields == document.fields, "the head alone has other fields")
    for field in document.fields {
      let value = JSON(field.value)
      let text = JSONWriter.bytes(of: value, .compact)
      try require((try? JSONReader.read(text)) == value, "JSON does not come back: \(shown(text))")
    }
  }

  private static func checkRanges(_ fields: [YAMLField], in range: Range<Int>) throws(Violation) {
    var position = range.lowerBound
    for field in fields {
      try require(field.keyRange.lowerBound >= position, "the key \(field.key) begins before what is above it")
      try checkRanges(field.value, in: field.keyRange.upperBound..<range.upperBound)
      position = field.value.range.upperBound
    }
  }

  private static func checkRanges(_ node: YAMLNode, in range: Range<Int>) throws(Violation) {
    try require(
      range.contains(node.range.lowerBound) || node.range.lowerBound == range.upperBound,
      "a value at \(node.range) begins outside of \(range)")
    try require(node.range.upperBound <= range.upperBound, "a value at \(node.range) ends outside of \(range)")
    switch node.value {
    case .scalar: break
    case .mapping(let fields): try checkRanges(fields, in: node.range)
    case .sequence(let items):
      var position = node.range.lowerBound
      for item in items {
        try checkRanges(item, in: position..<node.range.upperBound)
        position = item.range.upperBound
      }
    }
  }
}
