/// A ticket that gets another id, and is followed by those that refer to it.
struct Renumbering: Equatable, Sendable {
  let from: String
  let to: String

  /// Whether text is the old id; letter case makes no other id of it.
  func concerns(_ text: String) -> Bool { text.lowercased() == from.lowercased() }
}

extension [Renumbering] {
  /// What changes in a ticket that may refer to old ids.
  func change(in document: Document) -> RepairChange {
    var edits: [Edit] = []
    var notes: [String] = []
    for name in FieldNames.relations {
      for item in document.entry(name)?.value.sequence ?? [] {
        guard let text = item.scalar?.text, let renumbering = first(where: { $0.concerns(text) }) else { continue }
        edits.append(document.replacing(item, with: renumbering.to))
        notes.append("Followed the id \(text.quotedForMessage) to \(renumbering.to) in '\(name)'.")
      }
    }
    return RepairChange(edits: edits, notes: notes)
  }
}
