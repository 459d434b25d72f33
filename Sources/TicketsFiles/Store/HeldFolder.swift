/// A folder that other writers are kept out of, for as long as this lives: what is read in it then is true until it is
/// written.
package struct HeldFolder: ~Copyable {
  private let folder: Descriptor

  /// Waits until nobody else writes in a folder below a root.
  package init(_ path: String, root: String) throws(StoreFailure) {
    do throws(Errno) {
      folder = try Self.locked(path, root)
    } catch {
      throw StoreFailure(path: path, error)
    }
  }

  /// Lets others in again.
  package consuming func release() {}

  private static func locked(_ path: String, _ root: String) throws(Errno) -> Descriptor {
    let folder = try StoreFolders(root: root).open(path, creating: false)
    try folder.lock()
    return folder
  }
}
