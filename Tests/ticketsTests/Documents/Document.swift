import Foundation
import Testing

/// A page of the documentation, taken apart.
struct Document: CustomTestStringConvertible {
  let name: String
  let text: String

  /// What people read; each must hold what it says.
  static var all: [Document] {
    get throws {
      let guides = try FileManager.default.contentsOfDirectory(atPath: Checkout.path + "/docs").sorted()
      return try [
        "README.md", "TICKETS.md", "AGENTS_EXAMPLE.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "hooks/README.md",
      ]
      .map(Document.init) + guides.filter { $0.hasSuffix(".md") }.map { try Document("docs/\($0)") }
    }
  }

  init(_ name: String) throws {
    self.name = name
    text = try Checkout.text(name)
  }

  var testDescription: String { name }

  /// A part between fences, or a comment that begins with a word of its own.
  struct Block {
    let language: String
    let lines: [String]
  }

  /// The fenced blocks, and those comments that a line `<!-- <word>` begins, in their order.
  var blocks: [Block] {
    var blocks: [Block] = []
    var open: (language: String, end: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let stripped = line.trimmingPrefix { $0 == " " }
      if let block = open {
        if stripped == block.end {
          blocks.append(Block(language: block.language, lines: block.lines))
          open = nil
        } else {
          open?.lines.append(String(line))
        }
      } else if stripped.hasPrefix("```") {
        open = (String(stripped.dropFirst(3)), "```", [])
      } else if stripped.hasPrefix("<!-- "), !stripped.hasSuffix("-->") {
        open = (String(stripped.dropFirst(5)), "-->", [])
      }
    }
    return blocks
  }

  /// What stands between backticks in the text, outside of blocks.
  var codeSpans: [String] {
    var isFenced = false
    var spans: [String] = []
    for line in text.split(separator: "\n") {
      if line.trimmingPrefix(while: { $0 == " " }).hasPrefix("```") {
        isFenced.toggle()
      } else if !isFenced {
        spans += line.matches(of: /`([^`]+)`/).map { String($0.1).replacing("\\|", with: "|") }
      }
    }
    return spans
  }
}

extension Document.Block {
  /// The lines, each with those that a backslash joins to it.
  var joined: [String] {
    var lines: [String] = []
    var isOpen = false
    for line in self.lines {
      if isOpen, let last = lines.popLast() { lines.append(last + "\n" + line) } else { lines.append(line) }
      isOpen = line.hasSuffix("\\")
    }
    return lines
  }
}
