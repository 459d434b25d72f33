/// A file beside its target, under a name that nobody reads.
enum TemporaryFile {
  /// Writes a new one in a folder, and returns its name.
  static func write(
    _ bytes: [UInt8], for name: String, permissions: UInt32? = nil, in folder: borrowing Descriptor
  ) throws(Errno) -> String {
    let temporary = Self.name(for: name)
    let file = try folder.open(temporary, .creatingNew(permissions: 0o666))
    do throws(Errno) {
      if let permissions { try file.setPermissions(permissions) }
      try file.write(bytes)
    } catch {
      try? folder.removeFile(temporary)
      throw error
    }
    return temporary
  }

  /// A hidden name, and never the same for two writers.
  static func name(for name: String) -> String {
    ".\(name).\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
  }
}
