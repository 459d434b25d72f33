internal import TicketsCore
import TicketsFiles

/// The user's own git, for what libgit2 must not do for anyone: change settings, commit, push.
package struct GitCommand {
  private let folder: String
  /// What is set for it and for nobody else.
  private let variables: [String: String?]

  /// Git as if started in a folder.
  package init(in folder: String, variables: [String: String?] = [:]) {
    (self.folder, self.variables) = (folder, variables)
  }

  /// Runs git, which must succeed, and returns what it prints without the last line end.
  @discardableResult
  package func callAsFunction(_ words: String...) throws(GitError) -> String {
    let output = try run(words)
    return String(decoding: output.last == Ascii.newline ? output.dropLast() : output[...], as: UTF8.self)
  }

  /// Runs git, which must succeed, and returns what it prints, byte for byte.
  func output(_ words: String..., and more: [String] = []) throws(GitError) -> [UInt8] { try run(words + more) }

  /// Runs git, and returns how it ended and all that it said, be it errors.
  func capture(
    _ words: String..., and more: [String] = [], reading input: [UInt8] = []
  ) throws(GitError) -> (status: Int32, text: String) {
    let result = try end(words + more, reading: .bytes(input), .joined)
    return (result.status, String(decoding: result.output, as: UTF8.self))
  }

  /// Runs git with text to read, and returns how it ended and the first line that it said, be it an error.
  func attempt(_ words: String..., reading text: String = "") throws(GitError) -> (status: Int32, output: String) {
    let result = try end(words, reading: .bytes(Array(text.utf8)), .joined)
    return (result.status, String(decoding: result.output.prefix { $0 != Ascii.newline }, as: UTF8.self))
  }

  /// Runs git with something to read, and returns what it prints; a question that git says no to has no answer.
  func answer(_ words: String..., reading input: [UInt8]) throws(GitError) -> [UInt8] {
    let result = try end(words, reading: .bytes(input), .kept)
    return result.status == 0 ? result.output : []
  }

  /// Runs git, which must succeed, and returns what it prints, byte for byte.
  func run(_ words: [String]) throws(GitError) -> [UInt8] {
    let result = try end(words, reading: .ours, .shown)
    guard result.status == 0 else {
      throw GitError(
        .other, operation: "run 'git \(words.joined(separator: " "))'", message: "git ended with \(result.status)")
    }
    return result.output
  }

  /// Runs git to its end.
  private func end(
    _ words: [String], reading input: ChildProcess.Input, _ complaints: ChildProcess.Complaints
  ) throws(GitError) -> (status: Int32, output: [UInt8]) {
    do throws(Errno) {
      return try ChildProcess.run(["git", "-C", folder] + words, changing: variables, reading: input, complaints)
    } catch {
      throw GitError(starting: "run 'git \(words[0])'", error)
    }
  }
}

extension GitError {
  /// Git could not be started.
  init(starting operation: String, _ error: Errno, hint: String? = nil) {
    let message = error == .noEntry ? "there is no program of that name on the PATH" : error.message
    self.init(.noGit, operation: operation, message: message, hint: error == .noEntry ? hint ?? "install git" : nil)
  }
}
