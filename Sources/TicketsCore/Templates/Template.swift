/// A template for tickets: Markdown with blanks, and with front matter where it says more than a body.
package struct Template: Sendable {
  package let blanks: TemplateBlanks
  package let placeholders: [String]
  private let frontMatter: Range<Int>?
  private let bodyStart: Int

  /// More than any template needs, and little enough to read at once.
  package static let sizeLimit = 1 << 20

  /// Reads a template; what is wrong with it is said once, before it is used.
  package init(_ bytes: [UInt8]) throws(TemplateFailure) {
    guard bytes.count <= Self.sizeLimit else { throw .tooLarge }
    if let offset = UTF8Check.firstInvalid(in: bytes) { throw .notUTF8(Place(of: offset, in: bytes).line) }
    if let offset = bytes.firstIndex(of: 0) { throw .forbidden("a NUL byte", Place(of: offset, in: bytes).line) }
    let bytes = bytes.starts(with: Ascii.byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    if let offset = Self.firstBidirectionalControl(in: bytes) {
      throw .forbidden("a character that turns the direction of writing", Place(of: offset, in: bytes).line)
    }
    blanks = TemplateBlanks(in: bytes)
    do throws(DocumentFailure) {
      let fences = try Fences(in: bytes)
      frontMatter = fences.frontMatter
      bodyStart = fences.bodyStart
    } catch {
      guard error.kind == .missingFrontMatter else { throw .frontMatter(error.message, line: 1) }
      frontMatter = nil
      bodyStart = 0
    }
    placeholders = Placeholder.all(in: bytes, from: bodyStart).map(\.text)
    _ = try fields([:])
  }

  /// Marks that make text read otherwise than it is: U+061C, U+200E to U+200F, U+202A to U+202E, U+2066 to U+2069.
  private static func firstBidirectionalControl(in bytes: [UInt8]) -> Int? {
    guard bytes.contains(where: { $0 == 0xE2 || $0 == 0xD8 }) else { return nil }
    return bytes.indices.dropLast(2).first { index in
      switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
      case (0xD8, 0x9C, _), (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9): true
      default: false
      }
    }
  }

  /// The title that the template itself gives, with its blanks.
  package var title: String? { (try? fields(nil))?["title"]?.scalar?.text }

  /// What a ticket takes over, with these values in the blanks.
  package func filled(_ values: [String: String]) throws(TemplateFailure) -> FilledTemplate {
    let body = TemplateBlanks(in: Array(blanks.bytes[bodyStart...])).filled(values)
    return FilledTemplate(try fields(values), body)
  }

  /// The front matter with its blanks filled, or left as they are.
  ///
  /// A value must not be read as YAML, so words that mean nothing in it stand for blanks while it is.
  private func fields(_ values: [String: String]?) throws(TemplateFailure) -> [YAMLField] {
    guard let frontMatter else { return [] }
    let text = TemplateBlanks(in: Array(blanks.bytes[frontMatter]))
    let stem = Self.stem(unlike: text.bytes + (values ?? [:]).values.joined().utf8)
    var words: [(word: String, value: String)] = []
    let bytes = text.filled { blank in
      let written = String(decoding: text.bytes[blank.range], as: UTF8.self)
      let word = "\(stem)\(words.count)x"
      words.append((word, values.map { $0[blank.name] ?? blank.fallback ?? "" } ?? written))
      return word
    }
    let root: YAMLNode?
    do throws(YAMLFailure) {
      root = try YAMLReader.read(bytes, in: 0..<bytes.count)
    } catch {
      throw .frontMatter(error.message, line: Place(of: error.offset, in: bytes).line + 1)
    }
    guard let root, !root.isNull else { return [] }
    guard let fields = root.mapping else { throw .frontMatter("it must be 'key: value' lines", line: 1) }
    return fields.map { YAMLField(key: $0.key, keyRange: $0.keyRange, value: $0.value.replacing(words)) }
  }

  /// A beginning that the text does not hold.
  private static func stem(unlike bytes: [UInt8]) -> String {
    var stem = "blank"
    while ByteWord(stem.utf8).isIn(bytes[...]) { stem += "k" }
    return stem
  }
}

/// Why a template cannot be used.
package enum TemplateFailure: Error, Equatable, Sendable {
  case tooLarge
  case notUTF8(Int)
  case forbidden(String, Int)
  case frontMatter(String, line: Int)
  case title

  package var message: String {
    switch self {
    case .tooLarge: "it is larger than 1 MiB"
    case .notUTF8(let line): "line \(line) is not UTF-8 text"
    case .forbidden(let what, let line): "line \(line) holds \(what)"
    case .frontMatter(let reason, let line): "its front matter cannot be read (line \(line): \(reason))"
    case .title: "its title must be one line without tabs"
    }
  }
}

extension YAMLNode {
  /// The node with words replaced by what they stand for.
  fileprivate func replacing(_ words: [(word: String, value: String)]) -> YAMLNode {
    if words.isEmpty { return self }
    switch value {
    case .sequence(let items):
      return YAMLNode(value: .sequence(items.map { $0.replacing(words) }), range: range)
    case .mapping(let fields):
      let fields = fields.map { YAMLField(key: $0.key, keyRange: $0.keyRange, value: $0.value.replacing(words)) }
      return YAMLNode(value: .mapping(fields), range: range)
    case .scalar(let scalar):
      var text = scalar.text
      for (word, value) in words where text.utf8.count >= word.utf8.count {
        guard let found = ByteWord(word.utf8).firstRange(in: Array(text.utf8)[...]) else { continue }
        let bytes = Array(text.utf8)
        text = String(
          decoding: bytes[..<found.lowerBound] + Array(value.utf8) + bytes[found.upperBound...], as: UTF8.self)
      }
      return YAMLNode(value: .scalar(YAMLScalar(text: text, style: scalar.style)), range: range)
    }
  }
}
