/// A Markdown text of another tool: what stands before its first section, and its sections with their bytes.
struct MarkdownOutline {
  struct Part {
    let level: Int
    let title: String
    /// The line of the heading.
    let heading: String
    /// Everything below it, with its line ends.
    let raw: String

    var text: String { raw.withoutSpaceAround }
  }

  /// The first heading of the first level, when nothing but space and comments stands before it.
  let title: String?
  /// What stands before that heading.
  let beforeTitle: String
  /// The line of that heading.
  let titleLine: String
  let preamble: String
  let parts: [Part]

  /// Takes a text apart at its headings of the first two levels.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    var headings = Body(bytes, from: 0).headings.filter { $0.level <= 2 }
    var start = 0
    if let first = headings.first, first.level == 1, Self.saysNothing(bytes[..<first.range.lowerBound]) {
      title = first.title
      beforeTitle = Self.text(bytes[..<first.range.lowerBound])
      titleLine = Self.text(bytes[first.range.lowerBound..<first.next])
      start = first.next
      headings.removeFirst()
    } else {
      title = nil
      (beforeTitle, titleLine) = ("", "")
    }
    preamble = Self.text(bytes[start..<(headings.first?.range.lowerBound ?? bytes.count)])
    parts = headings.indices.map { index in
      let heading = headings[index]
      let end = index + 1 < headings.count ? headings[index + 1].range.lowerBound : bytes.count
      return Part(
        level: heading.level, title: heading.title, heading: Self.text(bytes[heading.range]),
        raw: Self.text(bytes[heading.next..<end]))
    }
  }

  private static func saysNothing(_ bytes: ArraySlice<UInt8>) -> Bool {
    text(bytes).split(separator: "\n").allSatisfy { line in
      let line = String(line).withoutSpaceAround
      return line.isEmpty || line.hasPrefix("<!--") && line.hasSuffix("-->")
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
