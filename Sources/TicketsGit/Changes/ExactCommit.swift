package import TicketsCore
import TicketsFiles

/// Commits some files and no others, whatever else is staged, with the user's own git: hooks, filters and signing are
/// theirs.
package struct ExactCommit {
  private let repository: Repository
  private let git: GitCommand

  package init(in repository: Repository) throws(GitError) {
    self.repository = repository
    git = GitCommand(in: try repository.workFolder() ?? repository.gitFolder)
  }

  /// Makes the commit; what git said, where it is refused.
  package func make(of files: [ChangedFile], message: String) throws(GitError) -> String? {
    let notes = GitNotes(in: repository)
    // A pathspec that names one file, whatever stands in its name.
    func write(_ files: [ChangedFile]) throws(GitError) -> String {
      try notes.write(files.flatMap { Array(":(literal)\($0.path)".utf8) + [0] }, to: Self.list)
    }
    defer { notes.remove(Self.list) }
    let new = files.filter { !$0.isGone }
    if !new.isEmpty {
      let list = try write(new)
      let (status, text) = try git.capture("add", "--pathspec-from-file=\(list)", "--pathspec-file-nul")
      if status != 0 { return text }
    }
    // Hooks that rewrite what is staged know best what to do with a plain commit.
    if try isAllThatIsStaged(files) {
      let (status, text) = try git.capture("commit", "--quiet", "--message", message)
      return status == 0 ? nil : text
    }
    let list = try write(files)
    let (status, text) = try git.capture(
      "commit", "--quiet", "--only", "--message", message, "--pathspec-from-file=\(list)", "--pathspec-file-nul")
    return status == 0 ? nil : text
  }

  private func isAllThatIsStaged(_ files: [ChangedFile]) throws(GitError) -> Bool {
    let staged = try RawDiff(
      git.output("diff-index", "--cached", "--no-renames", "--no-abbrev", "-z", "HEAD", "--")
    ).files
    let wanted = Dictionary(files.map { ($0.path, $0.blob) }, uniquingKeysWith: { $1 })
    return staged.count == wanted.count && staged.allSatisfy { wanted[$0.path] == $0.id }
  }

  private static let list = "paths"
}
