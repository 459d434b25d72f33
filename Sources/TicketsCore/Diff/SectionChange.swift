extension Body {
  /// The names of the sections that say something else than before: those of the new body in order, then those that
  /// are gone.
  ///
  /// Line ends and space around a section do not matter, nor do the acceptance criteria, which are compared as items.
  /// What stands above the first section goes by the name of the ticket's own heading.
  package static func changedSections(from old: Body?, to new: Body?) -> [String] {
    let (before, after) = (old?.parts ?? [], new?.parts ?? [])
    var rest = before
    var changed: [String] = []
    for part in after {
      let match = rest.firstIndex { $0.key == part.key }.map { rest.remove(at: $0) }
      if match?.lines != part.lines { changed.append(part.name) }
    }
    return changed + rest.map(\.name)
  }

  private struct Part {
    let name: String
    let lines: [ArraySlice<UInt8>]

    /// Headings are the same whatever their letter case.
    var key: String { name.lowercased() }
  }

  private var parts: [Part] {
    let sections = sections
    let criteria = section(.acceptanceCriteria)
    let top = start..<(sections.first?.heading.range.lowerBound ?? bytes.count)
    let title = headings.first { $0.level == 1 && top.contains($0.range.lowerBound) }
    let head = Part(name: title?.title ?? "Ticket", lines: lines(in: top))
    return (head.lines.isEmpty ? [] : [head])
      + sections.map { section in
        let items = section == criteria ? self.criteria.map(\.range) : []
        return Part(name: section.heading.title, lines: lines(in: section.content, without: items))
      }
  }

  /// The lines of a part without their ends and without empty ones around them.
  private func lines(in range: Range<Int>, without items: [Range<Int>] = []) -> [ArraySlice<UInt8>] {
    var items = items[...]
    var lines: [ArraySlice<UInt8>] = []
    for line in Lines(of: bytes[range]) {
      while let item = items.first, item.upperBound <= line.range.lowerBound { items.removeFirst() }
      if items.first?.contains(line.range.lowerBound) == true { continue }
      let isBlank = bytes[line.range].allSatisfy(Ascii.isBlank)
      // Between items there are empty lines that mean nothing without them.
      if isBlank, lines.isEmpty || lines.last?.isEmpty == true { continue }
      lines.append(isBlank ? [] : bytes[line.range])
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
