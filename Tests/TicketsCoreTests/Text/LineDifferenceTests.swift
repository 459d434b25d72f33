import Testing

@testable import TicketsCore

@Suite struct LineDifferenceTests {
  @Test(arguments: [
    (
      #"{"a":1,"who":"codex","b":2}"#, #"{"a":1,"who":"ada","b":2}"#, #"…"who":"codex","b":2}"#, #"…"who":"ada","b":2}"#
    ),
    ("{}", #"{"a":1}"#, "…}", #"…"a":1}"#),
    ("same", "same and more", "same", "same and more"),
    ("", "new", "", "new"),
  ])
  func `the field that differs is shown, with a little around it`(
    old: String, new: String, shownOld: String, shownNew: String
  ) {
    let difference = LineDifference(old, new)
    #expect(difference.old == shownOld && difference.new == shownNew, "\(difference)")
  }

  @Test func `long lines are cut on both sides`() {
    let filler = String(repeating: "x", count: 500)
    let difference = LineDifference("\(filler)old\(filler)", "\(filler)new\(filler)")
    #expect(difference.old == "…xxxxxxxxxxxxoldxxxxxxxxxxxx…" && difference.new == "…xxxxxxxxxxxxnewxxxxxxxxxxxx…")
    #expect(LineDifference(filler, "y").old.count < 80)
  }
}
