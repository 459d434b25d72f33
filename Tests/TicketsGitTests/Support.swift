import TestSupport
import TicketsGit

extension TestRepository {
  /// Opens it as the tool would, in the same sealed world as the git of the tests.
  func open(from folder: String? = nil, _ environment: [String: String] = [:]) throws -> Repository {
    try Repository(at: location(from: folder, environment))
  }

  /// Where it would be looked for.
  func location(from folder: String? = nil, _ environment: [String: String] = [:]) -> RepositoryLocation {
    let variables = git.environment.merging(environment) { $1 }
    let folder = folder ?? path
    return .init(folder: folder, environment: GitEnvironment(currentFolder: folder) { variables[$0] })
  }
}

/// How the objects of a repository are named that is made without saying how.
let usualFormat: ObjectFormat = Git.digits == 64 ? .sha256 : .sha1

/// The streams that hold at least one commit.
let streams = [
  "linear", "diverged", "merges", "criss-cross", "unrelated", "renamed-folder", "rewritten-log", "deleted-ticket",
  "nested-root", "no-tickets", "tags", "linked-ticket", "odd-names",
]

/// The failure of something that should not succeed.
func failure<Value>(_ body: () throws -> Value) -> GitError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? GitError
  }
}
