/// Merges a `ticket.md`: field by field, criterion by criterion, prose line by line.
package enum TicketMerge {
  /// Merges three versions; what cannot be understood is merged as git merges any text.
  package static func merge(
    base: [UInt8], ours: [UInt8], theirs: [UInt8], labels: MergeLabels = MergeLabels()
  ) -> FileMerge {
    if let settled = threeWay(base, ours, theirs) { return FileMerge(bytes: settled) }
    if let refusal = refusal(base, ours, theirs, labels) { return refusal }
    let ends = (LineEnds(of: base), LineEnds(of: ours), LineEnds(of: theirs))
    if ends.0 != ends.1 || ends.1 != ends.2, let end = threeWay(ends.0, ends.1, ends.2), end != .mixed,
      ends.0 != .mixed, ends.1 != .mixed, ends.2 != .mixed
    {
      // Whoever changed all line ends changed nothing that is said.
      let merge = merge(
        base: LineEnds.lf.applied(to: base), ours: LineEnds.lf.applied(to: ours),
        theirs: LineEnds.lf.applied(to: theirs),
        labels: labels)
      return FileMerge(bytes: end.applied(to: merge.bytes), conflicts: merge.conflicts)
    }
    return merge(understanding: base, ours, theirs, labels)
      ?? FileMerge(text: base, ours, theirs, name: Layout.ticketFileName, kind: .body, labels: labels)
  }

  /// Keeps two tickets apart that git took for one: it pairs one that was deleted with a new one that looks like it.
  private static func refusal(
    _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ labels: MergeLabels
  ) -> FileMerge? {
    func id(_ bytes: [UInt8]) -> TicketID? { (try? Document(bytes)).flatMap { Ticket($0.fields).id } }
    let (old, mine, other) = (id(base), id(ours), id(theirs))
    guard Set([old, mine, other].compactMap(\.self)).count > 1 else { return nil }
    var writer = MergeWriter(labels)
    writer.add(LineMerge.Conflict(base: base, ours: ours, theirs: theirs), showsBase: true, carriageReturns: false)
    func json(_ id: TicketID?) -> JSON? { id.map { .string($0.text) } }
    return FileMerge(
      bytes: writer.bytes,
      conflicts: [MergeConflict(.field, "id", base: json(old), ours: json(mine), theirs: json(other))])
  }

  private static func merge(
    understanding base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], _ labels: MergeLabels
  ) -> FileMerge? {
    guard let base = try? Document(base), let ours = try? Document(ours), let theirs = try? Document(theirs),
      let baseFields = base.blocks, let ourFields = ours.blocks, let theirFields = theirs.blocks,
      let opening = threeWay(base.opening, ours.opening, theirs.opening),
      let closing = threeWay(base.closing, ours.closing, theirs.closing)
    else { return nil }
    let fields = FieldsMerge(
      base: baseFields, ours: ourFields, theirs: theirFields,
      style: .init(labels: labels, carriageReturns: ours.lineEnd == "\r\n"))
    // The bytes were put together from pieces: whether they say what they should is read, not assumed.
    guard let read = try? Document(opening + fields.settled + closing),
      YAMLMeaning.meanings(of: read.fields) == fields.meaning
    else { return nil }
    let body = BodyMerge.merge(base: base.body, ours: ours.body, theirs: theirs.body, labels: labels)
    return FileMerge(bytes: opening + fields.bytes + closing + body.bytes, conflicts: fields.conflicts + body.conflicts)
  }
}

extension Document {
  fileprivate var blocks: FieldBlocks? { FieldBlocks(fields, of: bytes, in: frontMatter) }
  fileprivate var opening: ArraySlice<UInt8> { bytes[..<frontMatter.lowerBound] }
  fileprivate var closing: ArraySlice<UInt8> { bytes[frontMatter.upperBound..<bodyStart] }
}

/// How all lines of a text end.
private enum LineEnds: Equatable {
  case lf, crlf, mixed

  init(of bytes: [UInt8]) {
    var found: Set<Bool> = []
    for line in Lines(of: bytes) where line.next > line.range.upperBound {
      found.insert(line.next - line.range.upperBound == 2)
    }
    self = found.count > 1 ? .mixed : found.first == true ? .crlf : .lf
  }

  /// The text with every line ended so.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 32)
    for line in Lines(of: bytes) {
      result += bytes[line.range]
      guard line.next > line.range.upperBound else { continue }
      if self == .crlf { result.append(Ascii.carriageReturn) }
      result.append(Ascii.newline)
    }
    return result
  }
}
