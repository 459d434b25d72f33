package import TicketsCore

extension CommitTree {
  /// Reads files that are made from each other one after the other.
  ///
  /// Packs hold most files as changes of others, and libgit2 forgets early what it has made: of many thousand files in the
  /// order of their names, each would be made anew from the first one on.
  package func mapHeads<Value: Sendable>(
    of name: String, in folders: [TreeEntry], limit: Int,
    _ transform: @escaping @Sendable (any TreeReader, Int, Result<[UInt8], TreeFailure>) -> Value
  ) throws(TreeFailure) -> [Value] {
    guard folders.count >= many else { return try mapHeadsInOrder(of: name, in: folders, limit: limit, transform) }
    let files = try files(Array(name.utf8), in: folders)
    let order = files.indices.sorted { (files[$0]?.family ?? 0, $0) < (files[$1]?.family ?? 0, $1) }
    let wanted = order.compactMap { files[$0]?.id }
    let values = try Threads.map(count: order.count) { () throws(TreeFailure) in
      let reader = try openReader(sharingPacks: false)
      reader.expect(wanted)
      return reader
    } _: { (reader, turn) throws(TreeFailure) in
      let path = "\(folders[order[turn]].name)/\(name)"
      let head = Result { () throws(TreeFailure) in
        guard let file = files[order[turn]] else { return try reader.read(path, limit: limit) }
        return try reader.head(of: file.id, limit: limit, at: path)
      }
      return transform(reader, order[turn], head)
    }
    var turns = order
    for (turn, index) in order.enumerated() { turns[index] = turn }
    return turns.map { values[$0] }
  }

  /// The objects of files of a name, where there are such files.
  private func files(
    _ name: [UInt8], in folders: [TreeEntry]
  ) throws(TreeFailure) -> [(id: ObjectID, family: Int)?] {
    let wanted = folders.compactMap { $0.fingerprint.map { ObjectID($0, id.format) } }
    return try Threads.map(count: folders.count) { () throws(TreeFailure) in
      let reader = try openReader(sharingPacks: false)
      reader.expect(wanted)
      return (reader, Packs(in: objectFolder, id.format))
    } _: { (own, index) throws(TreeFailure) in
      let (reader, packs) = own
      guard let folder = folders[index].fingerprint,
        let file = try? reader.file(named: name, in: ObjectID(folder, id.format))
      else {
        return nil
      }
      return (file, packs.family(of: file))
    }
  }
}
