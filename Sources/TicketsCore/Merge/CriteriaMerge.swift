/// Merges checkboxes item by item: what either side ticked is ticked, what either side added is there.
struct CriteriaMerge {
  /// The items of one side, known by their text.
  private struct Side {
    var bytes: [UInt8]
    var items: [Criterion]
    /// Where each item stands, by its text.
    let places: [String: Int]

    init?(_ bytes: [UInt8]) {
      self.bytes = bytes
      items = Criterion.all(in: bytes, bytes.indices)
      places = Dictionary(zip(items.map(\.text), items.indices)) { first, _ in first }
      guard places.count == items.count else { return nil }
    }

    subscript(_ text: String) -> Criterion? { places[text].map { items[$0] } }

    func text(of item: Criterion) -> ArraySlice<UInt8> { bytes[item.range] }

    /// Everything that is no item.
    var rest: [UInt8] { items.map { Edit($0.range, []) }.applied(to: bytes) ?? bytes }

    mutating func mark(_ text: String, _ byte: UInt8) {
      if let item = self[text] { bytes[item.mark] = byte }
    }
  }

  private var base: Side
  private var ours: Side
  private var theirs: Side

  /// The merged section; nil when only a person can tell.
  static func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) -> [UInt8]? {
    guard let base = Side(base), let ours = Side(ours), let theirs = Side(theirs) else {
      return threeWay(base, ours, theirs)
    }
    var merge = CriteriaMerge(base: base, ours: ours, theirs: theirs)
    merge.settleTicks()
    return merge.asText ?? merge.asItems
  }

  /// Gives an item the same tick on all sides: of two states, the one that differs from the base is the newer one.
  private mutating func settleTicks() {
    for mine in ours.items {
      guard let other = theirs[mine.text] else { continue }
      let old = base[mine.text]
      let isTheirs = mine.checked != other.checked && (old.map { $0.checked == mine.checked } ?? other.checked)
      let byte = isTheirs ? theirs.bytes[other.mark] : ours.bytes[mine.mark]
      base.mark(mine.text, byte)
      ours.mark(mine.text, byte)
      theirs.mark(mine.text, byte)
    }
  }

  private var asText: [UInt8]? {
    let merge = LineMerge(base: base.bytes, ours: ours.bytes, theirs: theirs.bytes)
    return merge.conflicts.isEmpty && Side(merge.bytes) != nil ? merge.bytes : nil
  }

  /// Our section with the items of theirs: new ones after the item that they follow there.
  private var asItems: [UInt8]? {
    let common = Set(base.items.map(\.text)).intersection(theirs.items.map(\.text))
    let new = theirs.items.filter { base[$0.text] == nil && ours[$0.text] == nil }
    let ownNew = ours.items.contains { base[$0.text] == nil && theirs[$0.text] == nil }
    let goneOnBoth = base.items.contains { ours[$0.text] == nil && theirs[$0.text] == nil }
    // The same item worded anew on both sides is not two items.
    guard !(goneOnBoth && ownNew && !new.isEmpty), base.rest == theirs.rest, !ours.items.isEmpty,
      base.items.map(\.text).filter(common.contains) == theirs.items.map(\.text).filter(common.contains)
    else { return nil }
    var edits: [Edit] = []
    for mine in ours.items {
      let text = ours.text(of: mine)
      let old = base[mine.text].map { base.text(of: $0) }
      if let other = theirs[mine.text].map({ theirs.text(of: $0) }) {
        guard let settled = threeWay(old ?? text, text, other) else { return nil }
        if settled != text { edits.append(Edit(mine.range, Array(settled))) }
      } else if let old {
        guard old == text else { return nil }
        edits.append(Edit(mine.range, []))
      }
    }
    // An item that theirs changed or kept while ours took it out.
    for old in base.items where ours[old.text] == nil {
      if let other = theirs[old.text], theirs.text(of: other) != base.text(of: old) { return nil }
    }
    for (item, place) in zip(new, places(for: new)) {
      let needsEnd = place > 0 && ours.bytes[place - 1] != Ascii.newline
      edits.append(Edit(place..<place, (needsEnd ? [Ascii.newline] : []) + theirs.text(of: item)))
    }
    return edits.applied(to: ours.bytes)
  }

  /// Where items that only theirs has go: after the item before them there, and what ours put after that.
  private func places(for new: [Criterion]) -> [Int] {
    // After each item of ours, counted from the one before the first, the last of what only ours has.
    var ends = Array(-1..<ours.items.count)
    for index in ours.items.indices.reversed() {
      let text = ours.items[index].text
      if base[text] == nil, theirs[text] == nil { ends[index] = ends[index + 1] }
    }
    var wanted = new.map(\.text)[...]
    var before = -1
    var places: [Int] = []
    for item in theirs.items {
      if item.text == wanted.first {
        let index = ends[before + 1]
        places.append(index < 0 ? ours.items[0].range.lowerBound : ours.items[index].range.upperBound)
        wanted.removeFirst()
      } else if let known = ours.places[item.text] {
        before = known
      }
    }
    return places
  }
}
