private import TicketsCore
import TicketsFiles

extension Repository {
  /// The folder that holds `HEAD` and the index: of a linked work tree its own.
  package var gitFolder: String { reader.gitFolder }

  /// The folder that holds objects and references, shared by all work trees.
  package var commonFolder: String { reader.commonFolder }

  /// The folder that new objects are written to.
  var objectFolder: String { reader.objectFolder }

  /// The index file in use.
  package var indexFile: String { location.environment.indexFile ?? Path.join(gitFolder, "index") }

  /// Whether there is no work tree.
  package func isBare() throws(GitError) -> Bool { try workFolder() == nil }

  /// The top of the work tree, as git finds it; none in a bare repository.
  package func workFolder() throws(GitError) -> String? {
    let environment = location.environment
    if let folder = environment.workFolder { return Path.trimmed(folder) }
    let settings = try settings()
    if let folder = try settings.text("core.worktree") { return Path.absolute(folder, from: gitFolder) }
    if try settings.truth("core.bare") == true { return isLinked ? reader.workFolder : nil }
    return environment.gitFolder == nil ? reader.workFolder : environment.currentFolder
  }

  /// Whether this is a work tree that `git worktree add` made.
  package var isLinked: Bool { reader.isLinked }

  /// Where a folder lies in the repository, with a slash at the end: `proj/`, or nothing at the top.
  package func prefix(of folder: String) throws(GitError) -> String {
    guard let top = try workFolder() else { return "" }
    guard let top = try? Platform.realPath(top), let folder = try? Platform.realPath(folder),
      folder == top || folder.hasPrefix(Path.join(top, ""))
    else {
      throw GitError(
        .other, operation: "find \(folder) in the repository", message: "it lies outside of the work tree \(top)")
    }
    return folder == top ? "" : folder.dropFirst(Path.join(top, "").count) + "/"
  }
}
