/// The tree objects that staged files would make, by the path of their folder; nothing is written.
struct UnwrittenTrees {
  private(set) var trees: [[UInt8]: RawTree] = [:]
  /// The name of the tree at the top; none without files, or when one is in conflict.
  private(set) var id: ObjectID?

  /// Makes the trees of files in byte order of their paths, which is the order of git's trees too.
  init(_ files: [StagedEntry], naming name: ([UInt8]) throws(GitError) -> ObjectID) throws(GitError) {
    guard let format = files.first?.id.format else { return }
    let top = try add(files[...], folder: [], format, name)
    id = top.isZero ? nil : top
  }

  /// Makes the tree of one folder and of those in it; a folder that holds a conflict has no name.
  private mutating func add(
    _ files: ArraySlice<StagedEntry>, folder: [UInt8], _ format: ObjectFormat,
    _ name: ([UInt8]) throws(GitError) -> ObjectID
  ) throws(GitError) -> ObjectID {
    var bytes: [UInt8] = []
    var isSettled = true
    var rest = files
    while let first = rest.first {
      let tail = first.path[folder.count...]
      let mode: UInt32
      let id: ObjectID
      let file: ArraySlice<UInt8>
      if let slash = tail.firstIndex(of: UInt8(ascii: "/")) {
        file = tail[..<slash]
        let inside = Array(first.path[...slash])
        let group = rest.prefix { $0.path.starts(with: inside) }
        (mode, id) = (0o040000, try add(group, folder: inside, format, name))
        rest = rest.dropFirst(group.count)
      } else {
        (file, mode, id) = (tail, first.mode, first.id)
        rest = rest.dropFirst()
      }
      isSettled = isSettled && !id.isZero
      bytes += Array(String(mode, radix: 8).utf8) + [UInt8(ascii: " ")] + file + [0] + id.bytes
    }
    trees[folder.dropLast()] = RawTree(bytes, format)
    return isSettled ? try name(bytes) : format.zero
  }
}
