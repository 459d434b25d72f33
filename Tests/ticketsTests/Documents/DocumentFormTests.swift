import Foundation
import TestSupport
import Testing

/// What a Markdown page needs so that every renderer shows the same: fences, headings, and links that lead somewhere.
@Suite struct DocumentFormTests {
  @Test(arguments: try Document.all)
  func `a fence is closed, names its language and stands alone`(document: Document) {
    let lines = document.text.split(separator: "\n", omittingEmptySubsequences: false)
    var isOpen = false
    for (index, line) in lines.enumerated() where line.trimmingPrefix(while: { $0 == " " }).hasPrefix("```") {
      let place = "\(document.name):\(index + 1)"
      let language = line.trimmingPrefix { $0 == " " }.dropFirst(3)
      if isOpen {
        #expect(language.isEmpty, "\(place)")
        #expect(index + 1 == lines.count || lines[index + 1].isEmpty, "\(place): a line follows at once")
      } else {
        #expect(!language.isEmpty, "\(place): no language")
        #expect(index == 0 || lines[index - 1].isEmpty, "\(place): a line stands right above")
      }
      isOpen.toggle()
    }
    #expect(!isOpen, "\(document.name): a fence is open at the end")
  }

  @Test(arguments: try Document.all)
  func `there is one title, and no level is left out`(document: Document) {
    var last = 0
    for heading in document.headings {
      #expect(heading.level <= last + 1 && (heading.level > 1 || last == 0), "\(document.name): \(heading.text)")
      last = heading.level
    }
    #expect(last > 0, "\(document.name) has no title")
  }

  @Test(arguments: try Document.all)
  func `a link leads to a heading that is there`(document: Document) throws {
    let folder = URL(fileURLWithPath: document.name).deletingLastPathComponent().relativePath
    for link in document.text.matches(of: /\]\(([^)#\s:]*)#([^)\s]+)\)/) {
      let path = folder == "." ? String(link.1) : "\(folder)/\(link.1)"
      let name = URL(fileURLWithPath: "/" + path).standardized.path.dropFirst()
      let target = link.1.isEmpty ? document : try Document(String(name))
      #expect(target.headings.map(\.anchor).contains(String(link.2)), "\(document.name): #\(link.2)")
    }
  }
}

extension Document {
  struct Heading {
    let level: Int
    let text: String

    /// What hosting services make of it.
    var anchor: String {
      let kept = text.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || "0123456789 -_".unicodeScalars.contains($0)
      }
      return String(String.UnicodeScalarView(kept)).replacing(" ", with: "-")
    }
  }

  /// The headings outside of fences.
  var headings: [Heading] {
    var isFenced = false
    return text.split(separator: "\n").compactMap { line in
      if line.trimmingPrefix(while: { $0 == " " }).hasPrefix("```") { isFenced.toggle() }
      let level = line.prefix { $0 == "#" }.count
      guard !isFenced, (1...6).contains(level), line.dropFirst(level).hasPrefix(" ") else { return nil }
      return Heading(level: level, text: String(line.dropFirst(level + 1)))
    }
  }
}
