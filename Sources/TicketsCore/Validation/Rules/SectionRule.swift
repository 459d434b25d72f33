/// The body has its headings, no conflict left by a merge, and criteria that can be ticked.
enum SectionRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    let body = document.body
    if let offset = body.conflictMarker {
      findings.add(.conflictMarkers, "The body holds conflict markers of a merge; keep what is right.", at: offset)
    }
    if !body.hasTitle { addMissing("# Ticket", document, &findings) }
    for name in Section.Name.allCases {
      guard let section = body.section(name) else {
        addMissing("## \(name.rawValue)", document, &findings)
        continue
      }
      if name == .acceptanceCriteria, body.criteria.isEmpty {
        findings.add(
          .criteriaWithoutCheckbox, "The acceptance criteria hold no checkbox; write each as '- [ ] …'.",
          at: section.heading.range.lowerBound)
      }
    }
  }

  private static func addMissing(_ heading: String, _ document: Document, _ findings: inout Findings) {
    findings.add(
      .sectionMissing, "The section '\(heading)' is missing.", at: document.bodyStart,
      JSON.Member("section", .string(heading)))
  }
}
