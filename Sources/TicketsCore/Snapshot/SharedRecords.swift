/// The tickets of many trees that are much alike: what has an equal fingerprint is read once.
package struct SharedRecords {
  private struct Key: Hashable {
    let folder: String
    let content: Fingerprint
  }

  private var known: [Key: TicketRecord] = [:]

  package init() {}

  /// The front matters of a tree, in the order of the folders.
  package mutating func records(of tree: any TicketTree) throws(TreeFailure) -> [TicketRecord] {
    let folders = try tree.reader().entries().filter(\.isTicketFolder)
    // Files have no fingerprints, so nothing of theirs can be shared.
    if folders.allSatisfy({ $0.fingerprint == nil }) { return try Snapshot(of: tree).records }
    let fresh = try Snapshot(of: tree, only: { entry in Self.key(entry).flatMap { known[$0] } == nil }).records
    let byFolder = Dictionary(fresh.map { ($0.folder, $0) }) { first, _ in first }
    return folders.compactMap { entry in
      guard let key = Self.key(entry) else { return byFolder[entry.name] }
      if let record = byFolder[entry.name] { known[key] = record }
      return known[key]
    }
  }

  private static func key(_ entry: TreeEntry) -> Key? {
    entry.fingerprint.map { Key(folder: entry.name, content: $0) }
  }
}
