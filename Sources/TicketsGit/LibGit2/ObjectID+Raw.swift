private import TicketsCore
internal import CGit2

extension ObjectID {
  /// Copies libgit2's form of a name.
  init(_ raw: git_oid) {
    self = unsafe withUnsafeBytes(of: raw.id) { unsafe ObjectID($0.bindMemory(to: UInt8.self).span, .sha1) }
  }

  /// Copies the name a libgit2 function returned; none is returned only for what is not there.
  @safe init?(_ raw: UnsafePointer<git_oid>?) {
    guard let raw = unsafe raw else { return nil }
    self.init(unsafe raw.pointee)
  }

  /// Libgit2's form of the name.
  var raw: git_oid {
    var raw = git_oid()
    unsafe withUnsafeMutableBytes(of: &raw.id) {
      unsafe $0.storeBytes(of: fingerprint.first.bigEndian, as: UInt64.self)
      unsafe $0.storeBytes(of: fingerprint.second.bigEndian, toByteOffset: 8, as: UInt64.self)
      unsafe $0.storeBytes(
        of: UInt32(truncatingIfNeeded: fingerprint.third >> 32).bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return raw
  }
}
