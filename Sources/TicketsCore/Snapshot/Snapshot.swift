/// A tree's tickets, parsed, in the order of their folder names.
///
/// A broken ticket is a record like any other.
package struct Snapshot: Sendable {
  /// What is read beyond the front matter; each part costs.
  package struct Parts: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The whole of `ticket.md`, body and all.
    package static let document = Parts(rawValue: 1)
    /// When each ticket was last logged.
    package static let logTimes = Parts(rawValue: 2)
    /// The run logs.
    package static let logs = Parts(rawValue: 4)
  }

  /// How the tree is named in messages.
  package let label: String
  package let records: [TicketRecord]
  /// What lies in `.tickets/` and is no ticket folder.
  package let strays: [TreeEntry]

  /// Reads a tree, or only some of its folders.
  package init(
    of tree: any TicketTree, reading parts: Parts = [], only isWanted: (TreeEntry) -> Bool = { _ in true }
  ) throws(TreeFailure) {
    label = tree.label
    let reader = try tree.reader()
    var entries = try reader.entries()
    var tree = tree
    if let joined = try RejoinedTree(tree, listing: entries, reader) {
      tree = joined
      entries = try joined.reader().entries()
    }
    entries = entries.filter(isWanted)
    let folders = entries.filter(\.isTicketFolder)
    strays = entries.filter { $0.kind != .folder }
    var records = try Self.records(of: folders, in: tree, parts)
    records.removeAll(where: \.isHollow)
    self.records = records
  }

  /// Reads the tickets of some folders, without a look at what else there is.
  package static func records(
    ofFolders names: [String], in tree: any TicketTree, reading parts: Parts
  ) throws(TreeFailure) -> [TicketRecord] {
    try records(of: names.map { TreeEntry(name: $0, kind: .folder) }, in: tree, parts)
  }

  private static func records(
    of folders: [TreeEntry], in tree: any TicketTree, _ parts: Parts
  ) throws(TreeFailure) -> [TicketRecord] {
    if parts.contains(.document) {
      return try Threads.map(count: folders.count) { () throws(TreeFailure) in
        RecordReader(reader: try tree.reader(of: folders.count), parts: parts)
      } _: { (reader, index) throws(TreeFailure) in
        reader.record(of: folders[index])
      }
    }
    return try tree.mapHeads(of: Layout.ticketFileName, in: folders, limit: RecordReader.headSize) {
      reader, index, head in
      RecordReader(reader: reader, parts: parts).record(of: folders[index], head: head)
    }
  }
}
