/// What the body of a ticket says to gates.
package struct TicketSections: Sendable {
  private let body: Body

  package init(_ body: Body) {
    self.body = body
  }

  package var criteria: [Criterion] { body.criteria }

  /// What templates left to be filled in, and what `new` writes where nothing was said.
  package var placeholders: [String] {
    Placeholder.all(in: body.bytes, from: body.start).map(\.text)
      + Section.Name.allCases.compactMap { name in
        guard let section = body.section(name) else { return nil }
        let text = body.text(of: section)
        return [name.placeholder, "- \(name.placeholder)", "- [ ] \(name.placeholder)"].contains(text)
          ? name.placeholder : nil
      }
  }

  /// What stands under `## Open Questions`, without comments; nothing where there is no question left.
  package var openQuestions: String { text("Open Questions") }

  /// What stands under `## Verification`, as far as somebody wrote it.
  package var verification: String {
    let text = body.section(.verification).map { body.text(of: $0) } ?? ""
    return text.hasSuffix(Section.Name.verification.placeholder) ? "" : text
  }

  /// What `## Specs` names.
  package var specs: Specs { Specs(lines("Specs")) }

  /// The files that the work is based on.
  package struct Specs: Sendable {
    package static let kinds = ["requirements", "design", "tasks"]

    /// The files by kind, in the order of the ticket.
    package private(set) var files: [(kind: String, path: String)] = []
    /// Why there are none.
    package private(set) var reason: String?

    init(_ lines: [String]) {
      for line in lines {
        let item = line.drop { $0 == "-" || $0 == "*" || $0 == " " }
        guard let colon = item.firstIndex(of: ":") else { continue }
        let kind = item[..<colon].lowercased()
        var value = Array(Body.trimmed(Array(item[item.index(after: colon)...].utf8)[...])).text
        if value.utf8.count > 1, value.hasPrefix("`"), value.hasSuffix("`") {
          value = String(value.dropFirst().dropLast())
        }
        guard !value.isEmpty else { continue }
        if kind == "none" { reason = value } else if Self.kinds.contains(kind) { files.append((kind, value)) }
      }
    }
  }

  /// The lines of a section that are prose, without the space around them.
  private func lines(_ title: String) -> [String] {
    guard let section = body.sections.first(where: { $0.heading.title.lowercased() == title.lowercased() }) else {
      return []
    }
    return MarkdownLines(body.bytes, in: section.content).filter(\.isProse)
      .map { Array(Body.trimmed(body.bytes[$0.range])).text }.filter { !$0.isEmpty }
  }

  private func text(_ title: String) -> String { lines(title).joined(separator: "\n") }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
