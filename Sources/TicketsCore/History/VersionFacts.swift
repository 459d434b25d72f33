/// One thing that a ticket says: a field, an item of a list, a criterion.
package struct TicketFact: Hashable, Sendable {
  /// The name of the field, `assignment.owner`; `criteria` for a criterion.
  package let field: String
  /// The item of a list, or the text of a criterion.
  package let item: String?

  package init(_ field: String, _ item: String? = nil) {
    (self.field, self.item) = (field, item)
  }

  /// What stands for criteria.
  package static let criteria = "criteria"
  /// What stands for the whole ticket, where it came or went.
  package static let ticket = TicketFact("ticket")
}

extension TicketVersion {
  /// All that it says, in the order of the file, each once.
  package var facts: [(fact: TicketFact, value: JSON)] {
    var facts: [(fact: TicketFact, value: JSON)] = []
    var known: Set<TicketFact> = []
    func add(_ fact: TicketFact, _ value: JSON) {
      if known.insert(fact).inserted { facts.append((fact, value)) }
    }
    func add(_ node: YAMLNode, at path: FieldPath) {
      if let fields = node.mapping {
        for field in fields { add(field.value, at: path.appending(field.key)) }
      } else if let items = node.sequence, items.allSatisfy({ $0.scalar != nil }) {
        for item in items { add(TicketFact(path.text, item.scalar?.text), JSON(item)) }
      } else if !node.isNull {
        add(TicketFact(path.text), JSON(node))
      }
    }
    for field in fields { add(field.value, at: FieldPath([field.key])) }
    for criterion in criteria { add(TicketFact(TicketFact.criteria, criterion.text), .bool(criterion.checked)) }
    return facts
  }
}
