package import TicketsCore

/// An open file or folder, closed exactly once.
///
/// Paths given to its methods are relative to it.
package struct Descriptor: ~Copyable {
  let raw: Int32

  private init(raw: Int32) {
    self.raw = raw
  }

  deinit {
    Platform.close(raw)
  }

  /// Opens a folder by a path that a person or the environment named; links on the way are followed.
  package static func folder(at path: String) throws(Errno) -> Descriptor {
    Descriptor(raw: try Platform.openFolderFollowingLinks(path))
  }

  /// Opens a name in this folder; never through a symbolic link.
  package func open(_ name: String, _ opening: Platform.Opening) throws(Errno) -> Descriptor {
    Descriptor(raw: try Platform.open(name, in: raw, opening))
  }

  package func status() throws(Errno) -> Platform.Status {
    try Platform.status(of: raw)
  }

  package func status(of name: String) throws(Errno) -> Platform.Status {
    try Platform.status(of: name, in: raw)
  }

  package func entries() throws(Errno) -> [TreeEntry] {
    try Platform.entries(of: raw)
  }

  /// Reads to the end, or up to a limit; a good guess of the size saves calls.
  package func read(expected: Int, limit: Int = .max) throws(Errno) -> [UInt8] {
    // One byte more than expected shows at once whether the end was reached.
    var size = min(expected + 1, limit)
    var bytes: [UInt8] = []
    while size > 0 {
      let chunk = try Platform.readOnce(size, from: raw)
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if chunk.count < size { break }
      size = min(max(65536, bytes.count), limit - bytes.count)
    }
    return bytes
  }

  /// Writes all of the bytes, in as few calls as the system allows.
  package func write(_ bytes: [UInt8]) throws(Errno) {
    try Platform.writeAll(bytes, to: raw)
  }

  package func lastByte(size: Int) throws(Errno) -> UInt8? {
    try Platform.lastByte(of: raw, size: size)
  }

  package func truncate(to size: Int) throws(Errno) {
    try Platform.truncate(raw, to: size)
  }

  package func setPermissions(_ permissions: UInt32) throws(Errno) {
    try Platform.setPermissions(raw, permissions)
  }

  /// Makes sure that what was written survives a power failure.
  package func synchronize() throws(Errno) {
    try Platform.synchronize(raw)
  }

  /// Waits until the lock is ours; it ends with this descriptor.
  package func lock(exclusive: Bool = true) throws(Errno) {
    try Platform.lock(raw, exclusive: exclusive)
  }

  package func tryLock() throws(Errno) -> Bool {
    try Platform.tryLock(raw)
  }

  /// Renames what is here, into another folder of the same disk.
  package func rename(_ from: String, to: String, in other: borrowing Descriptor) throws(Errno) {
    try Platform.rename(from, of: raw, to: to, in: other.raw)
  }

  /// Gives a file that is here a second name in another folder.
  package func link(_ from: String, to: String, in other: borrowing Descriptor) throws(Errno) {
    try Platform.link(from, of: raw, to: to, in: other.raw)
  }

  package func removeFile(_ name: String) throws(Errno) {
    try Platform.removeFile(name, in: raw)
  }

  package func removeFolder(_ name: String) throws(Errno) {
    try Platform.removeFolder(name, in: raw)
  }

  package func makeFolder(_ name: String) throws(Errno) {
    try Platform.makeFolder(name, in: raw)
  }
}
