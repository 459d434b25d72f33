/// What one `ticket.md` says, as far as changes are told by it.
package struct TicketVersion: Sendable {
  package let ticket: Ticket
  let fields: [YAMLField]
  let criteria: [Criterion]

  /// Reads a file; one that cannot be taken apart says nothing.
  package init?(_ bytes: [UInt8]) {
    guard let document = try? Document(bytes) else { return nil }
    fields = document.fields
    criteria = document.body.criteria
    ticket = Ticket(document.fields)
  }

  /// What a version has that none of its predecessors had; before the first and after the last one there is nothing.
  package static func changes(from old: [TicketVersion?], to new: TicketVersion?) -> VersionChanges {
    let all = (old.isEmpty ? [nil] : old).map { VersionChanges(from: $0, to: new) }
    return all.dropFirst().reduce(all[0]) { $0.common(with: $1) }
  }

  fileprivate static func fields(of version: TicketVersion?) -> [YAMLField] { version?.fields ?? [] }
  fileprivate static func criteria(of version: TicketVersion?) -> [Criterion] { version?.criteria ?? [] }
}

/// What is different between two versions of a ticket.
package struct VersionChanges: Sendable {
  package let fields: [FieldChange]
  package let criteria: [CriterionChange]

  package var isEmpty: Bool { fields.isEmpty && criteria.isEmpty }

  /// Whether it is then that the ticket became done.
  package var isDone: Bool { fields.contains { $0.path.keys == ["status"] && $0.to?.string == Status.done.rawValue } }

  fileprivate init(from old: TicketVersion?, to new: TicketVersion?) {
    fields = FieldChange.between(TicketVersion.fields(of: old), TicketVersion.fields(of: new))
    criteria = CriterionChange.between(TicketVersion.criteria(of: old), TicketVersion.criteria(of: new))
  }

  private init(_ fields: [FieldChange], _ criteria: [CriterionChange]) {
    (self.fields, self.criteria) = (fields, criteria)
  }

  /// The changes that are changes against another predecessor too.
  fileprivate func common(with other: VersionChanges) -> VersionChanges {
    let paths = Set(other.fields.map(\.path))
    let texts = Set(other.criteria.map(\.text))
    return VersionChanges(fields.filter { paths.contains($0.path) }, criteria.filter { texts.contains($0.text) })
  }
}
