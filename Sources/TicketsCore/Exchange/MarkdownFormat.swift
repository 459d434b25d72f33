/// A format in which a ticket is a Markdown file with front matter.
protocol MarkdownFormat: ExchangeFormat {
  static var style: FrontMatterWriter.Style { get }
  /// What its headings are here.
  static var roles: HeadingRoles { get }
  /// Whether the first heading of a file is the title of its ticket.
  static var hasTitleHeading: Bool { get }
  /// The heading under which it keeps a section; nothing for what stands before the first.
  static func heading(of name: Section.Name) -> String?
  /// The text of a section without what only this tool needs there.
  static func plain(_ text: String, _ role: HeadingRole) -> String
  /// The text of a section as this tool wants it there.
  static func dressed(_ text: String, _ role: HeadingRole, title: String) -> String
  /// The end of a section that belongs to none: a rule, a mark of what follows.
  static func tail(of text: String) -> String
  /// What people noted, below what the file has of notes.
  static func notes(_ notes: [ForeignNote], after text: String) -> String
  /// The heading of the notes, where the tool keeps some.
  static var notesHeading: String? { get }
  /// A body without what stands in the fields.
  static func bodyBeside(_ fields: [JSON.Member], _ body: ForeignBody) -> ForeignBody
  /// Lays what changed over the fields of the file.
  static func overlay(_ item: ExportItem, on fields: inout [JSON.Member])
}

extension MarkdownFormat {
  static func plain(_ text: String, _ role: HeadingRole) -> String { text }
  static func dressed(_ text: String, _ role: HeadingRole, title: String) -> String { text }
  static func tail(of text: String) -> String { "" }
  static func notes(_ notes: [ForeignNote], after text: String) -> String { text }
  static func bodyBeside(_ fields: [JSON.Member], _ body: ForeignBody) -> ForeignBody { body }
  static var notesHeading: String? { nil }
  static var hasTitleHeading: Bool { true }

  /// The sections of a body, and those that are its notes.
  static func body(of outline: MarkdownOutline) -> (body: ForeignBody, notes: [ForeignBody.Part]) {
    var body = ForeignBody()
    var notes: [ForeignBody.Part] = []
    body.add(plain(outline.preamble, .section(.description)), to: .description)
    var taken: [HeadingRole] = []
    for part in outline.parts {
      let role = part.level == 2 ? roles.role(of: part.title, taken: &taken) : .other
      switch role {
      case .section(let name): body.add(plain(part.raw, role), to: name)
      case .notes: notes.append(ForeignBody.Part(part.title, plain(part.raw, role).withoutSpaceAround))
      case .other: body.others.append(ForeignBody.Part(part.title, plain(part.raw, role).withoutSpaceAround))
      }
    }
    return (body, notes)
  }

  /// The whole file of a ticket.
  static func file(_ item: ExportItem) -> String {
    let matter = item.origin?.source.matter
    var fields = item.origin?.source.fields ?? []
    overlay(item, on: &fields)
    let text = item.origin?.source.text ?? ""
    let body = body(item, matter, fields)
    if let matter, fields == item.origin?.source.fields, body == matter.body { return text }
    return "---\n" + FrontMatterWriter(style: style).text(fields, after: matter) + "---\n" + body
  }

  private static func body(_ item: ExportItem, _ matter: FrontMatter?, _ fields: [JSON.Member]) -> String {
    let notes = notesHeading == nil ? [] : item.newNotes
    let isSame = !item.isChanged(\.body) && notes.isEmpty && !(hasTitleHeading && item.isChanged(\.title))
    if let matter, isSame { return matter.body }
    let before = item.before.map { bodyBeside(fields, $0.body) }
    var writer = MarkdownWriter(
      bodyBeside(fields, item.now.body), before: before, MarkdownOutline(matter?.body ?? ""))
    return writer.text(
      Self.self, title: hasTitleHeading ? item.now.title : nil, isNewTitle: item.isChanged(\.title), notes)
  }
}

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
