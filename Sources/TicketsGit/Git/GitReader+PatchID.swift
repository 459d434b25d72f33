private import TicketsCore

extension GitReader {
  func patchID(from old: ObjectID?, to new: ObjectID, paths: [[UInt8]]) throws(GitError) -> ObjectID? {
    let patch = try git.output([
      "diff-tree", "-r", "-p", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--indent-heuristic",
      "--unified=3", "--src-prefix=a/", "--dst-prefix=b/", (old ?? format.emptyTree).hex, new.hex, "--",
    ])
    let output = try git.output(["patch-id", "--stable"], reading: patch)
    return ObjectID(hex: String(decoding: output.prefix { $0 != Ascii.space }, as: UTF8.self))
  }
}
