import TicketsCore
import TicketsGit

extension Invariant {
  /// A tree object has the entries that a plain reading finds, in byte order, and is like itself.
  static let treeObject = Invariant("tree-object") { bytes throws(Violation) in
    for format in [ObjectFormat.sha1, .sha256] { try check(bytes, format) }
  }

  private static func check(_ bytes: [UInt8], _ format: ObjectFormat) throws(Violation) {
    let plain = plainEntries(bytes, format.length)
    guard let tree = RawTree(bytes, format) else { return try require(plain == nil, "a good tree is refused") }
    let expected = try unwrap(plain, "a bad tree is read")
    let names = tree.entries.map { Array(tree.nameBytes(of: $0)) }
    try require(
      zip(names, names.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) }, "the names are not in order")
    try require(
      tree.entries.count == expected.count
        && expected.allSatisfy { entry in
          tree.entries.contains {
            tree.nameBytes(of: $0).elementsEqual(entry.name) && $0.mode == entry.mode && $0.id.hex == entry.id
          }
        }, "the entries are others")
    guard Set(names).count == names.count else { return }
    for (entry, name) in zip(tree.entries, names) {
      if let text = tree.name(of: entry) {
        try require(tree[text[...]]?.id == entry.id, "\(text) is not found")
      }
      try require(
        RawTree.find(name, in: bytes.span, format)?.id == entry.id, "\(shown(name)) is not found in the bytes")
    }
  }

  private struct PlainEntry: Equatable {
    let mode: UInt32
    let name: [UInt8]
    let id: String
  }

  private static func plainEntries(_ bytes: [UInt8], _ length: Int) -> [PlainEntry]? {
    var entries: [PlainEntry] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let space = rest.firstIndex(of: Ascii.space),
        let mode = rest[..<space].isEmpty ? 0 : UInt32(String(decoding: rest[..<space], as: UTF8.self), radix: 8),
        rest[..<space].allSatisfy(Ascii.isDigit), mode < 1 << 27,
        let zero = rest[(space + 1)...].firstIndex(of: 0), zero > space + 1, rest.endIndex - zero > length
      else { return nil }
      let id = rest[(zero + 1)...(zero + length)].map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      entries.append(PlainEntry(mode: mode, name: Array(rest[(space + 1)..<zero]), id: id.joined()))
      rest = rest[(zero + length + 1)...]
    }
    return entries
  }
}
