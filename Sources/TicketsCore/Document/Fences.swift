/// The two `---` lines around the front matter; a `---` anywhere else means nothing.
struct Fences {
  let frontMatter: Range<Int>
  let bodyStart: Int

  private static let fence = Array("---".utf8)

  init(in bytes: [UInt8]) throws(DocumentFailure) {
    let start = bytes.starts(with: Ascii.byteOrderMark) ? 3 : 0
    var lines = Lines(of: bytes, from: start)
    guard let opening = lines.next(), bytes[opening.range].elementsEqual(Self.fence) else {
      throw DocumentFailure(.missingFrontMatter, at: start)
    }
    while let line = lines.next() {
      guard bytes[line.range].elementsEqual(Self.fence) else { continue }
      frontMatter = opening.next..<line.range.lowerBound
      bodyStart = line.next
      return
    }
    throw DocumentFailure(.unclosedFrontMatter, at: start)
  }

  /// Whether the closing fence lies within these bytes, so that the rest of the file need not be read.
  static func areComplete(in bytes: [UInt8]) -> Bool {
    guard let fences = try? Fences(in: bytes) else { return false }
    // A fence at the very end may be the beginning of a longer line.
    return fences.bodyStart < bytes.count || bytes.last == Ascii.newline
  }
}
