/// Merges the value of one field: lists as sets, mappings on one line by their keys, anything else only whole.
enum ValueMerge {
  struct Merged {
    let bytes: ArraySlice<UInt8>
    let meaning: YAMLMeaning
  }

  /// The merged value; nil when both sides changed it, each in its own way.
  static func merge(_ base: FieldBlock?, _ ours: FieldBlock, _ theirs: FieldBlock) -> Merged? {
    merge(
      base.map { ($0.field.value, $0.source) }, (ours.field.value, ours.source), (theirs.field.value, theirs.source))
  }

  private typealias Side = (node: YAMLNode, source: [UInt8])

  private static func merge(_ base: Side?, _ ours: Side, _ theirs: Side) -> Merged? {
    let (mine, other) = (YAMLMeaning(ours.node), YAMLMeaning(theirs.node))
    let old = base.map { YAMLMeaning($0.node) }
    if mine == other || other == old { return Merged(bytes: ours.source[ours.node.range], meaning: mine) }
    if mine == old { return Merged(bytes: theirs.source[theirs.node.range], meaning: other) }
    if ours.node.sequence != nil, theirs.node.sequence != nil {
      return ListMerge(base: base?.node, ours.node, ours.source, theirs.node, theirs.source).merged
    }
    return mapping(base, ours, theirs)
  }

  /// Takes over what theirs changed, key by key, into the text of ours; nil when a key came or went.
  private static func mapping(_ base: Side?, _ ours: Side, _ theirs: Side) -> Merged? {
    guard let base, let old = base.node.mapping, let mine = ours.node.mapping, let other = theirs.node.mapping,
      Set(mine.map(\.key)) == Set(old.map(\.key)), Set(other.map(\.key)) == Set(old.map(\.key)),
      case .mapping(var meaning) = YAMLMeaning(ours.node)
    else { return nil }
    var edits: [Edit] = []
    let start = ours.node.range.lowerBound
    for field in mine {
      guard let before = old[field.key], let after = other[field.key],
        let merged = merge((before, base.source), (field.value, ours.source), (after, theirs.source))
      else { return nil }
      let range = field.value.range
      edits.append(Edit((range.lowerBound - start)..<(range.upperBound - start), Array(merged.bytes)))
      meaning[field.key] = merged.meaning
    }
    return edits.applied(to: Array(ours.source[ours.node.range])).map {
      Merged(bytes: $0[...], meaning: .mapping(meaning))
    }
  }
}
