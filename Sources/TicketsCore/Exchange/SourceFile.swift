/// A file of another tool, as it was found.
package struct SourceFile: Sendable {
  /// The path from the folder that the tool keeps its files in.
  package let path: String
  /// The path that is written down: from the top of the repository, or else from where people pointed.
  package let shownPath: String
  package let bytes: [UInt8]

  package init(path: String, shownPath: String? = nil, bytes: [UInt8]) {
    self.path = path
    self.shownPath = shownPath ?? path
    self.bytes = bytes
  }

  /// The name without its folders.
  var name: String { path.splitAtLastSlash.name }

  /// A ticket larger than this is none: nobody wrote it by hand.
  package static let ticketLimit = 4 << 20

  /// Why the bytes are no text that a ticket may have, or nothing.
  var objection: String? {
    if bytes.count > Self.ticketLimit { return "it is larger than \(Self.ticketLimit >> 20) MiB" }
    if bytes.contains(0) { return "it holds NUL bytes, so it is no text" }
    return nil
  }
}

/// Text of a source, repaired where it is no text.
struct SourceText {
  let text: String
  var remarks: [String] = []

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
    if let offset = UTF8Check.firstInvalid(in: bytes) {
      remarks = ["line \(Place(of: offset, in: bytes).line) is not UTF-8; what cannot be read is U+FFFD now"]
    }
  }
}
