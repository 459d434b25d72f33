/// Tickets that are made together from templates, in an order: a value, of which all is written or nothing.
package struct Backlog: Sendable {
  /// A template that was named, and the title that it got.
  package struct Step: Sendable {
    package let name: String
    package let template: Template
    package let origin: TemplateOrigin
    package let title: String?

    package init(_ name: String, _ template: Template, _ origin: TemplateOrigin, title: String?) {
      (self.name, self.template, self.origin, self.title) = (name, template, origin, title)
    }
  }

  /// A ticket of another time that these have to do with.
  package struct Neighbour: Equatable, Sendable {
    package let id: TicketID
    package let title: String

    package init(id: TicketID, title: String) {
      (self.id, self.title) = (id, title)
    }
  }

  /// What holds for all of them.
  package struct Terms: Sendable {
    package var parent: Neighbour?
    /// What the first waits for.
    package var previous: Neighbour?
    /// Whether each waits for the one before it.
    package var isChain = true
    package var values: [(name: String, value: String)] = []
    package let createdAt: Instant

    package init(createdAt: Instant) {
      self.createdAt = createdAt
    }
  }

  /// A ticket to be made, what it came from, and what there is to say about it.
  package struct Item: Sendable {
    package let draft: TicketDraft
    package let step: Step
    package let notes: [String]
  }

  package let items: [Item]
  package let terms: Terms

  /// Fills the templates from left to right; ids come from outside, each greater than the last.
  package init(_ steps: [Step], _ terms: Terms, nextID: () -> TicketID) throws(BacklogFailure) {
    self.terms = terms
    let ids = steps.map { _ in nextID() }
    try Self.checkValues(terms, steps)
    var previous = terms.previous
    var missing: [String] = []
    var made: [(draft: TicketDraft, siblings: [String], notes: [String])] = []
    for (step, id) in zip(steps, ids) {
      var values = Self.values(terms, id: id, previous: previous)
      let title = if let title = step.title { title } else { try Self.title(from: step, values) ?? step.name.asTitle }
      values["title"] = title
      missing += step.template.blanks.missing(values).filter { !missing.contains($0) }
      previous = Neighbour(id: id, title: title)
      guard missing.isEmpty else { continue }
      do throws(TemplateFailure) {
        let filled = try step.template.filled(values)
        var draft = TicketDraft(id: id, createdAt: terms.createdAt, title: title)
        filled.fill(&draft)
        draft.related = terms.parent.map { [$0.id] } ?? []
        made.append((draft, filled.dependencies, filled.notes))
      } catch {
        throw .template(step.origin.reference, error)
      }
    }
    guard missing.isEmpty else { throw .blanks(missing) }
    let isGraph = made.contains { ticket in ticket.siblings.contains { name in steps.contains { $0.name == name } } }
    for index in made.indices {
      let names = made[index].siblings
      let waitsFor = isGraph ? ids.indices.filter { names.contains(steps[$0].name) && $0 != index } : []
      made[index].draft.dependencies = waitsFor.map { ids[$0] }
      if !isGraph, terms.isChain, index > 0 { made[index].draft.dependencies = [ids[index - 1]] }
      if made[index].draft.dependencies.isEmpty, let first = terms.previous {
        made[index].draft.dependencies = [first.id]
      }
      for name in names where !steps.contains(where: { $0.name == name }) {
        made[index].notes.append("'\(name)', which it waits for, is not part of this call and is left out")
      }
    }
    items = zip(made, steps).map { Item(draft: $0.draft, step: $1, notes: $0.notes) }
    if let circle = Self.circle(items) { throw .circle(circle) }
  }

  /// The title that a template gives, where everything in it is known.
  private static func title(from step: Step, _ values: [String: String]) throws(BacklogFailure) -> String? {
    guard let title = step.template.title else { return nil }
    let blanks = TemplateBlanks(in: Array(title.utf8))
    guard blanks.missing(values).isEmpty else { return nil }
    let text = String(decoding: Body.trimmed(blanks.filled(values)[...]), as: UTF8.self)
    guard !text.unicodeScalars.contains(where: \.breaksTitle) else { throw .template(step.origin.reference, .title) }
    return text.isEmpty ? nil : text
  }

  /// The blanks that are filled by what is made.
  package static let builtinValues = [
    "title", "id", "date", "created_at", "parent.id", "parent.title", "previous.id", "previous.title",
  ]

  private static func values(_ terms: Terms, id: TicketID, previous: Neighbour?) -> [String: String] {
    var values = [
      "id": id.text, "date": String(terms.createdAt.text.prefix(10)), "created_at": terms.createdAt.text,
    ]
    for (prefix, neighbour) in [("parent", terms.parent), ("previous", previous)] {
      values["\(prefix).id"] = neighbour?.id.text
      values["\(prefix).title"] = neighbour?.title
    }
    for (name, value) in terms.values { values[name] = value }
    return values
  }

  private static func checkValues(_ terms: Terms, _ steps: [Step]) throws(BacklogFailure) {
    let known = steps.flatMap(\.template.blanks.names)
    for (name, _) in terms.values where !known.contains(name) { throw .unknownValue(name, known: known) }
  }

  /// Names that wait for each other in a circle.
  private static func circle(_ items: [Item]) -> [String]? {
    var open = items[...]
    while true {
      let ids = Set(open.map(\.draft.id))
      let waiting = open.filter { !$0.draft.dependencies.allSatisfy { !ids.contains($0) } }
      if waiting.isEmpty { return nil }
      if waiting.count == open.count { return waiting.map(\.step.name) }
      open = waiting[...]
    }
  }
}

/// Why templates make no backlog.
package enum BacklogFailure: Error, Equatable, Sendable {
  case blanks([String])
  case unknownValue(String, known: [String])
  case circle([String])
  case template(String, TemplateFailure)
}

extension Unicode.Scalar {
  /// Whether a title that holds it would be read as several lines, or otherwise than it is.
  fileprivate var breaksTitle: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: properties.isBidiControl
    default: false
    }
  }
}

extension String {
  /// A file's name as a title: `open-pr` is `Open pr`.
  fileprivate var asTitle: String {
    let words = split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
