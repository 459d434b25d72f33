import Arguments
import Testing

@testable import tickets

@Suite struct OutlineTests {
  @Test func `every command declares itself without a mistake`() {
    #expect(Outline(of: Tickets.self).mistakes() == [])
  }
}
