/// Finds the ticket folder that people mean: by full id, by a unique beginning or end of one, by the folder's name, by the
/// number of a plan or of a milestone in it.
package struct TicketLocator {
  /// Shorter pieces of an id would match by accident.
  package static let shortest = 4

  private let tree: any TicketTree
  private let known: [TicketRecord]?

  /// A locator in a tree, of which the tickets may have been read already.
  package init(_ tree: any TicketTree, knowing records: [TicketRecord]? = nil) {
    self.tree = tree
    known = records
  }

  private func records() throws(LocatorFailure) -> [TicketRecord] {
    if let known { return known }
    return try reading { () throws(TreeFailure) in try Snapshot(of: tree) }.records
  }

  /// The folder of the one ticket that the name fits.
  ///
  /// A full id whose folder is named after it costs the same however many tickets there are.
  package func folder(of name: String) throws(LocatorFailure) -> TreeEntry {
    let reader = try reading { () throws(TreeFailure) in try tree.reader() }
    if let plan = PlanName(name) { return try folder(of: plan, written: name, reader) }
    if TicketID(name) != nil {
      let entry = TreeEntry(name: name, kind: .folder)
      // A folder may be named after another ticket's id: then the front matters decide.
      if RecordReader(reader: reader, parts: []).record(of: entry).ticket.id?.text == name { return entry }
    }
    let folders = try reading { () throws(TreeFailure) in try RejoinedTree.of(tree).reader().entries() }.filter(
      \.isTicketFolder)
    if TicketID(name) == nil, let exact = folders.first(where: { $0.name == name }) { return exact }
    guard name.utf8.count >= Self.shortest else { throw .tooShort(name) }
    let piece = name.lowercased()
    let named = folders.filter { $0.name.hasPrefix(piece) || $0.name.hasSuffix(piece) }
    if TicketID(name) == nil, let one = try only(named, of: name, reader, \.self),
      RecordReader(reader: reader, parts: []).record(of: one).failure == nil
    {
      return one
    }
    // By convention folders are named after ids, but only by convention.
    let records = try self.records()
    let matching = records.filter { record in
      record.ticket.id.map { $0.text.hasPrefix(piece) || $0.text.hasSuffix(piece) } ?? false
    }
    if let one = try only(matching, of: name, reader, \.entry) { return one.entry }
    // A broken ticket can still be reached by the folder that has its name; a healthy one always wins.
    guard let broken = named.first else { throw .notFound(name) }
    return broken
  }

  /// The folder of a plan or a milestone, by their numbers.
  private func folder(
    of name: PlanName, written: String, _ reader: any TreeReader
  ) throws(LocatorFailure) -> TreeEntry {
    let records = try self.records()
    let plans = records.filter { $0.ticket.handle == name.plan }
    guard let plan = try only(plans, of: written, reader, \.entry) else { throw .notFound(written) }
    guard let milestone = name.milestone else { return plan.entry }
    let family = try reading { () throws(TreeFailure) in try Family(records, in: tree) }
    let milestones = family.children(of: plan).compactMap(family.record).filter { $0.ticket.handle == milestone }
    guard let one = try only(milestones, of: written, reader, \.entry) else { throw .notFound(written) }
    return one.entry
  }

  private func only<Match>(
    _ matches: [Match], of name: String, _ reader: any TreeReader, _ entry: (Match) -> TreeEntry
  ) throws(LocatorFailure) -> Match? {
    if matches.count > 1 {
      let titles = RecordReader(reader: reader, parts: [])
      let candidates = matches.prefix(LocatorFailure.Candidate.most).map { match in
        LocatorFailure.Candidate(folder: entry(match).name, title: titles.record(of: entry(match)).ticket.title)
      }
      throw .ambiguous(name, candidates, of: matches.count)
    }
    return matches.first
  }

  private func reading<Value>(_ work: () throws(TreeFailure) -> Value) throws(LocatorFailure) -> Value {
    do throws(TreeFailure) { return try work() } catch { throw .unreadable(error) }
  }
}

/// Why a name leads to no ticket.
package enum LocatorFailure: Error, Equatable, Sendable {
  case notFound(String)
  case tooShort(String)
  /// The first of the tickets that the name fits, and how many there are.
  case ambiguous(String, [Candidate], of: Int)
  case unreadable(TreeFailure)

  /// A ticket that may be meant.
  package struct Candidate: Equatable, Sendable {
    package let folder: String
    package let title: String?

    /// More than these nobody reads.
    static let most = 10
  }
}

extension TicketRecord {
  fileprivate var entry: TreeEntry { TreeEntry(name: folder, kind: .folder, fingerprint: fingerprint) }
}
