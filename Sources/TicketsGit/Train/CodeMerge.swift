package import TicketsFiles

/// Merges commits with the user's own git into a folder that is thrown away: the repository gets no object.
package final class CodeMerge {
  private let git: GitCommand
  private let scratch: ScratchFolder

  /// What a merge would leave.
  struct Outcome {
    /// The commit that stands for the merge, in the folder that is thrown away; none where it stops.
    let commit: ObjectID?
    /// The tree of that commit.
    let tree: ObjectID?
    /// The paths where it stops.
    let conflicts: [String]
  }

  /// Prepares merges; what is made goes into a scratch folder.
  package init(in repository: Repository, writingTo scratch: ScratchFolder) throws(GitError) {
    self.scratch = scratch
    let folder = try repository.workFolder() ?? repository.gitFolder
    let version = try GitCommand(in: folder)("version")
    let numbers = version.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count > 1, (numbers[0], numbers[1]) >= (2, 38) else {
      throw GitError(
        .other, operation: "merge files in memory", message: "that needs git 2.38, and this is '\(version)'",
        hint: "Without --code only tickets are merged")
    }
    let folders = [repository.objectFolder] + repository.location.environment.alternates
    let alternates = folders.map { $0.contains(":") || $0.hasPrefix("\"") ? "\"\($0)\"" : $0 }.joined(separator: ":")
    // Equal merges have equal names, whoever makes them and when.
    git = GitCommand(
      in: folder,
      variables: [
        "GIT_OBJECT_DIRECTORY": scratch.path, "GIT_ALTERNATE_OBJECT_DIRECTORIES": alternates,
        "GIT_AUTHOR_NAME": "tickets", "GIT_AUTHOR_EMAIL": "", "GIT_AUTHOR_DATE": "@0 +0000",
        "GIT_COMMITTER_NAME": "tickets", "GIT_COMMITTER_EMAIL": "", "GIT_COMMITTER_DATE": "@0 +0000",
      ])
  }

  deinit { scratch.remove() }

  /// Merges a commit into another one.
  func merge(_ theirs: ObjectID, into ours: ObjectID) throws(GitError) -> Outcome {
    let (status, text) = try git.capture(
      "merge-tree", "--write-tree", "--allow-unrelated-histories", "--name-only", "--no-messages", "-z", ours.hex,
      theirs.hex)
    let parts = text.split(separator: "\0", omittingEmptySubsequences: true).map(String.init)
    guard status == 0 || status == 1, let tree = parts.first.flatMap({ ObjectID(hex: $0) }) else {
      throw GitError(
        .other, operation: "run 'git merge-tree'", message: parts.first ?? "git ended with \(status)",
        hint: "`git merge-tree --write-tree \(ours.hex.prefix(10)) \(theirs.hex.prefix(10))` shows what is wrong")
    }
    if status == 1 { return Outcome(commit: nil, tree: nil, conflicts: Array(parts.dropFirst())) }
    let commit = try git("commit-tree", tree.hex, "-p", ours.hex, "-p", theirs.hex, "-m", "merge")
    return Outcome(commit: ObjectID(hex: commit), tree: tree, conflicts: [])
  }
}
