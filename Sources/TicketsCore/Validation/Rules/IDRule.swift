/// `id` is a lowercase UUIDv7.
enum IDRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["id"], !node.isNull else {
      return findings.add(
        .idMissing, "The field 'id' is missing; it must be a lowercase UUIDv7.", at: document.frontMatter.lowerBound,
        .field("id"))
    }
    guard let scalar = node.scalar else {
      return findings.add(
        .idInvalid, "The field 'id' must be a lowercase UUIDv7, but is \(node.kindName).", at: node.range.lowerBound,
        .field("id"))
    }
    guard let objection = TicketID.objection(to: scalar.text) else { return }
    findings.add(
      .idInvalid, "The field 'id' must be a lowercase UUIDv7, but \(node.shown) \(objection.reason).",
      at: node.range.lowerBound, .field("id"), .value(scalar.text))
  }
}

extension TicketID.Objection {
  /// What is wrong with the text, as the end of a sentence about it.
  var reason: String {
    switch self {
    case .notAUUID: "is no UUID"
    case .variant: "is a UUID of another variant"
    case .version(let version): "is a UUID of version \(version)"
    case .upperCase: "has uppercase letters"
    }
  }
}
