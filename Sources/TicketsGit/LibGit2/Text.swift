import CGit2

/// Text that libgit2 hands out in a buffer.
enum Text {
  /// The text a libgit2 function fills in; none when what it looks for is not there.
  @safe static func read(
    _ operation: @autoclosure () -> String, _ fill: (UnsafeMutablePointer<git_buf>) -> Int32
  ) throws(GitError) -> String? {
    var buffer = unsafe git_buf()
    defer { unsafe git_buf_dispose(&buffer) }
    let status = unsafe fill(&buffer)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check(operation()) { status }
    return unsafe buffer.ptr.map { unsafe String(cString: $0) }
  }

  /// The bytes up to the one that ends a C string.
  @safe static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    while unsafe text[bytes.count] != 0 { bytes.append(UInt8(bitPattern: unsafe text[bytes.count])) }
    return bytes
  }
}
