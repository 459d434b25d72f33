/// The little that rules about several tickets need to know of each.
struct TicketFacts: Sendable {
  /// A reference to another ticket, as far as it is one.
  struct Relation: Sendable {
    let field: String
    let target: TicketID
    let place: Place?
  }

  let folder: String
  let id: TicketID?
  let idPlace: Place?
  let relations: [Relation]
  let isPlan: Bool
  /// The number of a plan or a milestone, and where it stands.
  let handle: Handle?
  let handlePlace: Place?
  /// The labels of an open ticket that ask for a flow.
  let flowLabels: [(text: String, place: Place)]

  /// Whether the ticket is one of those that issues are wanted of.
  private(set) var isTarget: Bool

  /// The facts of a ticket whose issues are wanted, with places.
  init(_ folder: String, _ document: Document) {
    self.folder = folder
    isTarget = true
    let node = document.fields["id"]
    id = node?.scalar.flatMap { TicketID($0.text) }
    idPlace = id == nil ? nil : node.map { document.place(of: $0.range.lowerBound) }
    var relations: [Relation] = []
    var scanner = PlaceScanner(document.bytes)
    for field in FieldNames.relations {
      for item in document.fields[field]?.sequence ?? [] {
        guard let target = item.scalar.flatMap({ TicketID($0.text) }), target != id else { continue }
        relations.append(Relation(field: field, target: target, place: scanner.place(of: item.range.lowerBound)))
      }
    }
    self.relations = relations
    let labels = document.fields["labels"]?.sequence ?? []
    let texts = labels.compactMap(\.string)
    let isOpen = document.fields["status"]?.string.flatMap(Status.init)?.isOpen ?? true
    flowLabels = labels.compactMap { label in
      guard isOpen, let text = label.string, WorkflowSettings.meansFlow(text) else { return nil }
      return (text, document.place(of: label.range.lowerBound))
    }
    isPlan = texts.contains(Ticket.planLabel)
    let handle = Handle.among(texts)
    self.handle = handle
    handlePlace = handle.flatMap { handle in labels.first { $0.string == handle.text } }
      .map { document.place(of: $0.range.lowerBound) }
  }

  /// The facts of a ticket that only the others may refer to.
  init(other record: TicketRecord) {
    folder = record.folder
    isTarget = false
    id = record.ticket.id
    idPlace = nil
    isPlan = record.ticket.isPlan
    handle = record.ticket.handle
    handlePlace = nil
    flowLabels = []
    relations = zip(
      FieldNames.relations, [record.ticket.dependencies, record.ticket.blocks, record.ticket.related]
    ).flatMap { field, targets in
      targets.filter { $0 != record.ticket.id }.map { Relation(field: field, target: $0, place: nil) }
    }
  }

  /// The same facts of a ticket whose issues nobody wants.
  var asOther: TicketFacts {
    var facts = self
    facts.isTarget = false
    return facts
  }

  var path: String { TicketRecord.path(of: folder) }

  func issue(_ code: IssueCode, _ message: String, at place: Place?, _ details: JSON.Member...) -> Issue {
    Issue(code, message, ticketPath: path, place: place, details: details)
  }
}
