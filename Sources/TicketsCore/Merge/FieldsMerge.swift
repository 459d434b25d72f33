/// Merges the fields of a mapping one by one, and takes over the bytes of each as they are.
struct FieldsMerge {
  /// The lines, with markers where a field is in conflict.
  private(set) var bytes: [UInt8] = []
  /// The lines with our side of each conflict: what must still be readable.
  private(set) var settled: [UInt8] = []
  /// What the settled lines must say.
  private(set) var meaning: [String: YAMLMeaning] = [:]
  private(set) var conflicts: [MergeConflict] = []

  private let prefix: String
  private let style: Style

  /// How conflicts are written.
  struct Style {
    let labels: MergeLabels
    let carriageReturns: Bool
  }

  init(base: FieldBlocks, ours: FieldBlocks, theirs: FieldBlocks, prefix: String = "", style: Style) {
    self.prefix = prefix
    self.style = style
    for key in Self.order(ours, theirs) { merge(key, base[key], ours[key], theirs[key]) }
    if let rest = threeWay(base.rest, ours.rest, theirs.rest) {
      add(rest)
    } else {
      let merge = LineMerge(
        base: Array(base.rest), ours: Array(ours.rest), theirs: Array(theirs.rest), labels: style.labels)
      bytes += merge.bytes
      settled += ours.rest
      conflicts += merge.conflicts.map { MergeConflict(.field, prefix + "comments", $0) }
    }
  }

  /// The keys as ours has them; what only theirs has comes after the field that it follows there.
  private static func order(_ ours: FieldBlocks, _ theirs: FieldBlocks) -> [String] {
    var keys = ours.blocks.map(\.field.key)
    var place = 0
    for key in theirs.blocks.map(\.field.key) {
      if let known = keys.firstIndex(of: key) {
        place = known + 1
      } else {
        keys.insert(key, at: place)
        place += 1
      }
    }
    return keys
  }

  private mutating func merge(_ key: String, _ base: FieldBlock?, _ ours: FieldBlock?, _ theirs: FieldBlock?) {
    if let settled = threeWay(base?.whole, ours?.whole, theirs?.whole) {
      guard let settled, let block = [ours, theirs].compactMap(\.self).first(where: { $0.whole == settled }) else {
        return
      }
      add(settled)
      meaning[key] = block.meaning
    } else if let ours, let theirs {
      if !mergeParts(key, base, ours, theirs) { conflict(key, base, ours, theirs) }
    } else if let there = ours ?? theirs, there.meaning != base?.meaning {
      conflict(key, base, ours, theirs)
    }
  }

  /// Merges what stands above the field, the value, and what stands beside it; false when any of them is in conflict.
  private mutating func mergeParts(_ key: String, _ base: FieldBlock?, _ ours: FieldBlock, _ theirs: FieldBlock)
    -> Bool
  {
    func part(_ range: KeyPath<FieldBlock, Range<Int>>) -> ArraySlice<UInt8>? {
      threeWay(
        base.map { $0.source[$0[keyPath: range]] } ?? [], ours.source[ours[keyPath: range]],
        theirs.source[theirs[keyPath: range]])
    }
    func sameHead(_ block: FieldBlock) -> ArraySlice<UInt8> { block.source[block.head.lowerBound..<block.keyLineEnd] }
    guard let lead = part(\.lead) ?? Self.comments(base, ours, theirs) else { return false }
    if let mine = ours.nested, let other = theirs.nested, let old = base.map(\.nested) ?? FieldBlocks.none,
      let head = threeWay(base.map(sameHead) ?? sameHead(ours), sameHead(ours), sameHead(theirs))
    {
      let inner = FieldsMerge(base: old, ours: mine, theirs: other, prefix: "\(prefix)\(key).", style: style)
      add(lead + head)
      bytes += inner.bytes
      settled += inner.settled
      meaning[key] = .mapping(inner.meaning)
      conflicts += inner.conflicts
      return true
    }
    guard let head = base == nil ? ours.source[ours.head] : part(\.head),
      let tail = base == nil ? ours.source[ours.tail] : part(\.tail),
      let value = ValueMerge.merge(base, ours, theirs)
    else { return false }
    add(lead + head + value.bytes + tail)
    meaning[key] = value.meaning
    return true
  }

  /// New comments of both sides; nil when an old one was changed or lost.
  private static func comments(_ base: FieldBlock?, _ ours: FieldBlock, _ theirs: FieldBlock) -> ArraySlice<UInt8>? {
    func lines(_ block: FieldBlock?) -> [UInt8] { block.map { Array($0.source[$0.lead]) } ?? [] }
    let merge = LogMerge.merge(name: "", base: lines(base), ours: lines(ours), theirs: lines(theirs))
    return merge.conflicts.isEmpty ? merge.bytes[...] : nil
  }

  private mutating func conflict(_ key: String, _ base: FieldBlock?, _ ours: FieldBlock?, _ theirs: FieldBlock?) {
    add(ours.map { $0.source[$0.lead] } ?? [])
    var writer = MergeWriter(style.labels)
    writer.add(
      LineMerge.Conflict(
        base: base.map { Array($0.own) } ?? [], ours: ours.map { Array($0.own) } ?? [],
        theirs: theirs.map { Array($0.own) } ?? []),
      showsBase: true, carriageReturns: style.carriageReturns)
    bytes += writer.bytes
    settled += ours?.own ?? []
    meaning[key] = ours?.meaning
    conflicts.append(
      MergeConflict(.field, prefix + key, base: base?.json, ours: ours?.json, theirs: theirs?.json))
  }

  private mutating func add(_ lines: some Sequence<UInt8>) {
    bytes += lines
    settled += lines
  }
}
