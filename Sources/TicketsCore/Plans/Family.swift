/// Which tickets are part of which: run logs say so, and are read where tickets name each other.
///
/// A child says `created_from`, or its parent `tickets_created`. One that was made with a parent also names it in
/// `related`, so that nobody has to read the logs of all tickets to find the children of one: who is named by neither is
/// not asked.
package struct Family {
  private let records: [TicketRecord]
  private let reader: any TreeReader
  private var numbers: [TicketID: Int] = [:]
  /// By ticket, those that name it in `related`.
  private var relatives: [TicketID: [Int]] = [:]

  /// Gathers who names whom among the tickets of a tree.
  package init(_ records: [TicketRecord], in tree: any TicketTree) throws(TreeFailure) {
    self.records = records
    // Logs count for their ticket in whichever folder they were left.
    reader = try RejoinedTree.of(tree).reader()
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
  package func children(of parent: TicketRecord) -> [TicketID] {
    guard let id = parent.ticket.id else { return [] }
    let named = created(by: parent)
    var near = Set(named.compactMap { numbers[$0] })
    near.formUnion(relatives[id] ?? [])
    near.formUnion(parent.ticket.related.compactMap { numbers[$0] })
    let found = near.filter { logs(of: records[$0]).contains { RunLog.origins(in: $0()).contains(id) } }
    return (found.sorted().compactMap { records[$0].ticket.id } + named).filter { $0 != id }.withoutRepeats
  }

  /// Whether two tickets are told to belong together by what is read to find children: else an entry that says so is
  /// never looked at.
  package static func areAcquainted(_ child: TicketRecord, _ parent: TicketRecord) -> Bool {
    guard let id = child.ticket.id, let origin = parent.ticket.id else { return false }
    return child.ticket.related.contains(origin) || parent.ticket.related.contains(id)
      || parent.logs.contains { log in (try? log.content.get()).map { RunLog.created(in: $0).contains(id) } ?? false }
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
    let names = ((try? reader.entries(in: folder)) ?? []).map(\.name).filter { $0.hasSuffix(RunLogName.suffix) }
    return names.map { name in { (try? reader.read("\(folder)/\(name)")) ?? [] } }
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
