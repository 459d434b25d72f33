import TicketsCore

/// What is staged differently from HEAD below `.tickets`, as git tells it without opening a single ticket.
package struct StagedChanges: Sendable {
  /// One file: what is staged of it, with its path relative to `.tickets/`; the mode is zero where it is deleted.
  let files: [StagedEntry]
  /// The names in `.tickets` that files have changed in.
  package let names: Set<String>

  /// Asks git; none when a merge left files in several versions, or a path is no text.
  package init?(prefix: String = "", in repository: Repository) throws(GitError) {
    let top = prefix + Layout.folderName + "/"
    let git = GitCommand(in: try repository.workFolder() ?? repository.gitFolder)
    // What 'git add -N' only announces is not in the commit.
    let output = try git.output(
      "diff-index", "--cached", "--ita-invisible-in-index", "--no-renames", "--no-abbrev", "-z", "HEAD", "--", top)
    var files: [StagedEntry] = []
    var names: Set<String> = []
    var rest = output.split(separator: 0)[...]
    while let head = rest.popFirst(), let path = rest.popFirst() {
      // `:100644 100644 <old id> <new id> M`, then the path.
      let words = head.split(separator: Ascii.space)
      guard words.count == 5, words[4].first != UInt8(ascii: "U"), path.count > top.utf8.count,
        let mode = UInt32(String(decoding: words[1], as: UTF8.self), radix: 8),
        let id = ObjectID(hex: String(decoding: words[3], as: UTF8.self)),
        let below = String(validating: path.dropFirst(top.utf8.count), as: UTF8.self)
      else { return nil }
      files.append(StagedEntry(path: Array(below.utf8), mode: mode, id: id))
      names.insert(String(below.prefix { $0 != "/" }))
    }
    self.files = files
    self.names = names
  }
}

extension IndexTree {
  /// The staged state of what has changed since a commit, and of some names beside it; nothing else is there.
  package init(
    _ changes: StagedChanges, since commit: CommitTree, with others: Set<String> = [], in repository: Repository
  ) throws(GitError) {
    var files: [[UInt8]: StagedEntry] = [:]
    for name in changes.names.union(others) {
      guard let entry = commit.folders.knownTop?[name[...]] else { continue }
      for file in try repository.files(at: Array(name.utf8), entry) { files[file.path] = file }
    }
    for file in changes.files { files[file.path] = file.mode == 0 ? nil : file }
    try self.init(files.values.sorted { $0.path.lexicographicallyPrecedes($1.path) }, in: repository)
  }
}

extension Repository {
  /// The files of a stored folder, or the file itself.
  fileprivate func files(at path: [UInt8], _ entry: RawTree.Entry) throws(GitError) -> [StagedEntry] {
    guard entry.kind == .folder else { return [StagedEntry(path: path, mode: entry.mode, id: entry.id)] }
    let tree = try tree(entry.id)
    var files: [StagedEntry] = []
    for inside in tree.entries {
      files += try self.files(at: path + [UInt8(ascii: "/")] + tree.nameBytes(of: inside), inside)
    }
    return files
  }
}
