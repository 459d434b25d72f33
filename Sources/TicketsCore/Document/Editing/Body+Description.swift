extension Document {
  /// The edits that give the ticket another description.
  func describing(_ text: String) throws(EditObjection) -> [Edit] {
    let body = body
    guard let section = body.section(.description) else { throw .noSection(.description) }
    let old = Body.trimmed(bytes[section.content])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    let edit =
      old.isEmpty
      ? filling(section, with: lines) : Edit(old.startIndex..<old.endIndex, lines)
    return try proving([edit], changes: .description) { $0.description == text.asLines(ending: lineEnd) }
  }

  /// The edit that writes lines into a section that holds none.
  func filling(_ section: Section, with lines: String) -> Edit {
    let hasLine = bytes[..<section.content.lowerBound].last == Ascii.newline
    let isLast = section.content.upperBound == bytes.count
    return Edit(
      section.content, (hasLine ? "" : lineEnd) + lineEnd + lines + lineEnd + (isLast ? "" : lineEnd))
  }

  /// The edits, when they change one section as they should and leave all others alone.
  ///
  /// Text is Markdown: a heading or an open code fence in it would tear the sections apart.
  func proving(
    _ edits: [Edit], changes name: Section.Name, _ isRight: (Body) -> Bool
  ) throws(EditObjection) -> [Edit] {
    guard let edited = edits.applied(to: bytes), let document = try? Document(edited) else {
      throw EditObjection("two of the changes are about the same line")
    }
    let (before, after) = (body, document.body)
    guard before.outline == after.outline, before.others(than: name) == after.others(than: name), isRight(after) else {
      throw EditObjection(
        "the section '\(name.rawValue)' would not read back as it was given",
        hint: "Text must hold no '#' or '##' heading, no open code fence and no open comment; use '###' for headings")
    }
    return edits
  }
}

extension Body {
  /// The headings that make sections.
  fileprivate var outline: [String] { headings.filter { $0.level < 3 }.map { "\($0.level) \($0.title)" } }

  /// The bytes of all sections but one.
  fileprivate func others(than name: Section.Name) -> [ArraySlice<UInt8>.SubSequence] {
    let own = section(name)
    return sections.filter { $0 != own }.map { bytes[$0.content] }
  }
}

extension String {
  fileprivate func asLines(ending end: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
  }
}

extension EditObjection {
  static func noSection(_ name: Section.Name) -> EditObjection {
    EditObjection("there is no section '## \(name.rawValue)'", hint: "'tickets repair' adds sections that are missing")
  }
}
