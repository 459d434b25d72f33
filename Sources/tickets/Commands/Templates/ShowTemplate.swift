import Arguments
import TicketsCore

/// Prints a template.
struct ShowTemplate: TicketsCommand {
  static let configuration = Configuration(
    "show", abstract: "Print a template as it is",
    examples: [.init("tickets templates show ../templates.git:slice@v2", "from a tag of another repository")])

  @Argument(help: "The template: [SOURCE:]PATH[@REF]")
  var template: TemplateWord

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> TemplateReport {
    let found = try TemplateLibrary(in: session).load(template.name)
    guard let loaded = found.first, found.count == 1 else {
      throw Failure(
        .usage, "'\(template.word)' is a folder of \(found.count) templates",
        hint: "Name one of them: \(found.map(\.reference).joined(separator: ", "))")
    }
    return TemplateReport(bytes: loaded.bytes, template: try loaded.template(), origin: try loaded.origin(in: session))
  }
}

/// A template: for people its bytes and nothing else.
struct TemplateReport: Report {
  let bytes: [UInt8]
  let template: Template
  let origin: TemplateOrigin

  func write(to page: inout Page) { page.verbatim(bytes) }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("ref", origin.reference)
      json.member("repo", origin.repository)
      json.member("path", origin.path)
      json.member("commit", origin.commit)
      json.member("blob", origin.blob)
      json.member("blanks", template.blanks.names)
      json.member("placeholders", template.placeholders)
      json.member("text", String(decoding: bytes, as: UTF8.self))
    }
  }
}
