private import CGit2

/// A kind of libgit2 object: how one is freed.
protocol HandleKind {
  @safe static func free(_ raw: OpaquePointer)
}

enum RepositoryKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_repository_free(raw) } }
enum DatabaseKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_odb_free(raw) } }
enum DatabaseObjectKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_odb_object_free(raw) } }
enum ObjectKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_object_free(raw) } }
enum ReferenceKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_reference_free(raw) } }
enum ReferencesKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_reference_iterator_free(raw) } }
enum SettingsKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_config_free(raw) } }
enum SettingKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_config_iterator_free(raw) } }
enum IndexKind: HandleKind { static func free(_ raw: OpaquePointer) { unsafe git_index_free(raw) } }

/// An owned libgit2 object, freed exactly once.
@safe struct Handle<Kind: HandleKind>: ~Copyable {
  let raw: OpaquePointer

  /// Makes the object that a libgit2 function returns through its first parameter.
  @safe init(
    _ operation: @autoclosure () -> String, _ make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  ) throws(GitError) {
    var made: OpaquePointer?
    let status = unsafe make(&made)
    guard status >= 0, let made = unsafe made else { throw .reported(status, operation: operation()) }
    unsafe raw = made
  }

  deinit { Kind.free(unsafe raw) }
}

/// Runs a libgit2 function and turns the status of a failure into an error.
@safe @discardableResult
func check(_ operation: @autoclosure () -> String, _ call: () -> Int32) throws(GitError) -> Int32 {
  let status = call()
  guard status >= 0 else { throw .reported(status, operation: operation()) }
  return status
}
