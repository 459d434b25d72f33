extension Repository {
  /// The staged files below a folder that ends in a slash, in byte order of their paths in it; a file in conflict
  /// appears once.
  func staged(below folder: String) throws(GitError) -> [StagedEntry] {
    do throws(GitError) {
      return try reader.staged(below: folder, in: indexFile)
    } catch {
      guard let other = ReaderChoice.openForIndex(location, after: error) else { throw error }
      return try other.staged(below: folder, in: indexFile)
    }
  }
}
