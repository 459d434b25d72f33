/// Makes the body of a template one that every ticket must have.
struct TemplateBody {
  private var bytes: [UInt8]
  private let goal: String?

  /// Takes a body whose blanks are filled, and a first paragraph for its description.
  init(_ bytes: [UInt8], goal: String? = nil) {
    self.bytes = bytes.contains(Ascii.carriageReturn) ? bytes.filter { $0 != Ascii.carriageReturn } : bytes
    self.goal = goal
  }

  /// Headings of other ways of working that mean a section of ours.
  private static let synonyms: [(Section.Name, [String])] = [
    (.description, ["objective", "goal"]),
    (.acceptanceCriteria, ["definition of done", "exit criteria"]),
    (.verification, ["validation / qa plan", "validation", "tests"]),
  ]

  /// The body with every section: renamed where another heading means it, made of what stands before the first section,
  /// or added with a placeholder.
  var complete: String {
    var result = self
    result.rename()
    result.addTitle()
    result.addDescription()
    result.append(.acceptanceCriteria, "- [ ] \(BodyDraft.placeholderCriterion)")
    result.append(.verification, "- \(BodyDraft.placeholderVerification)")
    result.makeCheckboxes()
    let body = Body(result.bytes, from: 0)
    guard body.hasTitle, Section.Name.allCases.allSatisfy({ body.section($0) != nil }) else {
      // A code fence or a comment that is never closed swallows what follows it.
      var draft = BodyDraft()
      draft.description = goal ?? ""
      return draft.text + "\n## Template\n\n" + String(decoding: bytes, as: UTF8.self).endedLine
    }
    return String(decoding: result.bytes, as: UTF8.self).endedLine
  }

  private var body: Body { Body(bytes, from: 0) }

  private mutating func insert(_ text: String, at offset: Int) {
    bytes.replaceSubrange(offset..<offset, with: text.utf8)
  }

  private mutating func rename() {
    for (name, others) in Self.synonyms {
      let body = body
      guard body.section(name) == nil,
        let heading = others.lazy.compactMap({ other in
          body.headings.first { $0.level == 2 && $0.title.lowercased() == other }
        }).first
      else { continue }
      bytes.replaceSubrange(heading.range, with: "## \(name.rawValue)".utf8)
    }
  }

  private mutating func addTitle() {
    if !body.hasTitle { insert("# Ticket\n\n", at: 0) }
  }

  private mutating func addDescription() {
    let body = body
    if let section = body.section(.description) {
      if let goal { insert("\n\(goal)\n", at: section.heading.next) }
      return
    }
    guard let title = body.headings.first(where: { $0.level == 1 }) else { return }
    let end = body.headings.first { $0.level == 2 && $0.range.lowerBound > title.range.lowerBound }?.range.lowerBound
    let isEmpty = Body.trimmed(bytes[title.next..<(end ?? bytes.count)]).isEmpty
    let text = goal ?? (isEmpty ? BodyDraft.placeholderDescription : nil)
    insert("\n## Description\n\(text.map { "\n\($0)\n" } ?? "")", at: title.next)
  }

  private mutating func append(_ name: Section.Name, _ placeholder: String) {
    guard body.section(name) == nil else { return }
    if bytes.last != Ascii.newline { bytes.append(Ascii.newline) }
    bytes += "\n## \(name.rawValue)\n\n\(placeholder)\n".utf8
  }

  /// Criteria are to be ticked: plain items get a box.
  private mutating func makeCheckboxes() {
    let body = body
    guard body.criteria.isEmpty, let section = body.section(.acceptanceCriteria) else { return }
    var items: [Int] = []
    for line in MarkdownLines(bytes, in: section.content) where line.isProse {
      let text = bytes[line.range]
      guard let marker = text.first, marker == Ascii.dash || marker == UInt8(ascii: "*"),
        text.dropFirst().first == Ascii.space
      else { continue }
      items.append(line.range.lowerBound + 2)
    }
    if items.isEmpty { return insert("\n- [ ] \(BodyDraft.placeholderCriterion)\n", at: section.heading.next) }
    for item in items.reversed() { insert("[ ] ", at: item) }
  }
}
