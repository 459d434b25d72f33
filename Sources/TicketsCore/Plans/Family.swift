/// Which tickets are part of which: run logs say so, and are read where tickets name each other.
///
/// A child says `created_from`, or its parent `tickets_created`. One that was made with a parent also names it in
/// `related`, so that nobody has to read the logs of all tickets to find the children of one.
package struct Family {
  private let records: [TicketRecord]
  private let tree: any TicketTree
  private let reader: any TreeReader
  private var numbers: [TicketID: Int] = [:]
  /// By ticket, those that name it in `related`.
  private var relatives: [TicketID: [Int]] = [:]

  /// Gathers who names whom among the tickets of a tree.
  package init(_ records: [TicketRecord], in tree: any TicketTree) throws(TreeFailure) {
    self.records = records
    // Logs count for their ticket in whichever folder they were left.
    self.tree = try RejoinedTree.of(tree)
    reader = try self.tree.reader()
    numbers.reserveCapacity(records.count)
    for (number, record) in records.enumerated() {
      guard let id = record.ticket.id else { continue }
      if numbers[id] == nil { numbers[id] = number }
      for other in record.ticket.related { relatives[other, default: []].append(number) }
    }
  }

  /// The ticket of an id.
  package func record(_ id: TicketID) -> TicketRecord? { numbers[id].map { records[$0] } }

  /// The children of a ticket, by the two ways in which they can be told: first those that say it themselves.
  ///
  /// With strangers, tickets count too that name their parent nowhere but in their first log entry; to find them that is
  /// read of every ticket that came later, which pays for those who look at one ticket.
  package func children(of parent: TicketRecord, withStrangers: Bool = false) -> [TicketID] {
    guard let id = parent.ticket.id else { return [] }
    let named = created(by: parent)
    var near = Set(named.compactMap { numbers[$0] })
    near.formUnion(relatives[id] ?? [])
    near.formUnion(parent.ticket.related.compactMap { numbers[$0] })
    var found = near.filter { logs(of: records[$0]).contains { RunLog.origins(in: $0()).contains(id) } }
    if withStrangers { found.formUnion(strangers(from: id, besides: near)) }
    return (found.sorted().compactMap { records[$0].ticket.id } + named).filter { $0 != id }.withoutRepeats
  }

  /// Whether something is still to be done in the parts of a ticket.
  package func hasOpenParts(_ parent: TicketRecord) -> Bool {
    children(of: parent).contains { child in record(child).map { $0.ticket.status?.isOpen ?? true } ?? false }
  }

  /// A ticket with all that is part of it, each once.
  package func whole(_ record: TicketRecord) -> PlanNode {
    var seen: Set<TicketID> = []
    return node(record, depth: 0, &seen)
  }

  private func node(_ record: TicketRecord, depth: Int, _ seen: inout Set<TicketID>) -> PlanNode {
    record.ticket.id.map { _ = seen.insert($0) }
    let children = depth < Self.deepest ? children(of: record) : []
    var nodes: [PlanNode] = []
    for child in children where !seen.contains(child) {
      if let record = self.record(child) { nodes.append(node(record, depth: depth + 1, &seen)) }
    }
    return PlanNode(record: record, children: nodes)
  }

  /// Nobody splits tickets further, and what claims so shall not exhaust us.
  private static let deepest = 64

  /// The tickets that a ticket's logs say were made from it.
  private func created(by parent: TicketRecord) -> [TicketID] {
    logs(of: parent).flatMap { RunLog.created(in: $0()) }.withoutRepeats
  }

  /// The logs of a ticket, each read when it is asked for; one that cannot be read says nothing here, validation tells.
  private func logs(of record: TicketRecord) -> [() -> [UInt8]] {
    let folder = "\(record.folder)/\(Layout.logsFolderName)"
    return Self.logNames(in: folder, reader).map { name in { (try? reader.read("\(folder)/\(name)")) ?? [] } }
  }

  private static func logNames(in folder: String, _ reader: any TreeReader) -> [String] {
    ((try? reader.entries(in: folder)) ?? []).map(\.name).filter { $0.hasSuffix(RunLogName.suffix) }
  }

  /// The tickets that came later than another and say in their first log entry that they were split from it.
  private func strangers(from parent: TicketID, besides known: Set<Int>) -> [Int] {
    let later = records.indices.filter { number in
      !known.contains(number) && records[number].ticket.id.map { $0 != parent && $0.isNoOlder(than: parent) } ?? false
    }
    let folders = later.map { "\(records[$0].folder)/\(Layout.logsFolderName)" }
    let areChildren = try? Threads.map(count: later.count) { [tree] () throws(TreeFailure) in
      try tree.reader(of: folders.count)
    } _: { (reader, index) throws(TreeFailure) in
      // Logs are named after the time at which their run began.
      Self.logNames(in: folders[index], reader).first.map { name in
        RunLog.origins(in: Self.head(of: "\(folders[index])/\(name)", reader)).contains(parent)
      } ?? false
    }
    return zip(later, areChildren ?? []).filter(\.1).map(\.0)
  }

  /// The first bytes of a log, with its whole first entry.
  private static func head(of path: String, _ reader: any TreeReader) -> [UInt8] {
    let head = (try? reader.read(path, limit: RecordReader.headSize)) ?? []
    if head.count < RecordReader.headSize || head.contains(Ascii.newline) { return head }
    return (try? reader.read(path)) ?? []
  }
}

/// A ticket, and what it is made of.
package struct PlanNode: Sendable {
  package let record: TicketRecord
  package let children: [PlanNode]

  package var isLeaf: Bool { children.isEmpty }

  /// The tickets in it that have no part themselves, it itself when it has none; a plan alone is no work yet.
  package var leaves: [TicketRecord] {
    if isLeaf { return record.ticket.isPlan ? [] : [record] }
    return children.flatMap(\.leaves)
  }

  /// The tickets in it that have parts.
  package var containers: [TicketRecord] { isLeaf ? [] : [record] + children.flatMap(\.containers) }

  /// All tickets of it, itself first.
  package var all: [TicketRecord] { [record] + children.flatMap(\.all) }
}
