import Foundation
import TestSupport

/// A program of the machine, which some tests ask for its opinion.
enum Program: String {
  case bash, zsh, fish, mandoc

  private static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  private var path: String? {
    Program.searchPath.split(separator: ":").map { "\($0)/\(rawValue)" }
      .first(where: FileManager.default.isExecutableFile)
  }

  var isInstalled: Bool { path != nil }

  /// Runs the program on the input and returns what it printed, with what it complained of.
  func printed(_ arguments: [String], input: String, in folder: TemporaryFolder) throws -> String {
    let environment = ["PATH": "\(folder.path):\(Program.searchPath)", "HOME": folder.path]
    let execution = try run(
      path ?? rawValue, arguments, in: folder.path, environment: environment, input: Array(input.utf8))
    return execution.text + execution.errorText
  }
}
