extension Repository {
  /// The bytes of an object as it is stored, without its header.
  package func object(_ id: ObjectID, type: ObjectType) throws(GitError) -> [UInt8] {
    try read(id, type: type) { unsafe [UInt8]($0) }
  }

  /// The bytes of a file, or its first so many.
  package func blob(_ id: ObjectID, limit: Int? = nil) throws(GitError) -> [UInt8] {
    try read(id, type: .blob) { unsafe [UInt8]($0.prefix(limit ?? .max)) }
  }

  /// What lies directly in a tree.
  package func tree(_ id: ObjectID) throws(GitError) -> RawTree {
    guard let tree = RawTree(try object(id, type: .tree), format) else {
      throw GitError(
        .other, operation: "read the tree \(id)", message: "it is damaged", hint: "`git fsck` says what is damaged")
    }
    return tree
  }

  /// The header of a commit.
  func commitNode(_ id: ObjectID) throws(GitError) -> CommitNode {
    let node = try read(id, type: .commit) { bytes in CommitNode(unsafe bytes.bindMemory(to: UInt8.self).span) }
    guard var node else {
      throw GitError(
        .other, operation: "read the commit \(id)", message: "it is damaged", hint: "`git fsck` says what is damaged")
    }
    if let parents = substitutes.parents[id] { node.parents = parents }
    return node
  }

  /// The message of a commit, and nothing else of it.
  func message(of commit: ObjectID) throws(GitError) -> String {
    let bytes = try object(commit, type: .commit)
    let gap = zip(bytes, bytes.dropFirst()).enumerated().first { $1 == (10, 10) }?.offset
    return gap.map { String(decoding: bytes[($0 + 2)...], as: UTF8.self) } ?? ""
  }

  /// What a name stands for in a tree; the other entries are passed over.
  func entry(named name: [UInt8], in tree: ObjectID) throws(GitError) -> (mode: UInt32, id: ObjectID)? {
    let format = format
    return try read(tree, type: .tree) { bytes in
      RawTree.find(name, in: unsafe bytes.bindMemory(to: UInt8.self).span, format)
    }
  }

  /// The name that an object with this content has here, whether or not it is stored.
  package func id(of content: [UInt8], type: ObjectType) throws(GitError) -> ObjectID {
    try reader.id(of: content, type: type)
  }

  /// What kind of object has a name.
  package func type(of id: ObjectID) throws(GitError) -> ObjectType {
    try explaining(id) { name throws(GitError) in try reader.type(of: name) }
  }

  /// The object that is left when all annotated tags around it are taken away.
  func withoutTags(_ id: ObjectID) throws(GitError) -> (ObjectID, ObjectType) {
    var id = id
    while true {
      let type = try type(of: id)
      guard type == .tag else { return (id, type) }
      let target = try read(id, type: .tag) { bytes in
        TagHeader.target(in: unsafe bytes.bindMemory(to: UInt8.self).span)
      }
      guard let target else {
        throw GitError(
          .other, operation: "read the tag \(id)", message: "it is damaged", hint: "`git fsck` says what is damaged")
      }
      id = target
    }
  }

  @safe private func read<Value>(
    _ id: ObjectID, type: ObjectType, _ body: (UnsafeRawBufferPointer) -> Value
  ) throws(GitError) -> Value {
    try explaining(id) { name throws(GitError) in unsafe try reader.read(name, type, body) }
  }

  private func explaining<Value>(
    _ id: ObjectID, _ read: (ObjectID) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    do throws(GitError) {
      // A name of the other length names nothing here, though it may be the beginning of one.
      guard id.format == format else {
        throw GitError(.other, code: .notFound, operation: "read the object \(id)", message: "it is missing")
      }
      return try read(substitute(for: id))
    } catch {
      throw error.code == .notFound ? missing(id, error) : error
    }
  }

  /// Tells what has not been fetched from what is lost.
  private func missing(_ id: ObjectID, _ error: GitError) -> GitError {
    if (try? isPartial()) == true {
      return error.explained(
        .notFetched, "this partial clone has not fetched it", hint: "`git cat-file -e \(id)` fetches it")
    }
    if isShallow {
      return error.explained(
        .notFetched, "this shallow clone may end before it", hint: Self.deepening)
    }
    return error.explained(.missingObject, "it is missing", hint: "`git fsck` says what is damaged")
  }
}

/// What a tag is of.
private enum TagHeader {
  /// Reads the line that each tag begins with: `object`, and a name.
  static func target(in bytes: borrowing Span<UInt8>) -> ObjectID? {
    var end = 0
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return ObjectID(hexIn: bytes, at: start, count: end - start)
  }

  private static let start = "object ".utf8.count
}
