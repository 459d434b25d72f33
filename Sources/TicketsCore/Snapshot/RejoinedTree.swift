/// A tree in which the logs that lie in the old folder of a renamed ticket are seen where they belong.
///
/// Git leaves them behind when one side renames the folder and the other begins a run: a folder with nothing but `logs/`,
/// named after the id of a ticket that has another folder.
package struct RejoinedTree: TicketTree {
  private let tree: any TicketTree
  /// The folders of the tickets, by those that only hold logs of them.
  private let homes: [String: String]
  private let strays: [String: String]

  /// The tree with its logs joined, or just as it is when none is astray.
  package static func of(_ tree: any TicketTree) throws(TreeFailure) -> any TicketTree {
    let reader = try tree.reader()
    return try RejoinedTree(tree, listing: try reader.entries(), reader) ?? tree
  }

  /// The tree with its logs joined, where some of those in a listing are astray.
  init?(_ tree: any TicketTree, listing entries: [TreeEntry], _ reader: any TreeReader) throws(TreeFailure) {
    if tree is RejoinedTree { return nil }
    let homes = Self.homes(among: entries, reader)
    if homes.isEmpty { return nil }
    self.init(tree, homes)
  }

  private init(_ tree: any TicketTree, _ homes: [String: String]) {
    self.tree = tree
    self.homes = homes
    strays = Dictionary(homes.map { ($1, $0) }) { first, _ in first }
  }

  /// The folders of tickets by the folders that only hold logs of them.
  ///
  /// Only a ticket whose folder is not named after its id can have such a one: mostly there is none, and nothing is read.
  private static func homes(among entries: [TreeEntry], _ reader: any TreeReader) -> [String: String] {
    let named = entries.filter { $0.isTicketFolder && TicketID($0.name) == nil }
    if named.isEmpty { return [:] }
    let ids = Set(entries.lazy.filter { $0.isTicketFolder && TicketID($0.name) != nil }.map(\.name))
    if ids.isEmpty { return [:] }
    let records = RecordReader(reader: reader, parts: [])
    var homes: [String: String] = [:]
    // Whichever are fewer are looked at: those that may be a home, or those that may be left behind.
    let strays = ids.count < named.count ? ids.filter { records.holdsOnlyLogs($0) } : ids
    if strays.isEmpty { return [:] }
    for folder in named {
      guard let id = records.record(of: folder).ticket.id?.text, strays.contains(id), homes[id] == nil,
        records.holdsOnlyLogs(id)
      else { continue }
      homes[id] = folder.name
    }
    return homes
  }

  package var label: String { tree.label }

  package func reader() throws(TreeFailure) -> any TreeReader {
    Reader(try tree.reader(), homes: homes, strays: strays)
  }

  package func reader(of count: Int) throws(TreeFailure) -> any TreeReader {
    Reader(try tree.reader(of: count), homes: homes, strays: strays)
  }

  private final class Reader: TreeReader {
    private let reader: any TreeReader
    private let homes: [String: String]
    private let strays: [String: String]

    init(_ reader: any TreeReader, homes: [String: String], strays: [String: String]) {
      (self.reader, self.homes, self.strays) = (reader, homes, strays)
    }

    var convertsLineEnds: Bool { reader.convertsLineEnds }

    func fingerprint(of bytes: [UInt8]) -> Fingerprint? { reader.fingerprint(of: bytes) }

    func entries() throws(TreeFailure) -> [TreeEntry] {
      let entries = try reader.entries()
      let left = Dictionary(entries.lazy.filter { self.homes[$0.name] != nil }.map { ($0.name, $0) }) { first, _ in
        first
      }
      return entries.compactMap { entry in
        if homes[entry.name] != nil { return nil }
        guard let stray = strays[entry.name].flatMap({ left[$0] }) else { return entry }
        return TreeEntry(name: entry.name, kind: entry.kind, fingerprint: entry.joinedFingerprint(with: stray))
      }
    }

    func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
      let own = try reader.entries(in: folder)
      guard let stray = other(folder) else { return own }
      let left = try reader.entries(in: stray)
      let names = Set(own.map(\.name))
      let both = Dictionary(left.map { ($0.name, $0) }) { first, _ in first }
      let joined = own.map { entry in
        guard let other = both[entry.name] else { return entry }
        return TreeEntry(name: entry.name, kind: entry.kind, fingerprint: entry.joinedFingerprint(with: other))
      }
      return (joined + left.filter { !names.contains($0.name) }).sorted { $0.name.precedesInBytes($1.name) }
    }

    func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
      guard let stray = other(path) else { return try reader.read(path, limit: limit) }
      guard let left = try? reader.read(stray, limit: limit) else { return try reader.read(path, limit: limit) }
      do throws(TreeFailure) {
        return left.joined(with: try reader.read(path, limit: limit))
      } catch  where error.reason == .missing {
        return left
      }
    }

    /// Where else something of a ticket's logs may lie.
    private func other(_ path: String) -> String? {
      let folder = String(path.prefix { $0 != "/" })
      return strays[folder].map { $0 + path.dropFirst(folder.count) }
    }
  }
}

extension RecordReader {
  /// Whether a folder holds run logs, and nothing else.
  package func holdsOnlyLogs(_ folder: String) -> Bool {
    guard let entries = try? reader.entries(in: folder), entries.count == 1, entries[0].kind == .folder,
      entries[0].name == Layout.logsFolderName
    else { return false }
    return (try? reader.entries(in: "\(folder)/\(Layout.logsFolderName)"))?.isEmpty == false
  }
}

extension TreeEntry {
  /// What stands for the content of two entries together.
  fileprivate func joinedFingerprint(with other: TreeEntry) -> Fingerprint? {
    guard let first = fingerprint, let second = other.fingerprint else { return nil }
    return Fingerprint(
      first.first &+ second.first &* 3, first.second &+ second.second &* 3, first.third &+ second.third &* 3,
      first.fourth &+ second.fourth &* 3)
  }
}

extension [UInt8] {
  /// The lines of a run log and those that only another one of the same name has.
  fileprivate func joined(with other: [UInt8]) -> [UInt8] {
    let known = Set(split(separator: Ascii.newline))
    let new = other.split(separator: Ascii.newline).filter { !known.contains($0) }
    let start = last.map { $0 == Ascii.newline } ?? true ? self : self + [Ascii.newline]
    return start + new.flatMap { $0 + [Ascii.newline] }
  }
}
