package import TicketsCore

extension Repository {
  /// A file at a commit, by its path; none where there is none.
  ///
  /// No other entry of the folders on the way is read.
  package func file(_ path: String, at commit: ObjectID) throws(GitError) -> (mode: UInt32, id: ObjectID)? {
    var found: (mode: UInt32, id: ObjectID)?
    var tree = try self.commit(commit).tree
    let names = path.split(separator: "/")
    for (index, name) in names.enumerated() {
      found = try entry(named: Array(name.utf8), in: tree)
      guard let entry = found else { return nil }
      if index + 1 < names.count {
        guard entry.mode == RawTree.Entry.folderMode else { return nil }
        tree = entry.id
      }
    }
    return found
  }

  /// A ticket's file at a commit; none where it is not there or cannot be read.
  package func ticketFile(
    _ folder: String, prefix: String, at commit: ObjectID
  ) throws(GitError) -> Document? {
    let path = "\(prefix)\(Layout.folderName)/\(folder)/\(Layout.ticketFileName)"
    guard let file = try file(path, at: commit), RawTree.Entry.isFile(file.mode) else { return nil }
    return try? Document(try blob(file.id))
  }
}

extension Repository {
  /// Whether a ticket's file is staged.
  package func isStaged(_ folder: String, prefix: String) throws(GitError) -> Bool {
    try staged(below: "\(prefix)\(Layout.folderName)/\(folder)/").contains {
      $0.path == Array(Layout.ticketFileName.utf8)
    }
  }
}
