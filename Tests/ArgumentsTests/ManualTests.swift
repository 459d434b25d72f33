import TestSupport
import Testing

@testable import Arguments

struct ManualTests {
  private let page = Outline(of: Garden.self).manual(date: "2025-06-01", exitCodes: [(0, "Done"), (2, "Not done")])

  @Test func `the page has a section for every command`() {
    #expect(page.hasPrefix(".Dd June 1, 2025\n.Dt GARDEN 1\n"))
    let sections = page.split(separator: "\n").filter { $0.hasPrefix(".Ss ") }
    #expect(sections == [".Ss plant", ".Ss water", ".Ss harvest", ".Ss tools sharpen", ".Ss bury"])
  }

  @Test func `an option is marked up`() {
    #expect(page.contains(".It Fl m , Fl \\-mark Ar mark \\&...\nMark them so (can be repeated)\n"))
    #expect(page.contains(".Nm garden plant Oo Ar options Oc Ar name Oo Ar depth Oc\n"))
  }

  @Test func `text is text`() {
    var page = ManualPage()
    page.paragraphs(["Use .gitignore. 'Op' is no macro, \\n no escape.\n.Op here neither", "  a  b\n  c\n\nAfter"])
    page.line("It", [.text("Op in")])
    #expect(
      page.source == """
        Use .gitignore.
        \\(aqOp\\(aq is no macro, \\en no escape.
        \\&.Op here neither
        .Bd -literal -offset indent
          a  b
          c
        .Ed
        .Pp
        After
        .It \\&Op in

        """)
  }

  @Test(.enabled(if: Program.mandoc.isInstalled, "needs mandoc"))
  func `mandoc finds nothing wrong`() throws {
    #expect(try Program.mandoc.printed(["-T", "lint"], input: page, in: TemporaryFolder()) == "")
  }
}
