import Testing
import TicketsCore

@Suite struct HandleTests {
  @Test(arguments: ["EP-20260117-014", "EP-20260117-1000", "MS003", "MS1234"])
  func `a handle reads back as it is written`(text: String) throws {
    #expect(try #require(Handle(text)).text == text)
  }

  @Test(arguments: [
    "", "EP", "MS", "MS3", "MS0003", "MS000", "EP-20260117", "EP-2026011-014", "EP-20260117-14", "EP-20260117-0014",
    "EP-20260117-014-1", "ep-20260117-014", "MS-01", "MS+03", "MS99999999999999999999", "EP-２0260117-001",
  ])
  func `anything else is none`(text: String) {
    #expect(Handle(text) == nil)
  }

  @Test func `a series counts its own numbers`() {
    let taken = ["EP-20260117-001", "EP-20260117-009", "EP-20260118-500", "MS777"].compactMap { Handle($0) }
    #expect(Handle.Series.plans(day: "20260117").next(after: taken).text == "EP-20260117-010")
    #expect(Handle.Series.milestones.next(after: taken).text == "MS778")
    #expect(Handle.Series.plans(day: "20260119").next(after: taken).text == "EP-20260119-001")
    #expect(Handle.Series.plans(at: Instant(milliseconds: 1_769_712_130_000)) == .plans(day: "20260129"))
  }

  @Test func `a name is that of a plan, or of a milestone in it, in any letter case`() throws {
    let name = try #require(PlanName("ep-20260117-014/ms003"))
    #expect(name.plan.text == "EP-20260117-014" && name.milestone?.text == "MS003")
    #expect(PlanName("EP-20260117-014")?.milestone == nil)
    for text in ["MS003", "EP-20260117-014/", "EP-20260117-014/EP-20260117-014", "EP-20260117-014/MS003/x", "a/b"] {
      #expect(PlanName(text) == nil)
    }
  }

  @Test func `a label is a number only of what it numbers`() {
    var ticket = Ticket()
    ticket.labels = ["MS001", "EP-20260117-014"]
    #expect(ticket.handle == nil)
    ticket.labels += ["plan"]
    #expect(ticket.handle?.text == "EP-20260117-014")
    ticket.labels = ["milestone", "EP-20260117-014", "MS002"]
    #expect(ticket.handle?.text == "MS002")
  }
}
