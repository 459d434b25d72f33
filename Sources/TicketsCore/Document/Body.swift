/// The Markdown below the front matter: its headings, sections and checkboxes, each with its bytes.
package struct Body: Sendable {
  package let bytes: [UInt8]
  package let start: Int
  package let headings: [Heading]
  /// The first line that a merge left behind, outside code fences.
  package let conflictMarker: Int?

  package init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    self.start = min(start, bytes.count)
    var headings: [Heading] = []
    var conflictMarker: Int?
    for line in MarkdownLines(bytes, from: start) where line.isProse {
      if let heading = Heading(bytes[line.range], next: line.next) {
        headings.append(heading)
      } else if conflictMarker == nil, ConflictMarker.begins(bytes[line.range]) {
        conflictMarker = line.range.lowerBound
      }
    }
    self.headings = headings
    self.conflictMarker = conflictMarker
  }

  /// The sections under second-level headings, in order.
  package var sections: [Section] {
    headings.indices.filter { headings[$0].level == 2 }.map(section(at:))
  }

  private func section(at index: Int) -> Section {
    let end = headings[(index + 1)...].first { $0.level <= 2 }?.range.lowerBound ?? bytes.count
    return Section(heading: headings[index], content: headings[index].next..<end)
  }

  /// The first section of that name, whatever its letter case.
  package func section(_ name: Section.Name) -> Section? {
    let name = name.rawValue.lowercased()
    return headings.firstIndex { $0.level == 2 && $0.title.lowercased() == name }.map(section(at:))
  }

  /// Whether there is a first-level heading: the ticket's own.
  package var hasTitle: Bool { headings.contains { $0.level == 1 } }

  /// The text of a section without the space around it.
  package func text(of section: Section) -> String {
    String(decoding: Body.trimmed(bytes[section.content]), as: UTF8.self)
  }

  /// What is written under `## Description`.
  package var description: String {
    section(.description).map { text(of: $0) } ?? ""
  }

  /// The checkboxes under `## Acceptance Criteria`.
  package var criteria: [Criterion] {
    section(.acceptanceCriteria).map { Criterion.all(in: bytes, $0.content) } ?? []
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte <= Ascii.space && byte != 0 }
    var rest = bytes.drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return rest
  }
}
