/// Finds the tickets that were split from another: only their run logs say so.
package enum Children {
  /// The folders of a tree in whose run logs an entry was created from the ticket, in their order.
  ///
  /// Reads every run log of the tree, so it is for those who look at one ticket.
  package static func folders(from parent: TicketID, in tree: any TicketTree) throws(TreeFailure) -> Set<String> {
    let folders = try tree.reader().entries().filter(\.isTicketFolder)
    let areChildren = try Threads.map(count: folders.count) { () throws(TreeFailure) in
      try tree.reader()
    } _: { (reader, index) throws(TreeFailure) in
      isChild(folders[index], of: parent, reader)
    }
    return Set(zip(folders, areChildren).filter(\.1).map(\.0.name))
  }

  private static func isChild(_ folder: TreeEntry, of parent: TicketID, _ reader: any TreeReader) -> Bool {
    // A log that cannot be read says nothing here; validation tells.
    let logs = "\(folder.name)/\(Layout.logsFolderName)"
    let names = ((try? reader.entries(in: logs)) ?? []).map(\.name).filter { $0.hasSuffix(RunLogName.suffix) }
    return names.contains { name in
      (try? reader.read("\(logs)/\(name)")).map { RunLog.origins(in: $0).contains(parent) } ?? false
    }
  }
}
