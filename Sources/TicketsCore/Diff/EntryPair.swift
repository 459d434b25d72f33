/// What two folders have under one name: on one side, or on both.
struct EntryPair: Sendable {
  let old: TreeEntry?
  let new: TreeEntry?

  var name: String { new?.name ?? old?.name ?? "" }

  /// Whether there is a folder on each side that has anything.
  var isFolder: Bool { old?.kind ?? .folder == .folder && new?.kind ?? .folder == .folder }

  /// Whether both sides are known to hold the same, without a look inside.
  var isKnownEqual: Bool {
    guard let old, let new, let fingerprint = old.fingerprint else { return false }
    return old.kind == new.kind && fingerprint == new.fingerprint
  }

  /// Brings two lists in byte order together, and leaves out what is known to be equal.
  static func differing(_ old: [TreeEntry], _ new: [TreeEntry]) -> [EntryPair] {
    var pairs: [EntryPair] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      let first = left < old.count ? old[left] : nil
      let second = right < new.count ? new[right] : nil
      let pair: EntryPair
      if let first, let second, first.name.utf8.elementsEqual(second.name.utf8) {
        pair = EntryPair(old: first, new: second)
      } else if let first, second.map({ first.name.precedesInBytes($0.name) }) ?? true {
        pair = EntryPair(old: first, new: nil)
      } else {
        pair = EntryPair(old: nil, new: second)
      }
      left += pair.old == nil ? 0 : 1
      right += pair.new == nil ? 0 : 1
      if !pair.isKnownEqual { pairs.append(pair) }
    }
    return pairs
  }
}
