import TicketsCore

extension Invariant {
  /// Headings, sections and criteria lie where they say, and a mark that is set checks its criterion alone.
  static let body = Invariant("body") { bytes throws(Violation) in
    try require(
      Lines(of: bytes).reduce(0) { $1.range.lowerBound == $0 ? $1.next : -1 } == bytes.count, "lines leave bytes out")
    let body = Body(bytes, from: 0)
    var position = 0
    for heading in body.headings {
      try require(
        heading.range.lowerBound >= position && heading.next >= heading.range.upperBound && heading.next <= bytes.count,
        "the heading at \(heading.range) is out of order")
      position = heading.next
    }
    for section in body.sections {
      try require(section.content.lowerBound == section.heading.next, "a section begins at another line")
      _ = body.text(of: section)
    }
    let criteria = body.criteria
    position = body.section(.acceptanceCriteria)?.content.lowerBound ?? 0
    for (index, criterion) in criteria.enumerated() {
      try require(
        criterion.range.lowerBound >= position && criterion.range.contains(criterion.mark)
          && (bytes[criterion.mark] == Ascii.space) != criterion.checked, "the criterion at \(criterion.range) is wrong"
      )
      position = criterion.range.upperBound
      var toggled = bytes
      toggled[criterion.mark] = criterion.checked ? Ascii.space : UInt8(ascii: "x")
      let after = Body(toggled, from: 0).criteria
      try require(after.map(\.text) == criteria.map(\.text), "a mark changed the text of criteria")
      try require(
        after.indices.allSatisfy { (after[$0].checked == criteria[$0].checked) == ($0 != index) },
        "a mark changed other criteria")
    }
  }
}
