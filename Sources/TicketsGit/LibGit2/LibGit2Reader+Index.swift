private import CGit2
internal import TicketsCore
import TicketsFiles

extension LibGit2Reader {
  func staged(below folder: String, in file: String) throws(GitError) -> [StagedEntry] {
    let index: Handle<IndexKind>
    do throws(GitError) {
      index = try Handle("read the index \(file)") { unsafe git_index_open($0, file) }
    } catch {
      throw Self.explainIndex(error)
    }
    var staged: [StagedEntry] = []
    var position = 0
    guard unsafe git_index_find_prefix(&position, index.raw, folder) == 0 else { return [] }
    let prefix = Array(folder.utf8)
    while let entry = unsafe git_index_get_byindex(index.raw, position) {
      let path = unsafe Text.bytes(entry.pointee.path)
      guard path.starts(with: prefix) else { break }
      position += 1
      let name = Array(path.dropFirst(prefix.count))
      let isPromised = unsafe UInt32(entry.pointee.flags_extended) & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
      if isPromised || staged.last?.path == name { continue }
      staged.append(
        unsafe git_index_entry_stage(entry) == 0
          ? unsafe StagedEntry(
            path: name, mode: entry.pointee.mode, id: ObjectID(entry.pointee.id), stamp: Self.stamp(entry.pointee))
          : StagedEntry(path: name, mode: RawTree.Entry.conflicted, id: format.zero))
    }
    return staged
  }

  @safe private static func stamp(_ entry: git_index_entry) -> Platform.FileStamp {
    unsafe Platform.FileStamp(
      seconds: UInt32(bitPattern: entry.mtime.seconds), nanoseconds: entry.mtime.nanoseconds, size: entry.file_size,
      inode: entry.ino)
  }

  private static func explainIndex(_ error: GitError) -> GitError {
    if error.message.contains("sdir") {
      return error.explained(
        .sparseIndex, "it is a sparse index, which libgit2 cannot read",
        hint: "`git sparse-checkout reapply --no-sparse-index` makes it a full one; the checkout stays sparse")
    }
    if error.message.contains("'link'") {
      return error.explained(
        .splitIndex, "it is a split index, which libgit2 cannot read",
        hint: "`git update-index --no-split-index` makes it one file")
    }
    if error.message.contains("checksum") {
      return error.explained(
        .unhashedIndex, "it has no checksum or a wrong one, and libgit2 reads it only with a right one",
        hint: "`git config index.skipHash false` and `git update-index --force-write-index` write it anew")
    }
    if error.message.contains("version") || error.message.contains("extension") {
      return error.explained(.otherIndex, hint: nil)
    }
    return error
  }
}
