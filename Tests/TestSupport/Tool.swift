import Foundation

/// The built `tickets`, run from outside in a sealed world: nothing of the caller's environment but what is given here.
package struct Tool: Sendable {
  package let folder: String
  package var environment: [String: String]

  /// A tool that runs in a folder; the clock stands still unless it is set free with a nil `TICKETS_NOW`.
  package init(in folder: String, _ variables: [String: String] = [:]) {
    self.folder = folder
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder, "TICKETS_ACTOR": "tester",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "SWIFT_BACKTRACE": "enable=no",
    ].merging(Git.matrix) { $1 }
      .merging(variables) { $1 }
  }

  /// The binary that this build made.
  package static let path: String = {
    let tests = URL(fileURLWithPath: CommandLine.arguments.first ?? ".").resolvingSymlinksInPath()
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" } ?? tests
    for start in [bundle, tests] {
      var folder = start.deletingLastPathComponent()
      while folder.path != "/" {
        let candidate = folder.appendingPathComponent("tickets").path
        if FileManager.default.isExecutableFile(atPath: candidate), !isFolder(candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return "tickets"
  }()

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Runs a command line and returns what it left behind, whatever the exit code.
  package func callAsFunction(_ words: String..., input: String = "") throws -> Execution {
    try self(words, input: input)
  }

  /// Runs a command line and returns what it left behind, whatever the exit code.
  package func callAsFunction(_ words: [String], input: String = "") throws -> Execution {
    try run(Self.path, words, in: folder, environment: environment, input: Array(input.utf8))
  }

  /// Runs a command line that must succeed, and returns its output without the last newline.
  @discardableResult
  package func succeed(_ words: String..., input: String = "") throws -> String {
    try succeed(words, input: input)
  }

  /// Runs a command line that must succeed, and returns its output without the last newline.
  @discardableResult
  package func succeed(_ words: [String], input: String = "") throws -> String {
    let execution = try self(words, input: input)
    guard execution.status == 0 else {
      throw ExecutionFailure(
        description: "tickets \(words.joined(separator: " ")) ended with \(execution.status): \(execution.errorText)")
    }
    return execution.text.hasSuffix("\n") ? String(execution.text.dropLast()) : execution.text
  }

  /// Runs a command line with `--json` and returns the parsed document.
  package func json(_ words: String...) throws -> Any {
    try json(words)
  }

  /// Runs a command line with `--json` and returns the parsed document.
  package func json(_ words: [String]) throws -> Any {
    let execution = try self(words + ["--json"])
    return try JSONSerialization.jsonObject(with: Data(execution.output), options: .fragmentsAllowed)
  }
}
