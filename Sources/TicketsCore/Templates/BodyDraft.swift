/// The body of a ticket that is to be made.
package struct BodyDraft: Sendable {
  package var description = ""
  package var criteria: [String] = []
  package var verification: [String] = []
  /// The whole body, given instead of its parts.
  package var whole: String?

  package init() {}

  package static let placeholderDescription = Section.Name.description.placeholder
  package static let placeholderCriterion = Section.Name.acceptanceCriteria.placeholder
  package static let placeholderVerification = Section.Name.verification.placeholder

  var text: String {
    if let whole { return whole.hasSuffix("\n") || whole.isEmpty ? whole : whole + "\n" }
    let criteria = criteria.isEmpty ? [Self.placeholderCriterion] : criteria
    let verification = verification.isEmpty ? [Self.placeholderVerification] : verification
    return """
      # Ticket

      ## Description

      \(description.isEmpty ? Self.placeholderDescription : description)

      ## Acceptance Criteria

      \(criteria.map { "- [ ] \($0)" }.joined(separator: "\n"))

      ## Verification

      \(verification.map { "- \($0)" }.joined(separator: "\n"))

      """
  }

  /// What of it would not read back as it was given, or nothing.
  ///
  /// Text is Markdown: a heading or an open code fence in it would tear the sections apart.
  package var objection: String? {
    guard whole == nil else { return nil }
    let body = Body(Array(text.utf8), from: 0)
    guard body.sections.count == Section.Name.allCases.count, body.headings.count(where: { $0.level == 1 }) == 1 else {
      return "it holds a '#' or '##' heading, an open code fence or an open comment, which would break the sections"
    }
    if !description.isEmpty, body.description != description {
      return "the description begins or ends with space that would be lost"
    }
    if !criteria.isEmpty, body.criteria.map(\.text) != criteria {
      return "an acceptance criterion would not read back as it was given"
    }
    return nil
  }
}
