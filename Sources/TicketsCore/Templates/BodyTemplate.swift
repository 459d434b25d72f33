/// A body for new tickets that a repository keeps in a file of its own.
package struct BodyTemplate: Sendable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// The body of one ticket: `{{title}}`, `{{id}}` and `{{created_at}}` become what they name, anything else stays.
  package func body(title: String, id: TicketID, createdAt: Instant) -> String {
    let values = ["title": title, "id": id.text, "created_at": createdAt.text]
    let blanks = TemplateBlanks(in: Array(text.utf8))
    let filled = blanks.filled { values[$0.name] ?? String(decoding: blanks.bytes[$0.range], as: UTF8.self) }
    return String(decoding: filled, as: UTF8.self)
  }
}
