// The only file of this target that sees the C library: what differs between macOS and Linux is all here.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
package import TicketsCore

extension Errno {
  package static let noEntry = Errno(ENOENT)
  package static let exists = Errno(EEXIST)
  package static let notDirectory = Errno(ENOTDIR)
  package static let tooManyLinks = Errno(ELOOP)
  package static let isDirectory = Errno(EISDIR)
  package static let noSpace = Errno(ENOSPC)
  package static let brokenPipe = Errno(EPIPE)
  package static let invalid = Errno(EINVAL)
  package static let notEmpty = Errno(ENOTEMPTY)
  package static let wouldBlock = Errno(EWOULDBLOCK)
  /// Ours, not the system's: a file is no longer what it was.
  package static let changedMeanwhile = Errno(ESTALE)
}

/// The system calls in use, one function each: a failure is thrown, an interruption is retried.
package enum Platform {
  package struct Status: Sendable {
    package let kind: TreeEntry.Kind
    package let size: Int
    package let permissions: UInt32
    /// Whether it belongs to whoever runs this.
    package let isOwn: Bool
    /// The same for two names exactly when they are the same file.
    package let identity: FileIdentity
    package let stamp: FileStamp
  }

  /// What changes whenever a file is written, as far as git keeps it.
  package struct FileStamp: Equatable, Sendable {
    package let seconds: UInt32
    package let nanoseconds: UInt32
    package let size: UInt32
    package let inode: UInt32

    package init(seconds: UInt32, nanoseconds: UInt32, size: UInt32, inode: UInt32) {
      (self.seconds, self.nanoseconds, self.size, self.inode) = (seconds, nanoseconds, size, inode)
    }

    /// Whether a file was surely written before another one.
    package func isBefore(_ other: FileStamp) -> Bool {
      (seconds, nanoseconds) < (other.seconds, other.nanoseconds)
    }
  }

  package struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  static func message(of code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }

  private static func check<Value: SignedInteger>(_ call: () -> Value) throws(Errno) -> Value {
    while true {
      let value = call()
      if value >= 0 { return value }
      let code = errno
      if code != EINTR { throw Errno(code) }
    }
  }

  /// How a file is opened; a symbolic link as the last part of the path is not followed unless that is said.
  package enum Opening {
    case reading
    case readingThroughLinks
    case folder
    case appending(permissions: UInt32)
    case creatingNew(permissions: UInt32)
  }

  static func open(_ path: String, in folder: Int32?, _ opening: Opening) throws(Errno) -> Int32 {
    let always = O_CLOEXEC | O_NOFOLLOW
    let (flags, mode): (Int32, UInt32) =
      switch opening {
      // O_NONBLOCK: a pipe where a file should be must not make us wait for a writer.
      case .reading: (O_RDONLY | O_NONBLOCK | always, 0)
      case .readingThroughLinks: (O_RDONLY | O_CLOEXEC, 0)
      case .folder: (O_RDONLY | O_DIRECTORY | always, 0)
      case .appending(let permissions): (O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | always, permissions)
      case .creatingNew(let permissions): (O_RDWR | O_CREAT | O_EXCL | always, permissions)
      }
    return try check { unsafe openat(folder ?? AT_FDCWD, path, flags, mode_t(mode)) }
  }

  /// Opens a folder that people named, so links on the way are followed.
  static func openFolderFollowingLinks(_ path: String) throws(Errno) -> Int32 {
    try check { Int32(unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)) }
  }

  /// The path without symbolic links, `.` and `..`.
  package static func realPath(_ path: String) throws(Errno) -> String {
    guard let resolved = unsafe realpath(path, nil) else { throw Errno(errno) }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Another descriptor of the same file, which programs that are started do not get.
  static func duplicate(_ descriptor: Int32) throws(Errno) -> Int32 {
    try check { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }
  }

  /// Lets a descriptor stand for the file of another one.
  static func duplicate(_ descriptor: Int32, over other: Int32) throws(Errno) {
    _ = try check { dup2(descriptor, other) }
  }

  /// The two ends of a pipe, which programs that are started do not get.
  static func pipe() throws(Errno) -> (output: Int32, input: Int32) {
    var ends: [Int32] = [0, 0]
    #if canImport(Darwin)
      _ = try check { unsafe Darwin.pipe(&ends) }
    #elseif canImport(Musl)
      _ = try check { unsafe Musl.pipe(&ends) }
    #else
      _ = try check { unsafe Glibc.pipe(&ends) }
    #endif
    for end in ends { _ = try check { fcntl(end, F_SETFD, FD_CLOEXEC) } }
    return (ends[0], ends[1])
  }

  /// What a symbolic link says, as it stands there.
  package static func target(ofLink path: String) throws(Errno) -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink(path, &buffer, buffer.count)
    guard count >= 0 else { throw Errno(errno) }
    return buffer[..<count].map(UInt8.init(bitPattern:))
  }

  static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }

  static func status(of descriptor: Int32) throws(Errno) -> Status {
    var raw = stat()
    _ = try check { unsafe fstat(descriptor, &raw) }
    return status(raw)
  }

  /// What lies at a path.
  package static func status(ofFile path: String) throws(Errno) -> Status {
    try status(of: path, in: nil)
  }

  static func status(of path: String, in folder: Int32?) throws(Errno) -> Status {
    var raw = stat()
    _ = try check { unsafe fstatat(folder ?? AT_FDCWD, path, &raw, AT_SYMLINK_NOFOLLOW) }
    return status(raw)
  }

  private static func status(_ raw: stat) -> Status {
    let kind: TreeEntry.Kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    let identity = FileIdentity(device: UInt64(truncatingIfNeeded: raw.st_dev), inode: UInt64(raw.st_ino))
    #if canImport(Darwin)
      let time = raw.st_mtimespec
    #else
      let time = raw.st_mtim
    #endif
    let stamp = FileStamp(
      seconds: UInt32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec),
      size: UInt32(truncatingIfNeeded: raw.st_size), inode: UInt32(truncatingIfNeeded: raw.st_ino))
    return Status(
      kind: kind, size: Int(raw.st_size), permissions: UInt32(raw.st_mode) & 0o7777, isOwn: raw.st_uid == geteuid(),
      identity: identity, stamp: stamp)
  }

  /// Whether there is something to read, or the end, before some time is over.
  static func hasArrived(_ descriptor: Int32, within time: Duration) throws(Errno) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000)
    return try check { unsafe Int(poll(&wanted, 1, milliseconds)) } > 0
  }

  /// Reads with one call at most so many bytes; none at the end.
  static func readOnce(_ size: Int, from descriptor: Int32) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(Errno) {
        count = try unsafe read(descriptor, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
        count = 0
      }
    }
    if let failure { throw failure }
    return chunk
  }

  /// Writes all of the bytes, in as few calls as the system allows.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(Errno) {
    var start = 0
    while start < bytes.count {
      var failure: Errno?
      unsafe bytes.withUnsafeBytes { buffer in
        do throws(Errno) {
          start += try unsafe write(descriptor, from: UnsafeRawBufferPointer(rebasing: buffer[start...]))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    }
  }

  private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    #if canImport(Darwin)
      try check { unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count) }
    #elseif canImport(Musl)
      try check { unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count) }
    #else
      try check { unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    #endif
  }

  private static func write(_ descriptor: Int32, from buffer: UnsafeRawBufferPointer) throws(Errno) -> Int {
    #if canImport(Darwin)
      try check { unsafe Darwin.write(descriptor, buffer.baseAddress, buffer.count) }
    #elseif canImport(Musl)
      try check { unsafe Musl.write(descriptor, buffer.baseAddress, buffer.count) }
    #else
      try check { unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count) }
    #endif
  }

  /// The last byte of a file, or nil when it is empty.
  static func lastByte(of descriptor: Int32, size: Int) throws(Errno) -> UInt8? {
    guard size > 0 else { return nil }
    var byte: UInt8 = 0
    let count = try check { unsafe pread(descriptor, &byte, 1, off_t(size - 1)) }
    return count == 1 ? byte : nil
  }

  static func synchronize(_ descriptor: Int32) throws(Errno) {
    do {
      _ = try check { fsync(descriptor) }
    } catch .invalid {
      // Some file systems have no way to flush a folder; there is nothing more to be done.
    }
  }

  /// Flushes everything that waits to be written, for many files at once.
  static func synchronizeEverything() {
    sync()
  }

  static func truncate(_ descriptor: Int32, to size: Int) throws(Errno) {
    _ = try check { ftruncate(descriptor, off_t(size)) }
  }

  static func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(Errno) {
    _ = try check { fchmod(descriptor, mode_t(permissions)) }
  }

  static func rename(_ from: String, of folder: Int32, to: String, in other: Int32) throws(Errno) {
    _ = try check { unsafe renameat(folder, from, other, to) }
  }

  static func link(_ from: String, of folder: Int32, to: String, in other: Int32) throws(Errno) {
    _ = try check { unsafe linkat(folder, from, other, to, 0) }
  }

  static func removeFile(_ path: String, in folder: Int32) throws(Errno) {
    _ = try check { unsafe unlinkat(folder, path, 0) }
  }

  static func removeFolder(_ path: String, in folder: Int32) throws(Errno) {
    _ = try check { unsafe unlinkat(folder, path, AT_REMOVEDIR) }
  }

  static func makeFolder(_ path: String, in folder: Int32?) throws(Errno) {
    _ = try check { unsafe mkdirat(folder ?? AT_FDCWD, path, 0o777) }
  }

  static func lock(_ descriptor: Int32, exclusive: Bool) throws(Errno) {
    _ = try check { flock(descriptor, exclusive ? LOCK_EX : LOCK_SH) }
  }

  /// Takes the lock when nobody has it.
  static func tryLock(_ descriptor: Int32) throws(Errno) -> Bool {
    do throws(Errno) {
      _ = try check { flock(descriptor, LOCK_EX | LOCK_NB) }
      return true
    } catch .wouldBlock {
      return false
    }
  }

  /// The names in a folder, in no order; a name that is not UTF-8 is shown repaired and counts as `other`.
  static func entries(of descriptor: Int32) throws(Errno) -> [TreeEntry] {
    let own = try check { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
    guard let stream = unsafe fdopendir(own) else {
      let failure = Errno(errno)
      close(own)
      throw failure
    }
    defer { unsafe closedir(stream) }
    // Both descriptors have one position.
    unsafe rewinddir(stream)
    var found: [TreeEntry] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw Errno(errno) }
        return found
      }
      let type = unsafe entry.pointee.d_type
      let (name, isText) = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)) { start in
          if let text = unsafe String(validatingCString: start) { return (text, true) }
          return (unsafe String(cString: start), false)
        }
      }
      if name == "." || name == ".." { continue }
      let kind: TreeEntry.Kind =
        switch Int32(type) {
        case _ where !isText: .other
        case Int32(DT_REG): .file
        case Int32(DT_DIR): .folder
        case Int32(DT_LNK): .link
        case Int32(DT_UNKNOWN): try status(of: name, in: descriptor).kind
        default: .other
        }
      found.append(TreeEntry(name: name, kind: kind))
    }
  }
}
