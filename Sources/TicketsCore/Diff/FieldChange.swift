/// A field of the front matter whose value is not what it was.
package struct FieldChange: Equatable, Sendable {
  package let path: FieldPath
  /// The value before, or nothing when the field was not there.
  package let from: JSON?
  /// The value now, or nothing when the field is not there any more.
  package let to: JSON?

  /// Whether a field without a value came or went, which says nothing.
  var isEmpty: Bool { (from ?? .null) == (to ?? .null) }

  /// What changed between two front matters: fields in the order of the new one, then those that are gone.
  ///
  /// Mappings are compared field by field; anything else, a list too, changes as a whole. How a value is written
  /// (quotes, comments, the order of the keys) does not matter.
  package static func between(_ old: [YAMLField], _ new: [YAMLField]) -> [FieldChange] {
    between(old, new, under: FieldPath([]))
  }

  private static func between(_ old: [YAMLField], _ new: [YAMLField], under parent: FieldPath) -> [FieldChange] {
    let gone = old.filter { new[$0.key] == nil }.map { ($0.key, Optional($0.value), YAMLNode?.none) }
    return (new.map { ($0.key, old[$0.key], Optional($0.value)) } + gone).flatMap { key, old, new in
      between(old, new, at: parent.appending(key))
    }
  }

  private static func between(_ old: YAMLNode?, _ new: YAMLNode?, at path: FieldPath) -> [FieldChange] {
    // Nearly every field is as it was, and a single value.
    if let old = old?.scalar, let new = new?.scalar, old.kind == new.kind, old.text == new.text { return [] }
    let (before, after) = (old?.mapping, new?.mapping)
    // What is not there counts as an empty mapping beside one that is: each of its fields has come or gone.
    if before != nil || after != nil, before != nil || old == nil, after != nil || new == nil {
      let changes = between(before ?? [], after ?? [], under: path)
      if !changes.isEmpty || old != nil && new != nil { return changes }
    }
    let (from, to) = (old.map { JSON($0) }, new.map { JSON($0) })
    return from == to ? [] : [FieldChange(path: path, from: from, to: to)]
  }
}

/// Where a field stands in the front matter: `status`, `assignment.owner`.
package struct FieldPath: Hashable, Sendable {
  package let keys: [String]

  package init(_ keys: [String]) {
    self.keys = keys
  }

  func appending(_ key: String) -> FieldPath { FieldPath(keys + [key]) }

  /// The keys with dots between them; a key that holds a dot or a quote stands in quotes.
  package var text: String {
    keys.map { $0.isEmpty || $0.contains { ".\"".contains($0) } ? YAMLText.quoted($0) : $0 }.joined(separator: ".")
  }
}
