import Testing

@testable import TicketsCore

@Suite struct BodySourceTests {
  @Test func `what is given counts before what the settings say`() {
    #expect(BodySource(file: "a.md", hasParts: false, template: "t.md") == .file("a.md"))
    #expect(BodySource(file: nil, hasParts: false, template: "t.md") == .template("t.md"))
    #expect(BodySource(file: nil, hasParts: true, template: "t.md") == .draft)
    #expect(BodySource(file: nil, hasParts: false, template: nil) == .draft)
  }

  @Test func `a template lies in the repository`() {
    #expect(BodySource.mayRead("/repo/docs/t.md", inside: "/repo"))
    #expect(BodySource.mayRead("/t.md", inside: "/"))
    for path in ["/etc/passwd", "/repository/t.md", "/repo"] {
      #expect(!BodySource.mayRead(path, inside: "/repo"), "\(path)")
    }
  }
}
