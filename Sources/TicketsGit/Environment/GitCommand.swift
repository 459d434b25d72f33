internal import TicketsCore
import TicketsFiles

/// The user's own git, for what libgit2 must not do for anyone: change settings, commit, push.
package struct GitCommand {
  private let folder: String

  /// Git as if started in a folder.
  package init(in folder: String) {
    self.folder = folder
  }

  /// Runs git, which must succeed, and returns what it prints without the last line end.
  @discardableResult
  package func callAsFunction(_ words: String...) throws(GitError) -> String {
    let output = try run(words)
    return String(decoding: output.last == Ascii.newline ? output.dropLast() : output[...], as: UTF8.self)
  }

  /// Runs git, which must succeed, and returns what it prints, byte for byte.
  func output(_ words: String...) throws(GitError) -> [UInt8] { try run(words) }

  private func run(_ words: [String]) throws(GitError) -> [UInt8] {
    let operation = "run 'git \(words.joined(separator: " "))'"
    let result: (status: Int32, output: [UInt8])
    do throws(Errno) {
      result = try Shell.run(["git", "-C", folder] + words)
    } catch {
      throw GitError(.other, operation: operation, message: error.message)
    }
    guard result.status == 0 else {
      throw GitError(.other, operation: operation, message: "git ended with \(result.status)")
    }
    return result.output
  }
}
