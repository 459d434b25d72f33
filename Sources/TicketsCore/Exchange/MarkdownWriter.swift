/// Writes the body of a Markdown file anew: what nobody changed stays as it is, in its place.
struct MarkdownWriter {
  private let body: ForeignBody
  private let before: ForeignBody?
  private let outline: MarkdownOutline
  private var rest: [ForeignBody.Part]
  private var text = ""
  /// Whether there was a place for what people noted.
  private var hasNotes = false

  init(_ body: ForeignBody, before: ForeignBody?, _ outline: MarkdownOutline) {
    (self.body, self.before, self.outline) = (body, before, outline)
    rest = body.others
  }

  mutating func text(
    _ format: any MarkdownFormat.Type, title: String?, isNewTitle: Bool, _ notes: [ForeignNote]
  ) -> String {
    text = outline.beforeTitle
    if let title, isNewTitle || outline.title == nil {
      text += "# \(title)\n"
      if outline.title == nil { text += "\n" }
    } else {
      text += outline.titleLine
    }
    var written: [HeadingRole] = []
    let hasDescription = outline.parts.contains {
      format.roles.role(of: $0.title, taken: &written) == .section(.description)
    }
    written = []
    writePreamble(format, hasDescription: hasDescription, &written)
    var taken: [HeadingRole] = []
    for part in outline.parts {
      let role = part.level == 2 ? format.roles.role(of: part.title, taken: &taken) : .other
      switch role {
      case .section(let name):
        if !written.contains(role) { write(part, format, role, isSame: isSame(name), body[name]) }
      case .notes:
        let isTheirs = part.title.lowercased() == format.notesHeading?.lowercased() && !hasNotes
        hasNotes = hasNotes || isTheirs
        let new = isTheirs ? notes : []
        write(part, format, role, isSame: new.isEmpty, format.notes(new, after: format.plain(part.raw, role)))
      case .other: writeOther(part, format)
      }
      written.append(role)
    }
    for name in Section.Name.allCases where !written.contains(.section(name)) {
      add(
        format.heading(of: name), format.dressed(body[name], .section(name), title: name.rawValue),
        isEmpty: body[name].isEmpty)
    }
    for part in rest { add(part.title, format.dressed(part.text, .other, title: part.title), isEmpty: false) }
    if let heading = format.notesHeading, !notes.isEmpty, !hasNotes {
      add(heading, format.notes(notes, after: ""), isEmpty: false)
    }
    return text
  }

  private func isSame(_ name: Section.Name) -> Bool { before?[name] == body[name] }

  private mutating func writePreamble(
    _ format: any MarkdownFormat.Type, hasDescription: Bool, _ written: inout [HeadingRole]
  ) {
    let role = HeadingRole.section(.description)
    if isSame(.description) {
      text += outline.preamble
      // An empty place before the first section is no description that was written.
      if !hasDescription, !outline.preamble.withoutSpaceAround.isEmpty || body.description.isEmpty {
        written.append(role)
      }
    } else if !hasDescription, format.heading(of: .description) == nil {
      if !body.description.isEmpty { text += "\n\(format.dressed(body.description, role, title: ""))\n\n" }
      written.append(role)
    } else if outline.preamble.withoutSpaceAround.isEmpty {
      text += outline.preamble
    } else {
      addTail(format.tail(of: outline.preamble))
    }
  }

  private mutating func write(
    _ part: MarkdownOutline.Part, _ format: any MarkdownFormat.Type, _ role: HeadingRole, isSame: Bool, _ new: String
  ) {
    if isSame {
      separate()
      text += "\(part.heading)\n\(part.raw)"
    } else {
      add(part.title, format.dressed(new, role, title: part.title), isEmpty: new.isEmpty && role != .notes)
      addTail(format.tail(of: part.raw))
    }
  }

  private mutating func writeOther(_ part: MarkdownOutline.Part, _ format: any MarkdownFormat.Type) {
    let plain = format.plain(part.raw, .other).withoutSpaceAround
    // Our form of a text may differ from theirs by what would tear sections apart.
    var settled = ForeignBody()
    settled.others = [ForeignBody.Part(part.title, plain)]
    guard let own = settled.settled.others.first else { return }
    guard let place = rest.firstIndex(where: { $0.title == own.title }) else { return }
    let new = rest.remove(at: place)
    if new.text == own.text {
      separate()
      text += "\(part.heading)\n\(part.raw)"
    } else {
      add(part.title, format.dressed(new.text, .other, title: part.title), isEmpty: false)
      addTail(format.tail(of: part.raw))
    }
  }

  private mutating func addTail(_ tail: String) {
    if tail.isEmpty { return }
    separate()
    text += tail
  }

  private mutating func separate() {
    if !text.isEmpty, text.utf8.last != Ascii.newline { text += "\n" }
  }

  private mutating func add(_ heading: String?, _ content: String, isEmpty: Bool) {
    if isEmpty { return }
    separate()
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    if let heading { text += "## \(heading)\n" }
    if !content.isEmpty { text += (heading == nil ? "" : "\n") + content.endedLine }
  }
}
