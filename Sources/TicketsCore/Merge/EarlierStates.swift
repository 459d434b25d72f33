/// Tells whether one side of a merge holds nothing of a ticket but what the other side went through already.
///
/// That is so after a squash merge: the base branch has a state of the ticket that the branch has left behind.
package struct EarlierStates {
  private let readers: SideReaders

  init(_ readers: SideReaders) {
    self.readers = readers
  }

  /// Whether one of two sides has of a ticket only what the other one went through; the closure gives the texts that it
  /// had on the way to ours or to theirs.
  package static func oneFollowsOther(
    of id: TicketID, base: any TicketTree, ours: any TicketTree, theirs: any TicketTree,
    _ texts: (_ folder: String, _ isOurs: Bool) -> [[UInt8]]
  ) -> Bool {
    guard let readers = try? SideReaders(MergedTree.Sides(base: base, ours: ours, theirs: theirs)) else { return false }
    func record(_ side: MergedTree.Side, _ tree: any TicketTree) -> TicketRecord? {
      guard let folder = try? TicketLocator(tree).folder(of: id.text) else { return nil }
      return RecordReader(reader: readers[side], parts: .document).record(of: folder)
    }
    guard let mine = record(.ours, ours), let other = record(.theirs, theirs) else { return false }
    let states = EarlierStates(readers)
    let old = record(.base, base)
    return states.holds(other, .theirs, of: mine, .ours, since: old, texts(mine.folder, true))
      || states.holds(mine, .ours, of: other, .theirs, since: old, texts(other.folder, false))
  }

  /// Whether the old one is an earlier state of the new one: each of its values, its body and all its log lines.
  func holds(
    _ old: TicketRecord, _ oldSide: MergedTree.Side, of new: TicketRecord, _ newSide: MergedTree.Side,
    since base: TicketRecord?, _ states: @autoclosure () -> [[UInt8]]
  ) -> Bool {
    guard let document = old.document, lines(of: old, oldSide).isSubset(of: lines(of: new, newSide)) else {
      return false
    }
    let known = ([base?.document, new.document] + states().map { try? Document($0) }).compactMap(\.self)
    guard known.contains(where: { $0.bytes[$0.bodyStart...].elementsEqual(document.bytes[document.bodyStart...]) })
    else { return false }
    let values = known.map { YAMLMeaning.meanings(of: $0.fields) }
    let mine = YAMLMeaning.meanings(of: document.fields)
    let keys = Set(mine.keys).union(values.flatMap(\.keys))
    return keys.allSatisfy { key in values.contains { $0[key] == mine[key] } }
  }

  private func lines(of record: TicketRecord, _ side: MergedTree.Side) -> Set<[UInt8]> {
    let folder = "\(record.folder)/\(Layout.logsFolderName)"
    var lines: Set<[UInt8]> = []
    for log in (try? readers[side].entries(in: folder)) ?? [] where log.name.hasSuffix(RunLogName.suffix) {
      guard let bytes = try? readers[side].read("\(folder)/\(log.name)") else { continue }
      for line in Lines(of: bytes) { lines.insert(Array(log.name.utf8) + [0] + bytes[line.range]) }
    }
    return lines
  }
}
