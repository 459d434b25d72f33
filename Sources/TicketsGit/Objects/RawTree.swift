package import TicketsCore

/// A tree object as it is stored, with its entries in byte order of their names.
package struct RawTree: Sendable {
  /// One name in a tree.
  package struct Entry: Sendable {
    fileprivate let name: Range<Int>
    package let mode: UInt32
    package let id: ObjectID

    /// A tree that stands for itself.
    static func root(_ id: ObjectID) -> Entry { Entry(name: 0..<0, mode: 0o40000, id: id) }
  }

  package private(set) var entries: [Entry] = []
  private let bytes: [UInt8]

  package static let empty = RawTree(bytes: [])

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads `mode name NUL id`, repeated; none when the bytes are anything else.
  package init?(_ bytes: [UInt8], _ format: ObjectFormat) {
    self.bytes = bytes
    let slice = bytes[...]
    guard let (entries, isSorted) = Self.parse(slice.span, format) else { return nil }
    // Git sorts a folder as if its name ended in a slash.
    self.entries = isSorted ? entries : entries.sorted { Self.precedes($0.name, $1.name, in: slice.span) }
  }

  private static func parse(
    _ bytes: borrowing Span<UInt8>, _ format: ObjectFormat
  ) -> (entries: [Entry], isSorted: Bool)? {
    var entries: [Entry] = []
    entries.reserveCapacity(bytes.count / 64)
    var isSorted = true
    var position = 0
    while position < bytes.count {
      var mode: UInt32 = 0
      while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
        guard case 48...55 = bytes[position], mode < 1 << 24 else { return nil }
        mode = mode << 3 | UInt32(bytes[position] - 48)
        position += 1
      }
      let start = position + 1
      position = start
      while position < bytes.count, bytes[position] != 0 { position += 1 }
      guard position > start, position + format.length < bytes.count else { return nil }
      let name = start..<position
      if let last = entries.last { isSorted = isSorted && !Self.precedes(name, last.name, in: bytes) }
      entries.append(Entry(name: name, mode: mode, id: ObjectID(bytes, at: position + 1, format)))
      position += 1 + format.length
    }
    return (entries, isSorted)
  }

  /// Looks for one name in the bytes of a tree object.
  package static func find(
    _ name: [UInt8], in bytes: borrowing Span<UInt8>, _ format: ObjectFormat
  ) -> (mode: UInt32, id: ObjectID)? {
    let name = name.span
    var position = 0
    while position < bytes.count {
      var mode: UInt32 = 0
      while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
        mode = mode << 3 | UInt32(bytes[position] & 7)
        position += 1
      }
      position += 1
      var length = 0
      var isSame = true
      while position + length < bytes.count, bytes[position + length] != 0 {
        isSame = isSame && length < name.count && bytes[position + length] == name[length]
        length += 1
      }
      position += length + 1
      guard position + format.length <= bytes.count else { return nil }
      if isSame, length == name.count { return (mode, ObjectID(bytes, at: position, format)) }
      position += format.length
    }
    return nil
  }

  /// The name of an entry; none when it is not UTF-8.
  package func name(of entry: Entry) -> String? { String(validating: bytes[entry.name], as: UTF8.self) }

  /// The bytes of the name of an entry.
  package func nameBytes(of entry: Entry) -> ArraySlice<UInt8> { bytes[entry.name] }

  /// Finds the entry of a name.
  package subscript(name: Substring) -> Entry? { entry(named: Array(name.utf8)) }

  /// Finds the entry of a name by its bytes.
  func entry(named wanted: [UInt8]) -> Entry? { index(of: wanted).map { entries[$0] } }

  /// Finds the entry of a name, at once when it stands where the one after the last stood.
  func entry(named wanted: [UInt8], near place: inout Int) -> Entry? {
    if !entries.indices.contains(place) || !bytes[entries[place].name].elementsEqual(wanted) {
      guard let index = index(of: wanted) else { return nil }
      place = index
    }
    defer { place += 1 }
    return entries[place]
  }

  private func index(of wanted: [UInt8]) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if bytes[entries[middle].name].lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && bytes[entries[low].name].elementsEqual(wanted) ? low : nil
  }

  private static func precedes(_ first: Range<Int>, _ second: Range<Int>, in bytes: borrowing Span<UInt8>) -> Bool {
    for offset in 0..<min(first.count, second.count) {
      let (left, right) = (bytes[first.lowerBound + offset], bytes[second.lowerBound + offset])
      if left != right { return left < right }
    }
    return first.count < second.count
  }
}

extension RawTree: FolderTable {
  package subscript(name: [UInt8]) -> Fingerprint? {
    entry(named: name).flatMap { isTicketFolder($0) ? $0.id.fingerprint : nil }
  }

  package var names: [[UInt8]] { entries.filter(isTicketFolder).map { Array(nameBytes(of: $0)) } }

  private static let templates = Array(Layout.templatesFolderName.utf8)

  func isTicketFolder(_ entry: Entry) -> Bool {
    let name = nameBytes(of: entry)
    return entry.kind == .folder && name.first != UInt8(ascii: ".")
      && !(name.first == Self.templates.first && name.elementsEqual(Self.templates))
  }

  /// What the ticket folders hold that is not as in an older tree; nothing where one is gone.
  func changes(since old: RawTree) -> [[UInt8]: Fingerprint?] {
    let (come, gone) = entries(unlike: old)
    var changes: [[UInt8]: Fingerprint?] = [:]
    for entry in gone where old.isTicketFolder(entry) { changes[Array(old.nameBytes(of: entry))] = .some(nil) }
    for entry in come where isTicketFolder(entry) { changes[Array(nameBytes(of: entry))] = entry.id.fingerprint }
    return changes
  }
}

extension RawTree.Entry {
  /// The mode of a file that a merge left in several versions; only trees in memory have such entries.
  static let conflicted: UInt32 = 0

  /// The mode of a folder.
  static let folderMode: UInt32 = 0o040000

  static func isFile(_ mode: UInt32) -> Bool { mode & 0o170000 == 0o100000 }

  /// Whether a merge left several versions of the file.
  package var isConflicted: Bool { mode == Self.conflicted }

  /// What the mode says the entry is.
  package var kind: TreeEntry.Kind {
    switch mode & 0o170000 {
    case 0o040000: .folder
    case _ where isConflicted || Self.isFile(mode): .file
    case 0o120000: .link
    default: .other
    }
  }
}
