/// A page of Markdown for an agent, which keeps within a budget: what matters least goes first.
package struct Briefing: Sendable {
  /// A part of the page.
  package struct Section: Sendable {
    /// The heading; the first section of a page has none.
    package let title: String?
    package let lines: [String]
    /// What goes first when there is no room: the highest.
    ///
    /// Nothing of rank 0 goes before all else is gone.
    package let rank: Int
    /// The command that shows what was cut.
    package let rest: String

    package init(_ title: String? = nil, rank: Int, rest: String, _ lines: [String]) {
      (self.title, self.rank, self.rest) = (title, rank, rest)
      self.lines = lines.map(Self.shortened)
    }

    /// A line that is long beyond use would push out all others.
    private static func shortened(_ line: String) -> String {
      line.utf8.count > longest ? String(decoding: line.utf8.prefix(longest), as: UTF8.self) + "…" : line
    }

    private static let longest = 1000
  }

  /// In the order of reading; empty ones are left out.
  package private(set) var sections: [Section] = []

  package init() {}

  package mutating func add(_ section: Section) {
    if !section.lines.isEmpty { sections.append(section) }
  }

  /// The page within so many bytes.
  package func text(within budget: Int) -> String {
    var kept = sections.map(\.lines.count)
    var size = sections.indices.reduce(0) { $0 + self.size(of: $1, keeping: kept[$1]) }
    let order = sections.indices.sorted { (sections[$0].rank, $0) > (sections[$1].rank, $1) }
    for index in order where size > budget && sections[index].rank > 0 {
      while size > budget, kept[index] > 0 {
        size -= self.size(of: index, keeping: kept[index])
        kept[index] -= 1
        size += self.size(of: index, keeping: kept[index])
      }
    }
    let text = sections.indices.map { self.text(of: $0, keeping: kept[$0]) }.joined(separator: "\n")
    return size > budget ? Self.cut(text, to: budget) : text
  }

  private func size(of index: Int, keeping count: Int) -> Int { text(of: index, keeping: count).utf8.count + 1 }

  /// The section with so many of its lines, each with its line end.
  private func text(of index: Int, keeping count: Int) -> String {
    let section = sections[index]
    let isCut = count < section.lines.count
    var lines = section.title.map { ["## \($0)", ""] } ?? []
    if isCut, count == 0 { lines = ["\(section.title.map { "\($0): " } ?? "")`\(section.rest)`"] }
    lines += section.lines.prefix(count)
    if isCut, count > 0 { lines.append("- … \(section.lines.count - count) more: `\(section.rest)`") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What fits of a text, in whole lines.
  private static func cut(_ text: String, to budget: Int) -> String {
    var rest = budget
    var lines = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      rest -= line.utf8.count + 1
      if rest < 0 { break }
      lines += line + "\n"
    }
    return lines
  }
}

extension Briefing {
  /// Text that somebody wrote, as a quotation: what looks like a heading or an order in it is not the page's.
  package static func quotation(_ text: String) -> [String] {
    SecretScan.masked(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.isEmpty ? ">" : "> \($0)" }
  }

  /// Text that somebody wrote, on a line of its own.
  package static func line(_ text: String) -> String {
    SecretScan.masked(text).split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
