private import TicketsCore
import TicketsFiles

/// A work tree of a repository, linked or the one beside its git folder.
package struct WorkTreeFolder: Sendable {
  /// The top of it.
  package let path: String
  /// Whether `git worktree add` made it.
  package let isLinked: Bool
  package let isGone: Bool
}

extension Repository {
  /// The work trees, the main one first, then the linked ones by their names.
  package func workTrees() throws(GitError) -> [WorkTreeFolder] {
    var found: [WorkTreeFolder] = []
    if let main = try mainWorkFolder() { found.append(WorkTreeFolder(path: main, isLinked: false, isGone: false)) }
    guard let folder = try? Descriptor.folder(at: Path.join(commonFolder, "worktrees")) else { return found }
    let names = ((try? folder.entries()) ?? []).filter { $0.kind == .folder }.map(\.name)
    for name in names.sorted(by: { $0.precedesInBytes($1) }) {
      let own = Path.join(Path.join(commonFolder, "worktrees"), name)
      guard
        let bytes = try? folder.open(name, .folder).open("gitdir", .reading).read(expected: 256),
        let text = String(validating: bytes, as: UTF8.self)
      else { continue }
      let file = Path.absolute(String(text.prefix { $0 != "\n" }), from: own)
      let path = file.hasSuffix("/.git") ? String(file.dropLast("/.git".count)) : file
      let top = try? Platform.realPath(path)
      found.append(WorkTreeFolder(path: top ?? path, isLinked: true, isGone: top == nil))
    }
    return found
  }

  private func mainWorkFolder() throws(GitError) -> String? {
    if !isLinked { return try workFolder() }
    let common = commonFolder
    guard common.hasSuffix("/.git"), try settings().truth("core.bare") != true else { return nil }
    return String(common.dropLast("/.git".count))
  }

  /// The same repository as seen from another of its work trees.
  package func location(inWorkTree path: String) -> RepositoryLocation {
    RepositoryLocation(folder: path, environment: location.environment.elsewhere)
  }
}
