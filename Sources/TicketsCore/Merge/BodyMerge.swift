/// Merges the body of a ticket: the acceptance criteria item by item, everything else as git merges text.
enum BodyMerge {
  static func merge(base: Body, ours: Body, theirs: Body, labels: MergeLabels) -> FileMerge {
    guard let old = base.parts, let mine = ours.parts, let other = theirs.parts else {
      return text(base.all, ours.all, theirs.all, labels)
    }
    let criteria =
      CriteriaMerge.merge(base: old.criteria, ours: mine.criteria, theirs: other.criteria)
      .map { FileMerge(bytes: $0) } ?? text(old.criteria, mine.criteria, other.criteria, labels)
    let parts = [
      text(old.before, mine.before, other.before, labels), criteria, text(old.after, mine.after, other.after, labels),
    ]
    // Text that used to be a last line needs an end when more comes after it.
    let bytes = parts.map(\.bytes).reduce(into: [UInt8]()) { all, part in
      if let last = all.last, last != Ascii.newline, !part.isEmpty { all.append(Ascii.newline) }
      all += part
    }
    let section = Section.Name.acceptanceCriteria.rawValue
    let named = criteria.conflicts.map {
      MergeConflict(.body, section, base: $0.base, ours: $0.ours, theirs: $0.theirs)
    }
    return FileMerge(bytes: bytes, conflicts: parts[0].conflicts + named + parts[2].conflicts)
  }

  private static func text(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ labels: MergeLabels) -> FileMerge {
    let merge = LineMerge(base: base, ours: ours, theirs: theirs, labels: labels)
    let names = sections(ofConflictsIn: merge.bytes, labels)
    return FileMerge(
      bytes: merge.bytes,
      conflicts: merge.conflicts.enumerated().map { index, conflict in
        MergeConflict(.body, index < names.count ? names[index] : "body", conflict)
      })
  }

  /// The section that each conflict stands in, in order.
  private static func sections(ofConflictsIn bytes: [UInt8], _ labels: MergeLabels) -> [String] {
    let marker = Array("<<<<<<< \(labels.ours)".utf8)
    var names: [String] = []
    var section = "body"
    for line in Lines(of: bytes) {
      if bytes[line.range].elementsEqual(marker) { names.append(section) }
      if let heading = Heading(bytes[line.range], next: line.next), heading.level <= 2 { section = heading.title }
    }
    return names
  }
}

extension Body {
  fileprivate var all: [UInt8] { Array(bytes[start...]) }

  /// What stands before the criteria, they themselves, and what comes after; nil unless there is one such section.
  fileprivate var parts: (before: [UInt8], criteria: [UInt8], after: [UInt8])? {
    let name = Section.Name.acceptanceCriteria.rawValue.lowercased()
    let found = sections.filter { $0.heading.title.lowercased() == name }
    guard let section = found.first, found.count == 1 else { return nil }
    return (
      Array(bytes[start..<section.content.lowerBound]), Array(bytes[section.content]),
      Array(bytes[section.content.upperBound...])
    )
  }
}
