import Testing

@testable import Arguments

struct SuggestionTests {
  @Test(arguments: [
    ("lst", "list"), ("lits", "list"), ("vaildate", "validate"), ("LIST", "list"), ("--statsu", "status"),
    ("valid", "validate"), ("shwo", "show"), ("stauts", "status"),
  ])
  func `what was meant is found`(typed: String, meant: String) {
    #expect(typed.nearest(among: ["new", "show", "list", "status", "validate"]) == meant)
  }

  @Test(arguments: ["x", "", "ne2e", "hw", "lion", "st", "validation-of-everything", String(repeating: "v", count: 9)])
  func `what is too far away is not suggested`(typed: String) {
    #expect(typed.nearest(among: ["new", "show", "list", "status", "validate"]) == nil)
  }

  @Test func `the first of equally near ones is taken`() {
    #expect("bat".nearest(among: ["dog", "cat", "hat"]) == "cat")
  }
}
