private import CGit2

extension Repository {
  /// What an object is.
  package enum ObjectType: Int32, Sendable {
    case commit = 1
    case tree = 2
    case blob = 3
    case tag = 4
  }

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
    guard let tree = RawTree(try object(id, type: .tree)) else {
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
    try read(tree, type: .tree) { bytes in RawTree.find(name, in: unsafe bytes.bindMemory(to: UInt8.self).span) }
  }

  /// The name that an object with this content has, whether or not it is stored.
  package static func id(of content: [UInt8], type: ObjectType) throws(GitError) -> ObjectID {
    try Library.ensureStarted()
    var id = git_oid()
    try check("name an object") {
      unsafe content.withUnsafeBytes {
        unsafe git_odb_hash(&id, $0.baseAddress, $0.count, git_object_t(type.rawValue))
      }
    }
    return ObjectID(id)
  }

  /// What kind of object has a name.
  package func type(of id: ObjectID) throws(GitError) -> ObjectType {
    var name = substitute(for: id).raw
    var size = 0
    var raw = GIT_OBJECT_INVALID
    do throws(GitError) {
      try check("read the object \(id)") { unsafe git_odb_read_header(&size, &raw, database.raw, &name) }
    } catch {
      throw error.code == .notFound ? missing(id, error) : error
    }
    guard let type = ObjectType(rawValue: raw.rawValue) else {
      throw GitError(.wrongObject, operation: "read the object \(id)", message: "its kind is not known")
    }
    return type
  }

  @safe private func read<Value>(
    _ id: ObjectID, type: ObjectType, _ body: (UnsafeRawBufferPointer) -> Value
  ) throws(GitError) -> Value {
    var name = substitute(for: id).raw
    let object: Handle<DatabaseObjectKind>
    do throws(GitError) {
      object = try Handle("read the object \(id)") { unsafe git_odb_read($0, database.raw, &name) }
    } catch {
      throw error.code == .notFound ? missing(id, error) : error
    }
    guard unsafe git_odb_object_type(object.raw).rawValue == type.rawValue else {
      throw GitError(.wrongObject, operation: "read the object \(id)", message: "it is not a \(type)")
    }
    return unsafe body(
      UnsafeRawBufferPointer(start: git_odb_object_data(object.raw), count: git_odb_object_size(object.raw)))
  }

  /// Tells what has not been fetched from what is lost.
  func missing(_ id: ObjectID, _ error: GitError) -> GitError {
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
