import Synchronization
import TicketsCore
import TicketsFiles

/// Whether the indexes of packs can be trusted: libgit2 follows whatever they say, beyond the end of a pack too.
///
/// A look at four bytes for each object is all that this takes, once for each folder of objects.
enum PackIndexCheck {
  private static let known = Mutex<[String: GitError?]>([:])

  /// Refuses a folder of objects in which the index of a pack is damaged, or one that it borrows from.
  static func check(_ objectFolder: String) throws(GitError) {
    for folder in AlternateFolders.all(from: objectFolder) { try checkAlone(folder) }
  }

  private static func checkAlone(_ objectFolder: String) throws(GitError) {
    let found = known.withLock { known -> GitError? in
      if let found = known[objectFolder] { return found }
      let found = failure(in: objectFolder)
      known[objectFolder] = .some(found)
      return found
    }
    if let found { throw found }
  }

  private static func failure(in objectFolder: String) -> GitError? {
    let path = Path.join(objectFolder, "pack")
    guard let folder = try? Descriptor.folder(at: path), let entries = try? folder.entries() else { return nil }
    let many = MultiPackIndexCheck.fileName
    if let index = MappedFile(many, in: folder),
      !index.withSpan({ MultiPackIndexCheck.isSound($0) { try? folder.status(of: $0.pack).size } })
    {
      return GitError(
        .other, operation: "read the objects in \(path)", message: "the index of its packs, \(many), is damaged",
        hint: "move \(Path.join(path, many)) away; git does without it, and `git multi-pack-index write` makes it anew")
    }
    for name in entries.map(\.name) where name.hasSuffix(".idx") {
      let pack = name.pack
      // Without its pack nobody asks it, and git may be about to remove both.
      guard let size = try? folder.status(of: pack).size, let index = MappedFile(name, in: folder) else { continue }
      if index.withSpan({ isSound($0, packSize: size) }) { continue }
      return GitError(
        .other, operation: "read the objects in \(path)", message: "the index of the pack \(pack) is damaged",
        hint: "move \(name) away, and `git index-pack \(Path.join(path, pack))` makes it anew")
    }
    return nil
  }

  private static let signature: UInt32 = 0xFF74_4F63
  private static let fanOut = 256 * 4
  /// Only what libgit2 reads is looked at.
  private static let nameLength = ObjectFormat.sha1.length
  /// Two names stand at the end: of the pack, and of the index itself.
  private static let trailer = 2 * nameLength

  static func isSound(_ bytes: borrowing Span<UInt8>, packSize: Int) -> Bool {
    guard bytes.count >= 8 + fanOut + trailer else { return false }
    let isFirstVersion = number(bytes, 0) != signature
    if !isFirstVersion, number(bytes, 4) != 2 { return false }
    let start = isFirstVersion ? 0 : 8
    var count: UInt32 = 0
    for place in 0..<256 {
      let next = number(bytes, start + 4 * place)
      guard next >= count else { return false }
      count = next
    }
    let objects = Int(count)
    let names = start + fanOut
    if isFirstVersion {
      // An offset and a name for each.
      let width = 4 + nameLength
      guard bytes.count == names + objects * width + trailer else { return false }
      return (0..<objects).allSatisfy { Int(number(bytes, names + $0 * width)) < packSize }
    }
    // A name, a checksum and an offset for each, and eight bytes more for those that lie far behind.
    let offsets = names + objects * (nameLength + 4)
    let far = offsets + 4 * objects
    let rest = bytes.count - far - trailer
    guard rest >= 0, rest % 8 == 0, rest / 8 <= objects else { return false }
    for place in 0..<objects {
      let offset = number(bytes, offsets + 4 * place)
      if offset & 1 << 31 == 0 {
        guard Int(offset) < packSize else { return false }
      } else {
        let index = Int(offset & ~(1 << 31))
        guard index < rest / 8 else { return false }
        let (high, low) = (number(bytes, far + 8 * index), number(bytes, far + 8 * index + 4))
        guard high < 1 << 30, Int(high) << 32 | Int(low) < packSize else { return false }
      }
    }
    return true
  }

  private static func number(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> UInt32 {
    UInt32(bigEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

extension String {
  /// The name of the pack of an index.
  fileprivate var pack: String { dropLast(4) + ".pack" }
}
