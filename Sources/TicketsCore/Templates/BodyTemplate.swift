/// A body for new tickets that a repository keeps in a file of its own.
package struct BodyTemplate: Sendable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// The body of one ticket: `{{title}}`, `{{id}}` and `{{created_at}}` become what they name, anything else stays.
  package func body(title: String, id: TicketID, createdAt: Instant) -> String {
    let values = ["title": title, "id": id.text, "created_at": createdAt.text]
    var body = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      body += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "}}"), let value = values[String(rest[..<close.lowerBound])] else {
        body += "{{"
        continue
      }
      body += value
      rest = rest[close.upperBound...]
    }
    return body + rest
  }
}

extension Substring {
  /// Where a piece of text begins first.
  fileprivate func firstRange(of piece: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(piece) { return start..<index(start, offsetBy: piece.count) }
      start = index(after: start)
    }
    return nil
  }
}
