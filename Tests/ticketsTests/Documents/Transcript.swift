import Foundation
import TestSupport

/// The commands that a document shows, with what they print, run one after another in a new repository.
///
/// A comment that begins with `<!-- setup` holds lines that come before, unseen by readers. In what is printed, `…`
/// stands for anything on a line, and a line with nothing else for any lines.
struct Transcript {
  struct Step {
    let command: String
    /// What follows the command in the document; nothing for a line of a setup.
    let shown: String?
  }

  let steps: [Step]

  init(_ document: Document) {
    var steps: [Step] = []
    for block in document.blocks {
      if block.language == "setup" {
        steps += block.joined.map { Step(command: $0, shown: nil) }
      } else if block.language == "console" {
        steps += Self.steps(of: block)
      }
    }
    self.steps = steps
  }

  private static func steps(of block: Document.Block) -> [Step] {
    var steps: [(command: String, shown: [String])] = []
    for line in block.joined {
      if line.hasPrefix("$ ") {
        steps.append((String(line.dropFirst(2)), []))
      } else if let last = steps.indices.last {
        steps[last].shown.append(line)
      }
    }
    return steps.map { step in
      let lines = step.shown.reversed().drop(while: \.isEmpty).reversed()
      return Step(command: step.command, shown: lines.map { $0 + "\n" }.joined())
    }
  }

  /// What each step prints, with its exit code when that is not 0; clock and ids are the same every time.
  func run() throws -> [String] {
    let repository = try TestRepository()
    try FileManager.default.createDirectory(
      atPath: repository.temporary.path("bin"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: repository.temporary.path("bin/tickets"), withDestinationPath: Tool.path)
    var environment = repository.git.environment
    environment["PATH"] = repository.temporary.path("bin") + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["HOME"] = repository.path
    environment["USER"] = "ada"
    let lines = steps.enumerated().map { number, step in
      let time = String(format: "2026-01-29T%02d:%02d:10Z", 9 + number / 60, number % 60)
      return """
        export TICKETS_SEED=\(number) TICKETS_NOW=\(time) GIT_AUTHOR_DATE=\(time) GIT_COMMITTER_DATE=\(time)
        printf '\\001'
        \(step.command)
        status=$?; [ "$status" -eq 0 ] || echo "[exit $status]"
        """
    }
    let execution = try TestSupport.run(
      "/bin/sh", ["-c", "exec 2>&1\n" + lines.joined(separator: "\n")], in: repository.path, environment: environment)
    return execution.text.split(separator: "\u{1}", omittingEmptySubsequences: false).dropFirst().map(String.init)
  }

  /// Whether text is what a document shows.
  static func matches(_ text: String, _ shown: String) throws -> Bool {
    let pattern = shown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line == "…" ? "(.*\n)*?" : NSRegularExpression.escapedPattern(for: String(line)).replacing("…", with: ".*") + "\n"
    }
    // The last piece follows the last line end.
    let expression = try NSRegularExpression(pattern: "^" + pattern.dropLast().joined() + "$")
    let matched = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return expression.firstMatch(in: matched, range: NSRange(matched.startIndex..., in: matched)) != nil
  }
}
