/// Which ticket comes before which: what tickets say of each other, all of it turned the way that work goes.
///
/// Linear in tickets and relations; cycles and tickets that are not there are part of it.
package struct Graph: Sendable {
  /// A ticket, or an id that tickets speak of and nobody has.
  package struct Node: Sendable {
    /// The id; a broken ticket whose id cannot be read goes by its folder, if that is an id.
    package let id: TicketID?
    /// The ticket; of several with the same id the first that is not done, so that nobody goes on too early.
    package fileprivate(set) var record: TicketRecord?

    package init(id: TicketID?, record: TicketRecord?) {
      (self.id, self.record) = (id, record)
    }

    /// The id, or what must do for one.
    package var name: String { id?.text ?? record?.folder ?? "" }

    package var status: Status? { record?.ticket.status }

    /// The estimate, when it is one that can be added up.
    package var hours: Double? { record?.hours }
  }

  /// What a ticket says of another.
  package enum Relation: String, Sendable {
    case dependency, blocks, related
  }

  /// An edge points from what comes first to what waits; `related` has no direction and points away from who says it.
  package struct Edge: Hashable, Sendable {
    package let relation: Relation
    package let from: Int
    package let to: Int
  }

  package private(set) var nodes: [Node] = []
  /// Every edge once, in the order of the tickets that say it.
  package private(set) var edges: [Edge] = []
  private var numbers: [Key: Int] = [:]

  private enum Key: Hashable {
    case id(TicketID), folder(String)

    init(_ record: TicketRecord) {
      self = (record.ticket.id ?? TicketID(record.folder)).map(Key.id) ?? .folder(record.folder)
    }

    var id: TicketID? {
      if case .id(let id) = self { id } else { nil }
    }
  }

  /// Makes the graph of a tree's tickets.
  package init(_ records: [TicketRecord], withRelated: Bool = true) {
    nodes.reserveCapacity(records.count)
    numbers.reserveCapacity(records.count)
    let places = records.map { place(Key($0), $0) }
    var seen = Set<Edge>(minimumCapacity: records.count)
    for (record, place) in zip(records, places) {
      order(by: record, at: place, &seen)
      guard withRelated else { continue }
      for id in record.ticket.related { add(Edge(relation: .related, from: place, to: self.place(.id(id))), &seen) }
    }
  }

  /// Adds what a ticket says of the order of tickets.
  private mutating func order(by record: TicketRecord, at place: Int, _ seen: inout Set<Edge>) {
    for id in record.ticket.dependencies {
      add(Edge(relation: .dependency, from: self.place(.id(id)), to: place), &seen)
    }
    for id in record.ticket.blocks { add(Edge(relation: .blocks, from: place, to: self.place(.id(id))), &seen) }
  }

  /// Adds the order that other versions of tickets ask for; a ticket that is here stays what it is here.
  ///
  /// The nodes that were there keep their numbers, and the edges that are new come last.
  package mutating func widen(by records: [TicketRecord]) {
    var seen = Set(edges)
    for record in records {
      let place = numbers[Key(record)] ?? place(Key(record), record)
      if nodes[place].record == nil { nodes[place].record = record }
      order(by: record, at: place, &seen)
    }
  }

  private mutating func place(_ key: Key, _ record: TicketRecord? = nil) -> Int {
    if let number = numbers[key] {
      if let record, nodes[number].status == .done { nodes[number].record = record }
      return number
    }
    numbers[key] = nodes.count
    nodes.append(Node(id: key.id, record: record))
    return nodes.count - 1
  }

  private mutating func add(_ edge: Edge, _ seen: inout Set<Edge>) {
    if edge.relation == .related {
      let turned = Edge(relation: .related, from: edge.to, to: edge.from)
      if edge.from == edge.to || seen.contains(turned) { return }
    }
    if seen.insert(edge).inserted { edges.append(edge) }
  }

  /// The node of a ticket of this graph.
  package func node(of record: TicketRecord) -> Int? { numbers[Key(record)] }

  /// The node of an id.
  package func node(of id: TicketID) -> Int? { numbers[.id(id)] }

  /// For each node the ones that wait for it, each once.
  package var successors: [[Int]] { successors { _ in true } }

  /// For each node the ones that wait for it along the wanted edges, each once; `related` is no order.
  func successors(where isWanted: (Edge) -> Bool) -> [[Int]] {
    neighbours(edges.filter { $0.relation != .related && isWanted($0) }.map { ($0.from, $0.to) })
  }

  /// For each node the ones that it waits for, each once.
  package var predecessors: [[Int]] {
    neighbours(edges.filter { $0.relation != .related }.map { ($0.to, $0.from) })
  }

  /// For each node the related ones, whoever says it.
  package var relatives: [[Int]] {
    let related = edges.filter { $0.relation == .related }
    return neighbours(related.map { ($0.from, $0.to) } + related.map { ($0.to, $0.from) })
  }

  private func neighbours(_ pairs: [(Int, Int)]) -> [[Int]] {
    var lists: [[Int]] = Array(repeating: [], count: nodes.count)
    for (node, neighbour) in pairs { lists[node].append(neighbour) }
    return lists.map { $0.count > 1 ? $0.withoutRepeats : $0 }
  }

  /// The tickets that wait for each other, those that do together, in the order in which a walk meets them.
  ///
  /// For a plain circle that is the order around it.
  package var cycles: [[Int]] {
    let successors = successors
    return Self.cycles(among: Components.all(successors), successors)
  }

  static func cycles(among parts: [[Int]], _ successors: [[Int]]) -> [[Int]] {
    parts.filter { part in part.count > 1 || part.first.map { successors[$0].contains($0) } ?? false }
      .sorted { $0.min() ?? 0 < $1.min() ?? 0 }
  }

  /// All that a ticket waits for and all that waits for it, however far, and what is directly related to it.
  package func part(around node: Int) -> Graph {
    var isKept = Array(repeating: false, count: nodes.count)
    for neighbours in [successors, predecessors] { for other in reach(from: node, neighbours) { isKept[other] = true } }
    for other in relatives[node] { isKept[other] = true }
    return keeping { isKept[$0] }
  }

  private func reach(from start: Int, _ neighbours: [[Int]]) -> [Int] {
    var isReached = Array(repeating: false, count: nodes.count)
    isReached[start] = true
    var reached = [start]
    var next = 0
    while next < reached.count {
      for node in neighbours[reached[next]] where !isReached[node] {
        isReached[node] = true
        reached.append(node)
      }
      next += 1
    }
    return reached
  }

  /// The graph of some nodes and the edges between them.
  private func keeping(_ isKept: (Int) -> Bool) -> Graph {
    var part = self
    let kept = nodes.indices.filter(isKept)
    let places = Dictionary(uniqueKeysWithValues: zip(kept, kept.indices))
    part.nodes = kept.map { nodes[$0] }
    part.edges = edges.compactMap { edge in
      guard let from = places[edge.from], let to = places[edge.to] else { return nil }
      return Edge(relation: edge.relation, from: from, to: to)
    }
    part.numbers = numbers.compactMapValues { places[$0] }
    return part
  }
}

extension Array where Element: Hashable {
  /// The elements in order, each once.
  package var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
