/// A part of the body under a second-level heading.
package struct Section: Equatable, Sendable {
  /// The sections that every ticket has.
  package enum Name: String, CaseIterable, Sendable {
    case description = "Description"
    case acceptanceCriteria = "Acceptance Criteria"
    case verification = "Verification"

    /// What a new ticket says there until somebody says more.
    package var placeholder: String {
      switch self {
      case .description: "What is to be built or fixed, why, and what is out of scope."
      case .acceptanceCriteria: "What must be true when this is done."
      case .verification: "The commands or steps that show it."
      }
    }
  }

  package let heading: Heading
  /// Everything from the line after the heading up to the next heading of the same or a higher level.
  package let content: Range<Int>
}

/// An ATX heading: `## Title`, closing `#`s allowed.
package struct Heading: Equatable, Sendable {
  package let level: Int
  package let title: String
  package let range: Range<Int>
  /// Where the line after it begins.
  package let next: Int

  init?(_ line: ArraySlice<UInt8>, next: Int) {
    let indent = line.prefix { $0 == Ascii.space }.count
    let hashes = line.dropFirst(indent).prefix { $0 == Ascii.hash }.count
    guard indent < 4, (1...6).contains(hashes) else { return nil }
    var rest = line.dropFirst(indent + hashes)
    guard rest.first.map(Ascii.isBlank) ?? true else { return nil }
    rest = Body.trimmed(rest)
    // A run of #s at the end closes the heading only after a space.
    var text = rest
    while text.last == Ascii.hash { text.removeLast() }
    if text.isEmpty || text.count < rest.count && text.last.map(Ascii.isBlank) == true { rest = Body.trimmed(text) }
    level = hashes
    title = String(decoding: rest, as: UTF8.self)
    range = line.startIndex..<line.endIndex
    self.next = next
  }
}
