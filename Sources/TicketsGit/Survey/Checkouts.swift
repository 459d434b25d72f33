import TicketsCore
import TicketsFiles

/// A work tree, and the commit it stands on.
struct Checkout {
  let folder: WorkTreeFolder
  /// How reports name it: `worktree:agent-2`.
  let name: String
  let head: Head
  let repository: Repository

  var commit: ObjectID? { head.commit }

  /// The folder that holds its tickets.
  func root(_ prefix: String) -> String {
    prefix.isEmpty ? folder.path : Path.trimmed(Path.join(folder.path, prefix))
  }

  /// Its tickets as files.
  func files(_ prefix: String) -> any TicketTree {
    let root = root(prefix)
    let files = WorkingTree(root: root, convertsLineEnds: (try? repository.convertsLineEnds(below: root)) ?? false)
    return SparseTree.of(files, repository.location.environment)
  }
}

extension Repository {
  /// All work trees that can be opened, and a sentence on each that cannot.
  func checkouts() throws(GitError) -> (checkouts: [Checkout], notes: [String]) {
    let folders = try workTrees()
    let names = Dictionary(grouping: folders.map { $0.path.splitAtLastSlash.name }, by: \.self)
    var (found, notes): ([Checkout], [String]) = ([], [])
    for folder in folders {
      let short = folder.path.splitAtLastSlash.name
      let name = "worktree:" + (names[short]?.count == 1 ? short : folder.path)
      guard !folder.isGone else {
        notes.append("the folder of the work tree \(folder.path) is gone; 'git worktree prune' forgets it")
        continue
      }
      do throws(GitError) {
        let own = try Repository(at: location(inWorkTree: folder.path))
        found.append(Checkout(folder: folder, name: name, head: try own.head(), repository: own))
      } catch  where error.kind != .cutOff {
        notes.append("the work tree \(folder.path) is left out: \(error)")
      }
    }
    return (found, notes)
  }
}
