/// A `ticket.md`, taken apart but not yet understood: front matter fields with their bytes, and where the body begins.
package struct Document: Sendable {
  package let bytes: [UInt8]
  /// What stands between the two fence lines.
  package let frontMatter: Range<Int>
  package let fields: [YAMLField]
  /// The byte after the closing fence line.
  package let bodyStart: Int

  /// Reads a whole file.
  package init(_ bytes: [UInt8]) throws(DocumentFailure) {
    if let offset = UTF8Check.firstInvalid(in: bytes) { throw DocumentFailure(.notUTF8, at: offset) }
    try self.init(bytes, try Fences(in: bytes))
  }

  /// Reads only the front matter of a file whose end may be missing, and judges nothing of its body.
  package init(head bytes: [UInt8]) throws(DocumentFailure) {
    let fences = try Fences(in: bytes)
    if let offset = UTF8Check.firstInvalid(in: bytes[..<fences.bodyStart]) {
      throw DocumentFailure(.notUTF8, at: offset)
    }
    try self.init(bytes, fences)
  }

  /// Reads a whole file, and takes a key that is there twice for two fields, so that one can be taken out.
  init(_ bytes: [UInt8], keepingDuplicates: Bool) throws(DocumentFailure) {
    try self.init(bytes, try Fences(in: bytes), keepingDuplicates: keepingDuplicates)
  }

  private init(
    _ bytes: [UInt8], _ fences: Fences, keepingDuplicates: Bool = false
  ) throws(DocumentFailure) {
    self.bytes = bytes
    frontMatter = fences.frontMatter
    bodyStart = fences.bodyStart
    for line in Lines(of: bytes[fences.frontMatter]) where ConflictMarker.begins(bytes[line.range]) {
      throw DocumentFailure(.conflictMarkers, at: line.range.lowerBound)
    }
    let root: YAMLNode?
    do throws(YAMLFailure) {
      root = try YAMLReader.read(bytes, in: fences.frontMatter, keepingDuplicates: keepingDuplicates)
    } catch {
      throw DocumentFailure(.invalidYAML(error.message), at: error.offset)
    }
    guard let fields = root.map({ $0.mapping }) ?? [] else {
      throw DocumentFailure(.invalidYAML("it must be 'key: value' lines"), at: root?.range.lowerBound ?? 0)
    }
    self.fields = fields
  }

  package var hasByteOrderMark: Bool { bytes.starts(with: Ascii.byteOrderMark) }

  /// How the lines of the front matter end: new lines are written the same way.
  package var lineEnd: String {
    bytes[..<frontMatter.lowerBound].last == Ascii.newline
      && bytes[..<frontMatter.lowerBound].dropLast().last == Ascii.carriageReturn ? "\r\n" : "\n"
  }

  package var body: Body { Body(bytes, from: bodyStart) }

  /// The value of a field, named as `status` or `assignment.owner`.
  package func field(_ path: String) -> YAMLNode? { entry(path)?.value }

  /// A field with its key, named as `status` or `assignment.owner`.
  func entry(_ path: String) -> YAMLField? {
    var fields = self.fields
    var found: YAMLField?
    for key in path.split(separator: ".") {
      found = fields.first { $0.key == key }
      guard let found else { return nil }
      fields = found.value.mapping ?? []
    }
    return found
  }

  package func place(of offset: Int) -> Place { Place(of: offset, in: bytes) }
}

/// Why a file cannot be taken apart.
package struct DocumentFailure: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case notUTF8, missingFrontMatter, unclosedFrontMatter, conflictMarkers
    case invalidYAML(String)
  }

  package let kind: Kind
  package let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  package var message: String {
    switch kind {
    case .notUTF8: "the file is not UTF-8 text"
    case .missingFrontMatter: "the first line must be '---' and begin the front matter"
    case .unclosedFrontMatter: "the front matter has no closing '---' line"
    case .conflictMarkers: "the file holds conflict markers of a merge"
    case .invalidYAML(let message): "the front matter cannot be read: \(message)"
    }
  }
}
