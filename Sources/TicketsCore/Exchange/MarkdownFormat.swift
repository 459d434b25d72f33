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
