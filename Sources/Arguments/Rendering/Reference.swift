extension Outline {
  /// The reference of all commands, in Markdown.
  package func reference() -> String {
    var page = ReferencePage()
    page.heading(1, name)
    page.paragraphs([configuration.abstract, configuration.discussion])
    page.table("option", (visibleOptions + standardOptions).map { ($0.term, $0.fullHelp) })
    for group in groups {
      let commands = group.commands.filter { !$0.isHidden }.flatMap(\.visibleLeaves)
      if !commands.isEmpty { page.heading(2, group.title) }
      for command in commands { command.addSection(to: &page) }
    }
    return page.source
  }

  private func addSection(to page: inout ReferencePage) {
    page.heading(3, path.dropFirst().joined(separator: " "))
    page.code([line + (usage.isEmpty ? "" : " " + usage)])
    let alsoCalled = otherNames.isEmpty ? "" : "Also called \(otherNames.joined(lastBy: "or"))."
    page.paragraphs([configuration.abstract, configuration.discussion, alsoCalled])
    page.table("argument", arguments.map { ($0.valueTerm, $0.fullHelp) })
    page.table("option", visibleOptions.map { ($0.term, $0.fullHelp) })
    page.table("example", configuration.examples.map { ($0.line, $0.purpose) })
  }
}

extension Parameter {
  fileprivate var term: String {
    [names.joined(separator: ", "), valueTerm].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// A page in Markdown, built block by block.
struct ReferencePage {
  private(set) var source = ""

  mutating func heading(_ level: Int, _ text: String) {
    block([String(repeating: "#", count: level) + " " + escaped(text)])
  }

  mutating func code(_ lines: [String]) {
    block(["```text"] + lines + ["```"])
  }

  /// Adds texts as paragraphs; indented lines of them become code.
  mutating func paragraphs(_ texts: [String]) {
    var literal: [String] = []
    for line in wrapped(texts.joined(separator: "\n\n"), width: .max) {
      if line.hasPrefix(" ") {
        literal.append(line)
        continue
      }
      if !literal.isEmpty { code(literal) }
      literal = []
      if !line.isEmpty { block([escaped(line)]) }
    }
    if !literal.isEmpty { code(literal) }
  }

  /// Adds a table of terms, unless there are none.
  mutating func table(_ title: String, _ rows: [(term: String, text: String)]) {
    guard !rows.isEmpty else { return }
    // A bar would end the cell, even in code.
    let lines = rows.map { row in "| `\(row.term.replacing("|", with: "\\|"))` | \(escaped(row.text)) |" }
    block(["| \(title) | |", "|---|---|"] + lines)
  }

  private mutating func block(_ lines: [String]) {
    if !source.isEmpty { source += "\n" }
    source += lines.map { $0 + "\n" }.joined()
  }
}

/// Text that Markdown shows as it is.
private func escaped(_ text: String) -> String {
  text.map { "\\`*_<[|#".contains($0) ? "\\\($0)" : "\($0)" }.joined()
}
