/// One file after a three-way merge.
package struct FileMerge: Equatable, Sendable {
  /// The merged file; where the sides disagree, both between markers.
  package let bytes: [UInt8]
  package let conflicts: [MergeConflict]

  package init(bytes: [UInt8], conflicts: [MergeConflict] = []) {
    self.bytes = bytes
    self.conflicts = conflicts
  }

  /// Merges any text line by line, as git does without a driver.
  package init(
    text base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], name: String, kind: MergeConflict.Kind,
    labels: MergeLabels = MergeLabels()
  ) {
    let merge = LineMerge(base: base, ours: ours, theirs: theirs, labels: labels)
    self.init(bytes: merge.bytes, conflicts: merge.conflicts.map { MergeConflict(kind, name, $0) })
  }
}

/// Something that both sides changed, each in its own way.
package struct MergeConflict: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case field, body, log, deleted
  }

  package let kind: Kind
  /// The field, the section of the body, or the file.
  package let name: String
  /// What each side has, a field as a value and anything else as text; nothing where it has none.
  package let base: JSON?
  package let ours: JSON?
  package let theirs: JSON?

  package init(_ kind: Kind, _ name: String, base: JSON? = nil, ours: JSON? = nil, theirs: JSON? = nil) {
    (self.kind, self.name) = (kind, name)
    (self.base, self.ours, self.theirs) = (base, ours, theirs)
  }

  init(_ kind: Kind, _ name: String, _ conflict: LineMerge.Conflict) {
    func text(_ lines: [UInt8]) -> JSON? { lines.isEmpty ? nil : .string(String(decoding: lines, as: UTF8.self)) }
    self.init(
      kind, name, base: text(conflict.base), ours: text(conflict.ours), theirs: text(conflict.theirs))
  }
}

extension MergeConflict: JSONWritable {
  /// Writes the kind, the name and what each side has.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", kind.rawValue)
      json.member("name", name)
      json.member("ours", ours)
      json.member("theirs", theirs)
      json.member("base", base)
    }
  }
}
