import Testing

@testable import TicketsCore

@Suite struct FencesTests {
  @Test(arguments: [
    ("---\n---\n", true), ("---\n---\nbody", true), ("---\r\nid: x\r\n---\r\n", true), ("---\n---", false),
    ("---\n----", false), ("---\n", false), ("", false),
  ])
  func `the head of a file is complete when no more bytes could change its last fence`(text: String, isComplete: Bool) {
    #expect(Fences.areComplete(in: Array(text.utf8)) == isComplete)
  }
}
