import Testing
import TicketsCore

@Suite struct BodyTests {
  private func body(_ text: String) -> Body { Body(Array(text.utf8), from: 0) }

  /// The criteria of a list, each as `x text` or `- text`.
  private func criteria(_ list: String) -> [String] {
    body("## Acceptance Criteria\n" + list).criteria.map { ($0.checked ? "x " : "- ") + $0.text }
  }

  @Test(arguments: [
    ("- [ ] One\n- [x] Two\n* [X] Three\n+ [ ] Four\n", ["- One", "x Two", "x Three", "- Four"]),
    ("1. [ ] One\n22) [x] Two\n", ["- One", "x Two"]),
    ("- [ ] One\n  goes on\nand on\n", ["- One goes on and on"]),
    ("- [ ] One\n\n  a paragraph of its own\n- [ ] Two\n", ["- One", "- Two"]),
    ("- [ ] One\n\nNot of the list\n  nor this\n- [ ] Two\n", ["- One", "- Two"]),
    ("- [ ] One\n  - [x] Nested\n    goes on\n  - no box\n", ["- One", "x Nested goes on"]),
    ("- [ ] One\n- no box\n  goes on\n- [x] Two\n", ["- One", "x Two"]),
    ("- [ ] One\n  ```\n  - [x] code\n  ```\n- [ ] Two\n", ["- One", "- Two"]),
    ("<!--\n- [ ] Hidden\n-->\n- [ ] Shown\n", ["- Shown"]),
    ("- [ ]\n-\t[x]\ttabs\n", ["- ", "x tabs"]),
    ("-[ ] a\n- [y] b\n- [ ]c\n- [] d\n- [  ] e\n1234567890. [ ] f\n. [ ] g\n", []),
  ])
  func `criteria are the items with a box, with the lines that go on`(list: String, found: [String]) {
    #expect(criteria(list) == found)
  }

  @Test func `an item reaches to the next, with what stands below it`() {
    let text = "## Acceptance Criteria\n- [ ] One\n  on\n\n  more\n- [ ] Two\n"
    let criteria = body(text).criteria
    let lines = criteria.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(lines == ["- [ ] One\n  on\n\n  more\n", "- [ ] Two\n"])
    #expect(criteria.map { Array(text.utf8)[$0.mark] } == [UInt8(ascii: " "), UInt8(ascii: " ")])
  }

  @Test(arguments: [
    ("# One\n## Two ##\n###### Six\n", ["1 One", "2 Two", "6 Six"]),
    ("   ## Three spaces\n    ## four are code\n", ["2 Three spaces"]),
    ("##\n##No space\n####### Seven\n## C#\n## C #x\n##\tTab\n", ["2 ", "2 C#", "2 C #x", "2 Tab"]),
    ("```\n# code\n```\n~~~ x\n# code\n```\n~~~\n# Prose\n", ["1 Prose"]),
    ("``` a`b\n# Prose\n", ["1 Prose"]),
    ("````\n```\n# code\n````\n# Prose\n", ["1 Prose"]),
    ("<!-- one line -->\n# Prose\n<!-- more\n# hidden\n--> rest\n# Again\n", ["1 Prose", "1 Again"]),
  ])
  func `headings are prose with hashes`(text: String, found: [String]) {
    #expect(body(text).headings.map { "\($0.level) \($0.title)" } == found)
  }

  @Test func `a section ends where one of its level or above begins`() {
    let sections = body("# T\n## Description\nA\n### B\nC\n## Verification\n\n D \n\n# U\nE\n").sections
    let whole = body("# T\n## Description\nA\n### B\nC\n## Verification\n\n D \n\n# U\nE\n")
    #expect(sections.map { whole.text(of: $0) } == ["A\n### B\nC", "D"])
    #expect(whole.description == "A\n### B\nC" && whole.hasTitle)
    #expect(!body("## Description\n").hasTitle && body("## description\nx").description == "x")
  }
}
