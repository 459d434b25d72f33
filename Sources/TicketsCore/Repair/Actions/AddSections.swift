/// Adds the headings that a body must have, each with a placeholder below it.
enum AddSections: RepairAction {
  static let name = "add_sections"
  static let summary = "Adds the required sections that are missing, with placeholders."
  static let isSafe = true
  static let codes: [IssueCode] = [.sectionMissing]
  static let parameters: [RepairParameter] = []

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? { [] }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let document = try ticket.parsed()
    let body = document.body
    let missing = Section.Name.allCases.filter { body.section($0) == nil }
    guard !body.hasTitle || !missing.isEmpty else { return .nothing }
    let notes = ((body.hasTitle ? [] : ["# Ticket"]) + missing.map { "## \($0.rawValue)" }).map {
      "Added the section '\($0)', which was missing."
    }
    let edits = endingLastLine(document, edits(document, missing, tail: document.bytes.count))
    if isComplete(edits, document) { return RepairChange(edits: edits, notes: notes) }
    // A code fence or a comment that is never closed swallows what follows it.
    return RepairChange(edits: self.edits(document, missing, tail: document.bodyStart), notes: notes)
  }

  private static func isComplete(_ edits: [Edit], _ document: Document) -> Bool {
    guard let bytes = edits.applied(to: document.bytes) else { return false }
    let body = Body(bytes, from: document.bodyStart)
    return body.hasTitle && Section.Name.allCases.allSatisfy { body.section($0) != nil }
  }

  /// Each section goes before the next one that is there, and what comes after all goes to the tail.
  private static func edits(_ document: Document, _ missing: [Section.Name], tail: Int) -> [Edit] {
    let body = document.body
    var edits = body.hasTitle ? [] : [edit(["# Ticket"], at: document.bodyStart, document)]
    for name in missing {
      let following = Section.Name.allCases.drop { $0 != name }.dropFirst()
      let next = following.lazy.compactMap { body.section($0)?.heading.range.lowerBound }.first
      edits.append(edit(["## \(name.rawValue)", "", name.draft], at: next ?? tail, document))
    }
    return edits
  }

  /// Lines that stand apart from those around them.
  private static func edit(_ lines: [String], at offset: Int, _ document: Document) -> Edit {
    let isAtEnd = offset == document.bytes.count
    let isFirst = offset == document.bodyStart && lines.count == 1
    let apart = (isAtEnd && !isFirst ? [""] : []) + lines + (isAtEnd ? [] : [""])
    return Edit(offset..<offset, apart.map { $0 + document.lineEnd }.joined())
  }

  /// A last line without an end gets one before anything is added.
  private static func endingLastLine(_ document: Document, _ edits: [Edit]) -> [Edit] {
    let end = document.bytes.count
    guard document.bytes.last != Ascii.newline, edits.contains(where: { $0.range.lowerBound == end }) else {
      return edits
    }
    return [Edit(end..<end, document.lineEnd)] + edits
  }
}

extension Section.Name {
  /// What stands below the heading until someone writes more.
  fileprivate var draft: String {
    switch self {
    case .description: BodyDraft.placeholderDescription
    case .acceptanceCriteria: "- [ ] \(BodyDraft.placeholderCriterion)"
    case .verification: "- \(BodyDraft.placeholderVerification)"
    }
  }
}
