import Arguments
import Foundation
import TestSupport
import Testing

@testable import tickets

@Suite struct DocumentTests {
  /// The shells and files whose lines are commands.
  private static let languages: Set = ["sh", "console", "yaml"]

  @Test(arguments: try Document.all)
  func `every command line is one that the tool takes`(document: Document) {
    for block in document.blocks where Self.languages.contains(block.language) {
      let lines = block.language == "console" ? block.joined.filter { $0.hasPrefix("$ ") } : block.joined
      for line in lines {
        // In YAML and behind a prompt the command is not the first word.
        let command = line.replacing(/^\s*(\$|run:|entry:|-)\s+/, with: "").replacing(/<[\w-]+>/, with: "x")
        for words in CommandLines.words(in: command) {
          #expect(throws: Never.self, "tickets \(words.joined(separator: " "))") {
            try Parser(Tickets.self).parse(words)
          }
        }
      }
    }
  }

  /// In prose a command may lack what it needs.
  @Test(arguments: try Document.all)
  func `a command in the text has a name and options that there are`(document: Document) {
    for span in document.codeSpans {
      for words in CommandLines.words(in: span.replacing(/<[\w-]+>|\{[\w-]+\}|\b[A-Z]{2,}\b/, with: "")) {
        do throws(UsageError) {
          _ = try Parser(Tickets.self).parse(words)
        } catch {
          switch error {
          case .custom, .missingArgument, .missingOption, .missingValue: break
          default: Issue.record("\(span): \(error.message)")
          }
        }
      }
    }
  }

  @Test func `the command reference is what the tool writes`() throws {
    let written = try Tool(in: Checkout.path).succeed("man", "--format", "markdown") + "\n"
    #expect(try Checkout.text("docs/commands.md") == written, "run scripts/docs")
  }

  @Test(arguments: try Document.all)
  func `a link leads to a file that is there`(document: Document) throws {
    let folder = URL(fileURLWithPath: Checkout.path + "/" + document.name).deletingLastPathComponent()
    for link in document.text.matches(of: /\]\(([^)#\s]+)(#[^)]*)?\)/).map({ String($0.1) }) where !link.contains(":") {
      #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent(link).path), "\(link)")
    }
  }

  @Test(arguments: try Document.all)
  func `a script or a folder that is spoken of is there`(document: Document) {
    for span in document.codeSpans {
      guard
        let path = span.firstMatch(of: /^(\.\/)?((scripts|Benchmarks|hooks|Sources|Tests|TestRepos|docs)\/[\w\/.+-]*)/)
      else { continue }
      #expect(FileManager.default.fileExists(atPath: Checkout.path + "/" + path.2), "\(span)")
    }
  }
}
