/// An acceptance criterion that was added, removed, checked or unchecked.
package struct CriterionChange: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case added, removed, checked, unchecked
  }

  package let kind: Kind
  /// The item before, or nothing when it is new.
  package let old: Criterion?
  /// The item now, or nothing when it is gone.
  package let new: Criterion?

  package var text: String { (new ?? old)?.text ?? "" }

  /// What changed between two checklists: items in the order of the new one, then those that are gone.
  ///
  /// Items are the same when their text is, wherever they stand and however the lines are broken; of items with the
  /// same text the first belongs to the first.
  package static func between(_ old: [Criterion], _ new: [Criterion]) -> [CriterionChange] {
    var unmatched = Dictionary(grouping: old.indices.reversed()) { old[$0].text }
    var changes: [CriterionChange] = []
    for item in new {
      let match = unmatched[item.text]?.popLast().map { old[$0] }
      if match?.checked != item.checked { changes.append(CriterionChange(from: match, to: item)) }
    }
    let gone = unmatched.values.joined().sorted()
    return changes + gone.map { CriterionChange(from: old[$0], to: nil) }
  }

  private init(from old: Criterion?, to new: Criterion?) {
    (self.old, self.new) = (old, new)
    kind = new == nil ? .removed : old == nil ? .added : new?.checked == true ? .checked : .unchecked
  }
}
