import TestSupport
import Testing

@testable import TicketsCore

@Suite struct DocumentEditTests {
  /// A front matter of random lines around a status in a random style, with random line ends.
  private static func text(_ generator: inout SeededGenerator) -> (text: String, status: String) {
    let status =
      ["todo", "'todo'", "\"todo\"", "todo   # why", "\"todo\"  # a: b"].randomElement(using: &generator) ?? ""
    let others = [
      "title: \"A: b # c\"", "# comment", "", "labels: [a, \"b\"]", "custom:\n  deep: {x: [1, 2]}", "größe: \"日本\"",
      "folded: >-\n  status: todo\n  more", "owner_note: 'status: todo'", "verification:\n  commands:\n    - \"make\"",
    ].shuffled(using: &generator).prefix(Int.random(in: 0...6, using: &generator))
    var lines = Array(others)
    lines.insert("status: \(status)", at: Int.random(in: 0...lines.count, using: &generator))
    let body = ["# Ticket\nstatus: todo\n---\n", "", "no newline at the end"].randomElement(using: &generator) ?? ""
    let text = "---\n" + lines.joined(separator: "\n") + "\n---\n" + body
    let ends = Bool.random(using: &generator) ? "\r\n" : "\n"
    return (text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ends), status)
  }

  @Test func `an edit changes only its own word, and reads back`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let (text, status) = Self.text(&generator)
      let document = try Document(Array(text.utf8))
      // Taking a file apart loses nothing: its bytes are the file.
      #expect(document.bytes == Array(text.utf8))
      let edit = try #require(document.setting("status", to: .word("doing"))?.first)
      let edited = try #require([edit].applied(to: document.bytes))
      let after = try Document(edited)
      #expect(after.field("status")?.string == "doing", "\(text)")
      #expect(edited.count == document.bytes.count + 1)
      #expect(String(decoding: edited, as: UTF8.self).contains("status: " + status.replacing("todo", with: "doing")))
      #expect(edited[..<edit.range.lowerBound] == document.bytes[..<edit.range.lowerBound])
      #expect(
        edited.suffix(document.bytes.count - edit.range.upperBound).elementsEqual(
          document.bytes[edit.range.upperBound...]))
      let others = { (document: Document) in
        document.fields.filter { $0.key != "status" }.map { ($0.key, $0.value.kindName) }
      }
      #expect(others(after).elementsEqual(others(document)) { $0 == $1 })
    }
  }

  @Test func `any bytes give a document or a reason with a place, never a crash`() throws {
    var generator = SeededGenerator(seed: 6)
    let alphabet = Array("---\n: #'\"[]{}&*!|>%@`a1\r\t\u{0}é".utf8) + [0xFF, 0xC3, 0xEF, 0xBB, 0xBF]
    for _ in 0..<5_000 {
      var bytes = Bool.random(using: &generator) ? Array("---\n".utf8) : []
      for _ in 0..<Int.random(in: 0...60, using: &generator) {
        if let byte = alphabet.randomElement(using: &generator) { bytes.append(byte) }
      }
      if Bool.random(using: &generator) { bytes += Array("\n---\n".utf8) }
      do throws(DocumentFailure) {
        let document = try Document(bytes)
        #expect(document.bytes == bytes)
      } catch {
        #expect((0...bytes.count).contains(error.offset) && !error.message.isEmpty)
      }
    }
  }
}
