/// What someone asks to be changed in a ticket, besides its status.
package struct TicketEdits: Equatable, Sendable {
  /// One change of a field of the front matter, named by its path.
  package enum FieldEdit: Equatable, Sendable {
    case set(String, FieldValue)
    case remove(String)
    case add([String], to: String)
    case drop([String], from: String)
  }

  package var fields: [FieldEdit] = []
  package var description: String?
  package var check: [ItemName] = []
  package var uncheck: [ItemName] = []
  package var addedCriteria: [String] = []
  package var droppedCriteria: [ItemName] = []
  package var addedSteps: [String] = []
  package var droppedSteps: [ItemName] = []

  package init() {}

  package var isEmpty: Bool { self == TicketEdits() }

  /// The ticket with all changes made, each proved by reading it again.
  package func applied(to document: Document) throws(EditObjection) -> Document {
    var document = document
    func make(_ edits: [Edit]) throws(EditObjection) {
      guard !edits.isEmpty else { return }
      guard let bytes = edits.applied(to: document.bytes), let edited = try? Document(bytes) else {
        throw EditObjection("its changes overlap")
      }
      document = edited
    }
    for field in fields { try make(try field.edits(in: document)) }
    try make(try document.changingCriteria(check: check, uncheck: uncheck, drop: droppedCriteria))
    try make(try document.droppingSteps(droppedSteps))
    for text in addedCriteria { try make(try document.addingCriterion(text)) }
    for text in addedSteps { try make(try document.addingStep(text)) }
    if let description, description != document.body.description { try make(try document.describing(description)) }
    return document
  }
}

extension TicketEdits.FieldEdit {
  fileprivate func edits(in document: Document) throws(EditObjection) -> [Edit] {
    let (path, edits) =
      switch self {
      case .set(let path, let value):
        (path, document.field(path).map { YAMLMeaning($0) } == value.meaning ? [] : document.setting(path, to: value))
      case .remove(let path): (path, document.removing(path))
      case .add(let texts, let path): (path, document.adding(texts, to: path))
      case .drop(let texts, let path): (path, try dropping(texts, from: path, in: document))
      }
    guard let edits else {
      throw EditObjection(
        "'\(path)' is written in a way that cannot be changed in place", hint: "Edit the file by hand, or repair it")
    }
    return edits
  }

  private func dropping(
    _ texts: [String], from path: String, in document: Document
  ) throws(EditObjection) -> [Edit]? {
    let items = document.field(path)?.sequence ?? []
    let isRelation = TicketField.named(path)?.shape == .ids
    func isMeant(_ item: YAMLNode, _ text: String) -> Bool {
      guard let found = item.scalar?.text else { return false }
      // An id goes by its beginning or end, as everywhere.
      let piece = text.lowercased()
      return found == text
        || isRelation && piece.utf8.count >= TicketLocator.shortest
          && (found.hasPrefix(piece) || found.hasSuffix(piece))
    }
    let missing = texts.first { text in !items.contains { isMeant($0, text) } }
    if let missing {
      let there = items.compactMap { $0.scalar?.text }
      throw EditObjection(
        "there is no \(missing.quotedForMessage) in '\(path)'",
        hint: there.isEmpty ? "It is empty" : "It holds \(there.joined(separator: ", "))")
    }
    return document.dropping(
      Set(items.indices.filter { index in texts.contains { isMeant(items[index], $0) } }), from: path)
  }
}
