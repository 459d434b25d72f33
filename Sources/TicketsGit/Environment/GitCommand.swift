internal import TicketsCore
import TicketsFiles

/// The user's own git, for what libgit2 must not do for anyone: change settings, commit, push.
package struct GitCommand {
  private let folder: String
  /// What is set for it and for nobody else, `NAME=value`.
  private let variables: [String]

  /// Git as if started in a folder.
  package init(in folder: String, variables: [String] = []) {
    (self.folder, self.variables) = (folder, variables)
  }

  private var program: [String] { (variables.isEmpty ? [] : ["env"] + variables) + ["git", "-C", folder] }

  /// Runs git, which must succeed, and returns what it prints without the last line end.
  @discardableResult
  package func callAsFunction(_ words: String...) throws(GitError) -> String {
    let output = try run(words)
    return String(decoding: output.last == Ascii.newline ? output.dropLast() : output[...], as: UTF8.self)
  }

  /// Runs git, which must succeed, and returns what it prints, byte for byte.
  func output(_ words: String..., and more: [String] = []) throws(GitError) -> [UInt8] { try run(words + more) }

  /// Runs git, and returns how it ended and all that it said, be it errors.
  func capture(_ words: String..., and more: [String] = []) throws(GitError) -> (status: Int32, text: String) {
    do throws(Errno) {
      let result = try Shell.run(program + words + more, reading: "")
      return (result.status, String(decoding: result.output, as: UTF8.self))
    } catch {
      throw GitError(.other, operation: "run 'git \(words[0])'", message: error.message)
    }
  }

  /// Runs git with text to read, and returns how it ended and the first line that it said, be it an error.
  func attempt(_ words: String..., reading text: String = "") throws(GitError) -> (status: Int32, output: String) {
    do throws(Errno) {
      let result = try Shell.run(program + words, reading: text)
      return (result.status, String(decoding: result.output.prefix { $0 != Ascii.newline }, as: UTF8.self))
    } catch {
      throw GitError(.other, operation: "run 'git \(words[0])'", message: error.message)
    }
  }

  /// Writes a line as an object and moves a reference to it, from what it names now; returns the lines that git said,
  /// first the object.
  ///
  /// One shell for both, and as few processes as it can do with: each counts where somebody waits for the answer.
  func store(line: String, andPoint reference: String, from old: String) throws(GitError) -> [String] {
    let git = "git -C \(Shell.quoted(folder))"
    let end = "END-OF-LINE"
    let script = """
      exec 2>&1
      id=$(\(git) hash-object -w --stdin <<'\(end)'
      \(line)
      \(end)
      ) || exit
      echo "$id"
      exec \(git) update-ref \(reference) "$id" \(Shell.quoted(old))
      """
    do throws(Errno) {
      let output = try Shell.run(script: script).output
      return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    } catch {
      throw GitError(.other, operation: "run 'git update-ref'", message: error.message)
    }
  }

  /// Runs git with something to read, and returns what it prints; a question that git says no to has no answer.
  func answer(_ words: String..., reading input: [UInt8]) throws(GitError) -> [UInt8] {
    do throws(Errno) {
      let result = try Shell.run(program + words, reading: input)
      return result.status == 0 ? result.output : []
    } catch {
      throw GitError(.other, operation: "run 'git \(words[0])'", message: error.message)
    }
  }

  /// Runs git, which must succeed, and returns what it prints, byte for byte.
  func run(_ words: [String]) throws(GitError) -> [UInt8] {
    let operation = "run 'git \(words.joined(separator: " "))'"
    let result: (status: Int32, output: [UInt8])
    do throws(Errno) {
      result = try Shell.run(program + words)
    } catch {
      throw GitError(.other, operation: operation, message: error.message)
    }
    guard result.status == 0 else {
      throw GitError(.other, operation: operation, message: "git ended with \(result.status)")
    }
    return result.output
  }
}
