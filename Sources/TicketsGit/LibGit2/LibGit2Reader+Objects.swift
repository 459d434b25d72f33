private import CGit2

extension LibGit2Reader {
  func type(of id: ObjectID) throws(GitError) -> ObjectType {
    var name = id.raw
    var size = 0
    var raw = GIT_OBJECT_INVALID
    try check("read the object \(id)") { unsafe git_odb_read_header(&size, &raw, database.raw, &name) }
    guard let type = ObjectType(rawValue: raw.rawValue) else {
      throw GitError(.wrongObject, operation: "read the object \(id)", message: "its kind is not known")
    }
    return type
  }

  @safe func read<Value>(
    _ id: ObjectID, _ type: ObjectType, _ body: (UnsafeRawBufferPointer) -> Value
  ) throws(GitError) -> Value {
    var name = id.raw
    let object = try Handle<DatabaseObjectKind>("read the object \(id)") {
      unsafe git_odb_read($0, database.raw, &name)
    }
    guard unsafe git_odb_object_type(object.raw).rawValue == type.rawValue else {
      throw GitError(.wrongObject, operation: "read the object \(id)", message: "it is not a \(type)")
    }
    return unsafe body(
      UnsafeRawBufferPointer(start: git_odb_object_data(object.raw), count: git_odb_object_size(object.raw)))
  }

  func id(of content: [UInt8], type: ObjectType) throws(GitError) -> ObjectID {
    var id = git_oid()
    try check("name an object") {
      unsafe content.withUnsafeBytes {
        unsafe git_odb_hash(&id, $0.baseAddress, $0.count, git_object_t(type.rawValue))
      }
    }
    return ObjectID(id)
  }

  func resolve(_ revision: String) throws(GitError) -> ObjectID {
    let object = try Handle<ObjectKind>("resolve '\(revision)'") {
      unsafe git_revparse_single($0, handle.raw, revision)
    }
    guard let id = unsafe ObjectID(git_object_id(object.raw)) else { throw .reported(-1, operation: "resolve") }
    return id
  }
}
