import TestSupport
import Testing
import TicketsCore

struct JSONWriterTests {
  private func text(_ style: JSONWriter.Style, _ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter(style)
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func row(_ json: inout JSONWriter) {
    json.object { json in
      json.member("id", "a")
      json.member("count", 3)
      json.member("hours", 1.5)
      json.member("whole", 4.0)
      json.member("none", nil as String?)
      json.member("some", true as Bool?)
      json.member("labels", ["x", "y"])
      json.member("empty", [] as [String])
      json.member("nested") { json in
        json.object { _ in }
      }
      json.member("rows") { json in
        json.array { json in
          json.value(1)
          json.object { $0.member("b", -2) }
        }
      }
    }
  }

  @Test func `a compact document has no space`() {
    #expect(
      text(.compact, row)
        == #"{"id":"a","count":3,"hours":1.5,"whole":4,"none":null,"some":true,"labels":["x","y"],"#
        + #""empty":[],"nested":{},"rows":[1,{"b":-2}]}"#)
  }

  @Test func `a pretty document has a line for each member`() {
    #expect(
      text(.pretty, row) == """
        {
          "id": "a",
          "count": 3,
          "hours": 1.5,
          "whole": 4,
          "none": null,
          "some": true,
          "labels": [
            "x",
            "y"
          ],
          "empty": [],
          "nested": {},
          "rows": [
            1,
            {
              "b": -2
            }
          ]
        }
        """)
  }

  @Test(arguments: [
    ("a\"\\/b", #""a\"\\/b""#), ("\n\r\t\u{0}\u{1B}", #""\n\r\t\u0000\u001b""#),
    ("\u{7F}\u{80}\u{9F}", #""\u007f\u0080\u009f""#),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("é日😀\u{A0}", "\"é日😀\u{A0}\""), ("\r\n", #""\r\n""#),
    ("\u{FEFF}\u{202E}\u{E0001}", #""\ufeff\u202e\udb40\udc01""#), ("👩‍💻", "\"👩‍💻\""), ("", "\"\""),
  ])
  func `a string cannot move the cursor`(string: String, written: String) {
    #expect(text(.compact) { $0.value(string) } == written)
    #expect(text(.compact) { $0.object { $0.member(string, 1) } } == "{\(written):1}")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what is no number is null`(number: Double) {
    #expect(text(.compact) { $0.value(number) } == "null")
  }

  @Test(arguments: [0.1, 1e16, -1e300, 2e-308, -0.0, 0])
  func `a number comes back`(number: Double) throws {
    #expect(Double(text(.compact) { $0.value(number) }) == number)
    _ = try JSONReader.read(text(.compact) { $0.value(number) })
  }

  @Test func `what is written is read as the same value in both styles`() throws {
    var random = SeededGenerator(seed: 14)
    for _ in 0..<3000 {
      let value = JSON.random(depth: 4, using: &random)
      let compact = JSONWriter.bytes(of: value, .compact)
      #expect(try JSONReader.read(compact) == value)
      #expect(try JSONReader.read(JSONWriter.bytes(of: value, .pretty)) == value)
      #expect(!compact.contains { $0 < 0x20 || $0 == 0x7F })
    }
  }
}
