import Testing

@testable import Arguments

struct ReferenceTests {
  private let page = Outline(of: Garden.self).reference()

  @Test func `every command that is shown has a section under the title of its group`() {
    let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(
      headings == [
        "# garden", "## Work", "### plant", "### water", "### harvest", "## Look", "### tools sharpen", "### bury",
      ])
  }

  @Test func `a section holds what the help does`() {
    let section = page.components(between: "### water\n\n", "### harvest")
    #expect(
      section == """
        ```text
        garden water [options] [<plants>...]
        ```

        Water plants

        | argument | |
        |---|---|
        | `<plants>...` | Which plants |

        | option | |
        |---|---|
        | `-m, --mark <mark>...` | Mark them so (can be repeated) |
        | `--soil <soil>...` | Only where the soil is so (dry, moist or wet) |
        | `--changes [<changes>]` | Only the beds that changed |
        | `--json` | Print JSON |
        | `--limit <limit>` | Print this many |

        | example | |
        |---|---|
        | `garden water rose --mark dry 'too dry' \\| wc -l` | Count |


        """)
  }

  @Test func `text is text, and indented lines are code`() {
    var page = ReferencePage()
    page.paragraphs(["Lives in .beds/<id>/*.md.\n\n  a <b>\n  c_d\n\nAfter"])
    #expect(page.source == "Lives in .beds/\\<id>/\\*.md.\n\n```text\n  a <b>\n  c_d\n```\n\nAfter\n")
  }
}

extension String {
  fileprivate func components(between start: String, _ end: String) -> Substring? {
    guard let start = firstRange(of: start), let end = self[start.upperBound...].firstRange(of: end) else { return nil }
    return self[start.upperBound..<end.lowerBound]
  }
}
