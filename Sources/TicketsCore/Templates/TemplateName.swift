/// How people name a template: `[SOURCE:]PATH[@REF]`.
package struct TemplateName: Equatable, Sendable {
  /// As it was typed.
  package let text: String
  /// A source from the settings, a path to a folder or repository, or `builtin`.
  package let source: String?
  package let path: String
  /// The revision whose bytes are meant, rather than the file as it lies there.
  package let revision: String?

  package static let builtinSource = "builtin"

  /// Takes a name apart; nothing when it has no path, or an empty part.
  package init?(_ text: String) {
    var rest = text[...]
    var revision: Substring?
    // The '@' of 'main@{yesterday}' belongs to the revision.
    if let at = rest.indices.last(where: { rest[$0] == "@" && rest[rest.index(after: $0)...].first != "{" }) {
      revision = rest[rest.index(after: at)...]
      rest = rest[..<at]
    }
    var source: Substring?
    if let colon = rest.firstIndex(of: ":") {
      source = rest[..<colon]
      rest = rest[rest.index(after: colon)...]
    }
    guard !rest.isEmpty, revision?.isEmpty != true, source?.isEmpty != true else { return nil }
    self.text = text
    self.source = source.map(String.init)
    path = String(rest)
    self.revision = revision.map(String.init)
  }

  /// The last part of the path without `.md`, by which siblings name each other.
  package var baseName: String { Self.baseName(of: path) }

  package static func baseName(of path: String) -> String {
    let name = path.splitAtLastSlash.name
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }
}
