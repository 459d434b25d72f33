import Foundation

/// The real git in a sealed world: no settings but those given here, and the same name and time for everything.
package struct Git: Sendable {
  /// Where commands run.
  package let folder: String
  private let extra: [String: String]

  package init(in folder: String, environment extra: [String: String] = [:]) {
    self.folder = folder
    self.extra = extra
  }

  /// The whole environment that commands see.
  package var environment: [String: String] { Self.sealed.merging(extra) { $1 } }

  /// The same git somewhere else, or with more in its environment.
  package func with(folder: String? = nil, environment more: [String: String] = [:]) -> Git {
    Git(in: folder ?? self.folder, environment: extra.merging(more) { $1 })
  }

  /// Runs git, whatever comes of it.
  package func attempt(_ arguments: String..., input: [UInt8] = []) throws -> Execution {
    try attempt(arguments, input: input)
  }

  /// Runs git, whatever comes of it.
  package func attempt(_ arguments: [String], input: [UInt8] = []) throws -> Execution {
    try run(Self.executable, arguments, in: folder, environment: environment, input: input)
  }

  /// Runs git, which must succeed.
  @discardableResult
  package func callAsFunction(_ arguments: String..., input: [UInt8] = []) throws -> Execution {
    try callAsFunction(arguments, input: input)
  }

  /// Runs git, which must succeed.
  @discardableResult
  package func callAsFunction(_ arguments: [String], input: [UInt8] = []) throws -> Execution {
    let execution = try attempt(arguments, input: input)
    guard execution.status == 0 else {
      throw ExecutionFailure(description: "git \(arguments) ended with \(execution.status): \(execution.errorText)")
    }
    return execution
  }

  /// The version of git as two numbers, such as 2 and 39.
  package static let version: (major: Int, minor: Int) = {
    let text = (try? Git(in: "/")("version").text) ?? ""
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    return numbers.count > 1 ? (numbers[0], numbers[1]) : (0, 0)
  }()

  private static let sealed: [String: String] = [
    "PATH": searchPath,
    "HOME": NSTemporaryDirectory(),
    "LC_ALL": "C",
    "TZ": "UTC",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_TERMINAL_PROMPT": "0",
    // Without sample hooks and waits for the disk a repository is made several times faster.
    "GIT_TEMPLATE_DIR": "",
    "GIT_TEST_FSYNC": "false",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-01-29T18:42:10Z",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2026-01-29T18:42:10Z",
  ].merging(matrix) { $1 }

  /// How many hexadecimal digits name an object of a repository that is made without saying how.
  package static let digits = matrix["GIT_DEFAULT_HASH"] == "sha256" ? 64 : 40

  /// Whether libgit2 reads what the tests make, as it does unless something else is set around them.
  package static let isReadByLibGit2 = matrix.isEmpty

  /// What is set around the tests for all of them: `TICKETS_READER=git`, by which git reads all repositories,
  /// `GIT_DEFAULT_HASH=sha256`, by which objects have longer names, and `GIT_DEFAULT_REF_FORMAT=reftable`, by which a
  /// newer git keeps references in another way.
  static let matrix = ProcessInfo.processInfo.environment.filter {
    ["TICKETS_READER", "GIT_DEFAULT_HASH", "GIT_DEFAULT_REF_FORMAT"].contains($0.key)
  }

  private static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  private static let executable: String =
    searchPath.split(separator: ":").map { $0 + "/git" }
    .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "/usr/bin/git"
}
