import Testing
import TicketsCore

@Suite struct CriterionChangeTests {
  private func criteria(_ lines: [String]) -> [Criterion] {
    let bytes = Array(lines.joined(separator: "\n").utf8)
    return Criterion.all(in: bytes, 0..<bytes.count)
  }

  private func changes(_ old: [String], _ new: [String]) -> [String] {
    CriterionChange.between(criteria(old), criteria(new)).map { "\($0.kind) \($0.text)" }
  }

  @Test func `a box that is ticked is the same item`() {
    #expect(changes(["- [ ] A", "- [ ] B"], ["- [x] A", "- [ ] B"]) == ["checked A"])
    #expect(changes(["- [X] A"], ["* [ ]  A"]) == ["unchecked A"])
  }

  @Test func `items may move and be written otherwise`() {
    #expect(changes(["- [ ] A", "- [x] B c"], ["1. [X] B", "   c", "2. [ ] A"]).isEmpty)
  }

  @Test func `another text is another item`() {
    #expect(changes(["- [ ] A", "- [x] B"], ["- [x] C", "- [ ] A"]) == ["added C", "removed B"])
  }

  @Test func `items with the same text are told apart by their order`() {
    #expect(changes(["- [ ] A", "- [ ] A"], ["- [ ] A", "- [x] A", "- [ ] A"]) == ["checked A", "added A"])
    #expect(changes(["- [ ] A", "- [ ] A"], ["- [ ] A"]) == ["removed A"])
  }
}
