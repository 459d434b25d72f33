import Arguments
import TicketsCore

/// Shows templates, and makes tickets from them.
struct Templates: Command {
  static let configuration = Configuration(
    "templates", abstract: "Make tickets from templates",
    discussion: """
      A template is named [SOURCE:]PATH[@REF]. SOURCE is a name under templates.sources in .tickets/config.yml, a path \
      to a folder or a repository, or 'builtin'; without one, .tickets/templates and then the built-in ones. With @REF \
      the bytes come from that revision of the source, without a checkout.
      """,
    subcommands: [
      .init("Commands", [ListTemplates.self, ShowTemplate.self, ApplyTemplates.self, OutdatedTemplates.self])
    ])
}

/// A template as people name it.
struct TemplateWord: ParameterValue {
  let name: TemplateName

  static func parse(_ word: String) throws(Rejection) -> TemplateWord {
    guard let name = TemplateName(word) else { throw Rejection("not a template's name: [SOURCE:]PATH[@REF]") }
    return TemplateWord(name: name)
  }

  var word: String { name.text }
}

/// A value for a blank: `name=value`.
struct BlankValue: ParameterValue {
  let name: String
  let text: FreeText

  static func parse(_ word: String) throws(Rejection) -> BlankValue {
    guard let equals = word.firstIndex(of: "="), TemplateBlanks.isName(String(word[..<equals])) else {
      throw Rejection("not a blank and its value, like goal=\"Faster\"")
    }
    return BlankValue(name: String(word[..<equals]), text: FreeText(word: String(word[word.index(after: equals)...])))
  }

  var word: String { "\(name)=\(text.word)" }
}

extension [BlankValue] {
  func values(in session: Session) throws(Failure) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    for blank in self {
      guard !values.contains(where: { $0.name == blank.name }) else {
        throw Failure(.usage, "--set gives '\(blank.name)' twice", hint: "Give it once")
      }
      values.append((blank.name, try blank.text.text(for: "--set \(blank.name)", in: session)))
    }
    return values
  }
}
