import Testing
import TicketsCore

@Suite struct NearnessTests {
  @Test(arguments: [
    ("mian", "main"), ("featrue", "feature"), ("statsu", "status"), ("prioritty", "priority"), ("x", nil), ("", nil),
    ("dependency", nil),
  ]) func `the name that was meant is near`(typed: String, meant: String?) {
    #expect(Nearness.nearest(to: typed, among: ["feature", "main", "status", "priority", "depends"]) == meant)
  }
}
