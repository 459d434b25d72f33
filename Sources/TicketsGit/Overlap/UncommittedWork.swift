import TicketsCore

/// What a work tree holds that no commit has.
package struct UncommittedWork {
  /// The top of the work tree.
  package let path: String
  /// The branch that it stands on, and the commit.
  package let branch: String?
  package let head: ObjectID?
  /// The files besides tickets, relative to the root: what each is now, nothing where it is gone.
  package let changes: [String: String?]
  /// The folders of tickets that are changed.
  package let folders: [String]
}

extension Repository {
  /// The work trees with what is not committed in them, and a sentence for each that cannot be asked.
  package func uncommittedWork(prefix: String) throws(GitError) -> (found: [UncommittedWork], notes: [String]) {
    var (found, notes): ([UncommittedWork], [String]) = ([], [])
    for folder in try workTrees() where !folder.isGone {
      do throws(GitError) {
        let own = try Repository(at: location(inWorkTree: folder.path))
        let head = try own.head()
        let top = prefix + Layout.folderName + "/"
        var (changes, folders): ([String: String?], [String]) = ([:], [])
        for file in try WorkChanges(in: own).files(since: head.commit) {
          if file.path.hasPrefix(top) {
            let parts = file.path.dropFirst(top.utf8.count).split(separator: "/")
            if parts.count > 1 { folders.append(String(parts[0])) }
          } else {
            changes[Path.relative(file.path, to: prefix)] = .some(file.isGone ? nil : file.blob)
          }
        }
        var branch: String?
        if case .branch(let name, _) = head { branch = name }
        found.append(
          UncommittedWork(
            path: folder.path, branch: branch, head: head.commit, changes: changes, folders: folders.withoutRepeats))
      } catch {
        notes.append("the work tree \(folder.path) is left out: \(error)")
      }
    }
    return (found, notes)
  }
}
