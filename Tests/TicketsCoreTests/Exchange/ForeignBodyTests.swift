import TestSupport
import Testing

@testable import TicketsCore

@Suite struct ForeignBodyTests {
  private static let pieces = [
    "text\n", "## Heading\n", "# Top\n", "```\n", "~~~\n", "<!-- x\n", "-->\n", "- [ ] box\n", "- item\n", "\n",
    "---\n",
    "<<<<<<< a\n", "    code\n", "\r\n", "####### seven\n", "## Description\n", "## Acceptance Criteria\n",
    "Setext\n===\n",
  ]

  @Test(arguments: 0..<40) func `whatever text there is, the sections read back as they were given`(seed: UInt64) throws
  {
    var random = SeededGenerator(seed: seed)
    func text() -> String {
      (0..<Int.random(in: 0...8, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    }
    for _ in 0..<50 {
      var body = ForeignBody()
      (body.description, body.acceptance, body.verification) = (text(), text(), text())
      for number in 0..<Int.random(in: 0...3, using: &random) { body.others.append(.init("Part \(number)", text())) }
      let settled = body.settled
      #expect(settled.settled == settled)
      #expect(settled.others.map(\.title) == body.others.map(\.title))
      let sections = Body(Array(body.text.utf8), from: 0).sections.map(\.heading.title)
      #expect(Array(sections.prefix(3)) == Section.Name.allCases.map(\.rawValue))
    }
  }

  @Test func `what people write outside of the sections is not lost`() {
    let text = """
      before

      # Ticket

      lead

      ## Description

      own

      # Other

      more

      ## Acceptance Criteria

      - [x] a

      """
    let body = ForeignBody(Body(Array(text.utf8), from: 0))
    #expect(body.description == "before\n\nlead\n\nown" && body.acceptance == "- [x] a" && body.verification.isEmpty)
    #expect(body.others == [ForeignBody.Part("Other", "more")])
  }
}
