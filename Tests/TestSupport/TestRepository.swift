import Foundation

/// A real repository in a folder of its own, made by the real git.
package final class TestRepository: Sendable {
  package let temporary: TemporaryFolder
  /// The top of the work tree, or the folder of a bare repository.
  package let path: String
  package let git: Git

  /// Makes an empty repository; its first branch is `main`.
  package init(_ options: String..., named name: String = "repo", in temporary: TemporaryFolder? = nil) throws {
    self.temporary = try temporary ?? TemporaryFolder()
    path = self.temporary.path(name)
    try Git(in: self.temporary.path)(["init", "--quiet", "--initial-branch=main"] + options + [path])
    git = Git(in: path)
  }

  private init(existing path: String, in temporary: TemporaryFolder) {
    self.temporary = temporary
    self.path = path
    git = Git(in: path)
  }

  /// Makes the repository of a stream in `TestRepos/`, checked out unless it is bare.
  package convenience init(stream: String, bare: Bool = false) throws {
    if bare { try self.init("--bare") } else { try self.init() }
    let url = URL(fileURLWithPath: Self.streams + "/" + stream + ".fi")
    var stream = try [UInt8](Data(contentsOf: url))
    if Git.digits > 40 {
      // The commit of a submodule, which nobody has, is the only name of an object in a stream.
      let longer = String(repeating: "0", count: Git.digits - 40)
      let text = String(decoding: stream, as: UTF8.self).replacing(/M 160000 [0-9a-f]{40}/) { $0.output + longer }
      stream = Array(text.utf8)
    }
    try git("fast-import", "--quiet", "--date-format=raw", input: stream)
    if !bare, try git.attempt("rev-parse", "--verify", "--quiet", "HEAD").status == 0 {
      try git("reset", "--quiet", "--hard")
    }
  }

  /// The folder of the streams.
  package static let streams = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("TestRepos").path

  /// Clones this repository next to it.
  package func clone(_ options: String..., named name: String) throws -> TestRepository {
    try clone(options, named: name)
  }

  /// Clones this repository next to it.
  package func clone(_ options: [String], named name: String) throws -> TestRepository {
    let target = temporary.path(name)
    try Git(in: temporary.path)(["clone", "--quiet"] + options + ["file://" + path, target])
    return TestRepository(existing: target, in: temporary)
  }

  /// Adds a work tree next to it, at a revision.
  package func addWorkTree(_ revision: String, named name: String, _ options: String...) throws -> TestRepository {
    let target = temporary.path(name)
    try git(["worktree", "add", "--quiet"] + options + [target, revision])
    return TestRepository(existing: target, in: temporary)
  }

  /// Writes a file of the work tree.
  package func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The text of a file of the work tree.
  package func read(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  /// Commits everything in the work tree, and returns the commit's name.
  @discardableResult
  package func commit(_ message: String) throws -> String {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message", message)
    return try git("rev-parse", "HEAD").lines[0]
  }
}
