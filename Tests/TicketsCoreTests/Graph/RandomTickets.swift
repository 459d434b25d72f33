import TestSupport
import TicketsCore

/// A handful of tickets that speak of each other at random: cycles, selves, missing and broken ones, doubled relations.
struct RandomTickets {
  struct Sample {
    let id: TicketID
    var status: Status?
    var dependencies: [TicketID] = []
    var blocks: [TicketID] = []
    var related: [TicketID] = []
    var hours: Double?
    var mode: AssignmentMode?
  }

  let samples: [Sample]
  let records: [TicketRecord]
  private let byID: [TicketID: Sample]
  /// Every id that a ticket has or speaks of.
  let ids: [TicketID]

  /// Three thousand of them, made once for all tests; the number of each is its seed.
  static let many = Result { try (0..<3000 as Range<UInt64>).map { try RandomTickets(seed: $0) } }

  /// Makes up to so many tickets; the same seed makes the same ones.
  init(seed: UInt64, most: Int = 7) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...most, using: &generator)
    // One more id than tickets: somebody may speak of it.
    let ids = (0...count).compactMap { Self.id($0) }
    let density = Double.random(in: 0...0.5, using: &generator)
    var samples: [Sample] = []
    for id in ids.dropLast() {
      var sample = Sample(id: id, status: Status.allCases.randomElement(using: &generator))
      // Half of all graphs are about open tickets only, else hardly any path would be long.
      if seed.isMultiple(of: 2) { sample.status = [.todo, .doing, .blocked].randomElement(using: &generator) }
      if Int.random(in: 0..<12, using: &generator) == 0 { sample.status = nil }
      for other in ids where Double.random(in: 0..<1, using: &generator) < density {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0..<4: sample.dependencies.append(other)
        case 4..<6: sample.blocks.append(other)
        case 6: sample.related.append(other)
        default: sample.dependencies += [other, other]
        }
      }
      sample.hours = [nil, 0, 0.25, 1, 2, 2, 4].randomElement(using: &generator) ?? nil
      sample.mode = ([nil] + AssignmentMode.allCases).randomElement(using: &generator) ?? nil
      samples.append(sample)
    }
    self.samples = samples
    byID = Dictionary(uniqueKeysWithValues: samples.map { ($0.id, $0) })
    self.ids = samples.flatMap { [$0.id] + $0.dependencies + $0.blocks + $0.related }.withoutRepeats.sorted()
    records = try Self.records(of: samples)
  }

  /// The id of a number, in the order of the numbers.
  static func id(_ number: Int) -> TicketID? {
    let digits = String(number)
    return TicketID("0191c2d3-4e5f-7a8b-9c0d-" + String(repeating: "0", count: 12 - digits.count) + digits)
  }

  /// Reads tickets as they would stand in files.
  static func records(of samples: [Sample]) throws -> [TicketRecord] {
    var files: [String: [UInt8]] = [:]
    for sample in samples {
      var lines = ["---", "id: \(sample.id)", "title: Ticket \(sample.id.short)", "created_at: 2026-01-29T18:42:10Z"]
      lines.append("status: \(sample.status?.rawValue ?? "lost")")
      for (name, ids) in [
        ("dependencies", sample.dependencies), ("blocks", sample.blocks), ("related", sample.related),
      ] where !ids.isEmpty {
        lines.append("\(name): [\(ids.map(\.text).joined(separator: ", "))]")
      }
      if let hours = sample.hours { lines += ["estimates:", "  human_hours: \(hours)"] }
      if let mode = sample.mode { lines += ["assignment:", "  mode: \(mode.rawValue)"] }
      lines += ["---", "# Ticket", ""]
      files["\(sample.id)/ticket.md"] = Array(lines.joined(separator: "\n").utf8)
    }
    return try Snapshot(of: MemoryTree(files)).records
  }

  /// A chain in which each ticket waits for the one before.
  static func chain(of count: Int) throws -> [TicketRecord] {
    let ids = (0..<count).compactMap { id($0) }
    return try records(
      of: ids.indices.map { Sample(id: ids[$0], status: .todo, dependencies: $0 > 0 ? [ids[$0 - 1]] : [], hours: 1) })
  }

  /// Layers of two tickets, each of which waits for both of the layer before: the paths double with each layer.
  static func ladder(of layers: Int) throws -> [TicketRecord] {
    let ids = (0..<2 * layers).compactMap { id($0) }
    return try records(
      of: ids.indices.map { index in
        let before = index / 2 * 2
        return Sample(
          id: ids[index], status: .todo, dependencies: before > 0 ? [ids[before - 2], ids[before - 1]] : [], hours: 1)
      })
  }

  func sample(_ id: TicketID) -> Sample? { byID[id] }

  /// From which ticket one gets to which, over pairs of what comes first and what waits.
  func reach(_ pairs: [(TicketID, TicketID)]) -> Reach { Reach(ids, pairs) }

  struct Reach {
    private let places: [TicketID: Int]
    private var isReached: [[Bool]]

    init(_ ids: [TicketID], _ pairs: [(TicketID, TicketID)]) {
      let places = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
      isReached = Array(repeating: Array(repeating: false, count: ids.count), count: ids.count)
      for case (let from?, let to?) in pairs.map({ (places[$0], places[$1]) }) { isReached[from][to] = true }
      for middle in ids.indices {
        for from in ids.indices where isReached[from][middle] {
          for to in ids.indices where isReached[middle][to] { isReached[from][to] = true }
        }
      }
      self.places = places
    }

    func contains(_ from: TicketID, _ to: TicketID) -> Bool {
      guard let from = places[from], let to = places[to] else { return false }
      return isReached[from][to]
    }
  }

  /// All pairs of what comes first and what waits.
  var order: [(TicketID, TicketID)] {
    samples.flatMap { sample in
      sample.dependencies.map { ($0, sample.id) } + sample.blocks.map { (sample.id, $0) }
    }
  }
}
