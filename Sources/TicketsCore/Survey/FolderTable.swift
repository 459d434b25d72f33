/// Which content each ticket folder of a tree has, without a look inside.
package protocol FolderTable: Sendable {
  /// The content of a folder by its name; nothing when there is no such folder.
  subscript(name: [UInt8]) -> Fingerprint? { get }

  /// The names of the folders.
  var names: [[UInt8]] { get }
}
