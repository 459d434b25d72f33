import Testing

@testable import TicketsCore

/// Front matter of other tools is read as far as it goes.
@Suite struct FrontMatterTests {
  private func read(_ lines: String) throws -> FrontMatter { try #require(FrontMatter("---\n\(lines)---\nbody\n")) }

  @Test func `valid front matter has no remark`() throws {
    let matter = try read("a: 1\n# comment\nb: [x, y]\nc:\n- d\n")
    #expect(matter.remarks.isEmpty && matter.broken.isEmpty && matter.body == "body\n")
    #expect(matter.fields.map(\.name) == ["a", "b", "c"] && matter.fields.words("c") == ["d"])
  }

  @Test func `a broken line costs that line, and keeps its value`() throws {
    let matter = try read("a: 1\nassignee: @x\nlist: [@a, b]\nitems:\n  - @c\n  - d\nno colon\nb: two\nb: three\n")
    #expect(matter.fields.word("assignee") == "@x" && matter.fields.words("list") == ["@a", "b"])
    #expect(matter.fields.words("items") == ["@c", "d"] && matter.fields.word("b") == "two")
    #expect(
      matter.broken.contains("assignee: @x") && matter.broken.contains("no colon") && matter.broken.contains("b: three")
    )
    #expect(matter.fields["a"] == .integer(1) && matter.remarks.count == 5)
  }

  @Test func `without fences there is none`() {
    #expect(FrontMatter("a: 1\n") == nil && FrontMatter("---\na: 1\n") == nil)
  }

  @Test func `lines of what nobody changed stay as they are`() throws {
    let matter = try read("# top\na:   1 # one\nb: 'x'\nc:\n  - d\n")
    var fields = matter.fields
    fields.set("b", .string("y: z"))
    fields.set("e", .array([.string("@f")]))
    let text = FrontMatterWriter(style: .yaml).text(fields, after: matter)
    #expect(text == "# top\na:   1 # one\nb: \"y: z\"\nc:\n  - d\ne:\n  - \"@f\"\n")
  }

  @Test func `what is written is read as it was`() throws {
    let texts = [
      "", "x", "yes", "1", "1.5", "2026-01-01", "- a", "a: b", "a #b", "@x", "*x", "null", "~", " x ", "\"q\"", "'",
      "a\nb",
      "\u{1B}", "é", "[x", "{", "-", "key:", "!", "%", "`", "true",
    ]
    let value = JSON.object([
      JSON.Member("list", .array(texts.map(JSON.string))), JSON.Member("empty", .array([])),
      JSON.Member("inner", .object(texts.enumerated().map { JSON.Member("k\($0)", .string($1)) })),
      JSON.Member(
        "maps", .array([.object([JSON.Member("a", .integer(1)), JSON.Member("b", .array([.bool(true), .null]))])])),
      JSON.Member("nested", .array([.array([.string("x")]), .object([])])),
    ])
    for style in [FrontMatterWriter.Style.yaml, .yamlWithQuotedDates] {
      let text = FrontMatterWriter(style: style).text(value.members ?? [], after: nil)
      #expect(FrontMatter(yaml: text).fields == value.members, "\(text)")
    }
  }
}
