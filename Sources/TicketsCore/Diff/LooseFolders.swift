/// Ticket folders whose names alone do not say which one became which.
struct LooseFolders {
  private struct Folder {
    let entry: TreeEntry
    let id: TicketID?
  }

  private var old: [Folder] = []
  private var new: [Folder] = []
  private var joined: [EntryPair] = []

  /// Whether a folder may not belong to the one that it was compared with.
  static func isLoose(_ pair: EntryPair, _ diff: TicketDiff?) -> Bool {
    guard pair.old != nil, pair.new != nil else { return true }
    return diff.map { $0.old?.ticket.id != $0.new?.ticket.id } ?? false
  }

  /// Joins folders that hold the ticket of the same id, then those of the same name.
  static func rejoined(_ loose: [(pair: EntryPair, diff: TicketDiff?)]) -> [EntryPair] {
    var folders = LooseFolders()
    for (pair, diff) in loose {
      if let entry = pair.old { folders.old.append(Folder(entry: entry, id: diff?.old?.ticket.id)) }
      if let entry = pair.new { folders.new.append(Folder(entry: entry, id: diff?.new?.ticket.id)) }
    }
    folders.join { $0.id.map { Array($0.text.utf8) } }
    folders.join { Array($0.entry.name.utf8) }
    return folders.joined + folders.old.map { EntryPair(old: $0.entry, new: nil) }
      + folders.new.map { EntryPair(old: nil, new: $0.entry) }
  }

  private mutating func join(by key: (Folder) -> [UInt8]?) {
    var unmatched = Dictionary(grouping: old.indices.reversed()) { key(old[$0]) }
    var rest: [Folder] = []
    for folder in new {
      if let key = key(folder), let match = unmatched[key]?.popLast() {
        joined.append(EntryPair(old: old[match].entry, new: folder.entry))
      } else {
        rest.append(folder)
      }
    }
    old = unmatched.values.joined().sorted().map { old[$0] }
    new = rest
  }
}
