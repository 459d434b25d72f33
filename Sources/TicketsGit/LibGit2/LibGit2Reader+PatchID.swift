private import CGit2

extension LibGit2Reader {
  func patchID(from old: ObjectID?, to new: ObjectID, paths: [[UInt8]]) throws(GitError) -> ObjectID? {
    var buffer: [CChar] = Array(paths.map { $0.map { CChar(bitPattern: $0) } + [0] }.joined())
    var name = git_oid()
    var after = new.raw
    if let old {
      var before = old.raw
      try check("compare trees") {
        unsafe tickets_git_patch_id(&name, handle.raw, &before, &after, &buffer, paths.count)
      }
    } else {
      try check("compare trees") { unsafe tickets_git_patch_id(&name, handle.raw, nil, &after, &buffer, paths.count) }
    }
    let id = ObjectID(name)
    return id.isZero ? nil : id
  }
}
