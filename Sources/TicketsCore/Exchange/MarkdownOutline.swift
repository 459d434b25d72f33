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

/// What a heading of another tool stands for here.
enum HeadingRole: Equatable {
  case section(Section.Name)
  /// What became log entries.
  case notes
  case other
}

/// The headings of a way of working, in lower case, with what each is here.
struct HeadingRoles {
  private let roles: [String: HeadingRole]

  init(_ table: [(HeadingRole, [String])]) {
    var roles: [String: HeadingRole] = [:]
    for (role, titles) in table {
      for title in titles { roles[title] = role }
    }
    self.roles = roles
  }

  /// The role of a heading; of several that mean one section the first has it.
  func role(of title: String, taken: inout [HeadingRole]) -> HeadingRole {
    let role = roles[title.lowercased()] ?? .other
    guard case .section = role else { return role }
    guard !taken.contains(role) else { return .other }
    taken.append(role)
    return role
  }

  /// What people call the required sections.
  static let usual = HeadingRoles(common)

  static let common: [(HeadingRole, [String])] = [
    (.section(.description), ["description", "objective", "goal", "context", "summary", "problem", "purpose"]),
    (
      .section(.acceptanceCriteria),
      ["acceptance criteria", "acceptance", "definition of done", "exit criteria", "done when", "success criteria"]
    ),
    (
      .section(.verification),
      [
        "verification", "validation", "validation / qa plan", "validation and acceptance", "tests", "testing",
        "test plan", "how to verify",
      ]
    ),
  ]
}
