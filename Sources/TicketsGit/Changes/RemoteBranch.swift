/// A branch of a remote, asked and pushed to with the user's own git.
package struct RemoteBranch {
  private let upstream: WorkBranch.Upstream
  private let git: GitCommand

  package init(_ upstream: WorkBranch.Upstream, in repository: Repository) throws(GitError) {
    self.upstream = upstream
    git = GitCommand(in: try repository.workFolder() ?? repository.gitFolder)
  }

  /// Where the branch stands now; none where the remote has no such branch.
  package func tip() throws(GitError) -> ObjectID? {
    let (status, text) = try git.capture("ls-remote", upstream.remote, upstream.reference)
    guard status == 0 else {
      throw GitError(
        .other, operation: "ask '\(upstream.remote)' where \(upstream.name) stands",
        message: text.split(separator: "\n").last.map(String.init) ?? "git ended with \(status)",
        hint: "`git ls-remote \(upstream.remote)` shows what is wrong")
    }
    let lines = text.split(separator: "\n").map { $0.split(separator: "\t") }
    return lines.first { $0.count == 2 && $0[1] == upstream.reference }.flatMap { ObjectID(hex: $0[0]) }
  }

  /// Sends a commit there, plainly; why not, where it is refused.
  package func push(_ commit: ObjectID) throws(GitError) -> String? {
    let (status, text) = try git.capture("push", upstream.remote, "\(commit.hex):\(upstream.reference)")
    return status == 0 ? nil : text
  }
}
