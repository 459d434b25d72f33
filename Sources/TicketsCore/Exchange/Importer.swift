/// Makes tickets of what another tool keeps: a value that says of each file what becomes of it.
package struct Importer {
  private let format: any ExchangeFormat.Type
  private let items: [SourceItem]
  private let known: KnownImports
  private let options: Options

  package struct Options: Sendable {
    /// When a file came to be, where the source does not say it.
    package var added: [String: Instant]
    /// Stands in where nobody knows.
    package var now: Instant
    /// Whether what changed in the source since is taken over.
    package var isUpdate: Bool

    package init(added: [String: Instant] = [:], now: Instant, isUpdate: Bool = false) {
      (self.added, self.now, self.isUpdate) = (added, now, isUpdate)
    }
  }

  package init(
    _ format: any ExchangeFormat.Type, _ items: [SourceItem], known: KnownImports, _ options: Options
  ) {
    (self.format, self.items, self.known, self.options) = (format, items, known, options)
  }

  /// A ticket of the source on its way.
  private struct Candidate {
    let source: ForeignSource
    var ticket: ForeignTicket
    var remarks: [String]
    let key: String
    var id: TicketID
    var time: Instant
    var there: KnownImports.Ticket?
    /// Whether an earlier one of this source has its id.
    let isRepeated: Bool
  }

  /// The paths of tickets that do not say when they were made.
  package static func undated(_ items: [SourceItem], _ format: any ExchangeFormat.Type) -> [String] {
    items.compactMap { item in
      guard case .ticket(let source) = item.content, format.ticket(source).ticket.createdAt == nil else { return nil }
      return item.path
    }
  }

  package func outcomes() -> [ImportOutcome] {
    let format = format
    let items = items
    let read = Threads.map(count: items.count, atLeast: 64) { index -> (ForeignTicket, [String])? in
      guard case .ticket(let source) = items[index].content else { return nil }
      return format.ticket(source)
    }
    var candidates = candidates(read)
    let references = references(among: candidates.compactMap(\.self))
    remarkCircles(among: &candidates, references)
    let (found, known, options) = (candidates, known, options)
    return Threads.map(count: items.count, atLeast: 64) { index in
      if let candidate = found[index] { return Self.outcome(candidate, references, format, known, options) }
      return ImportOutcome(items[index])
    }
  }

  private func candidates(_ read: [(ForeignTicket, [String])?]) -> [Candidate?] {
    var taken: Set<TicketID> = []
    var counts: [String: Int] = [:]
    return read.enumerated().map { index, found in
      guard let (ticket, remarks) = found, case .ticket(let source) = items[index].content else { return nil }
      var all = source.remarks + remarks
      let key = format.key(ticket.id)
      let number = counts[key, default: 0]
      counts[key] = number + 1
      if number > 0 { all.append("another ticket has the id \(ticket.id) too") }
      let there = known.ticket(key, source.path, isFirst: number == 0)
      // What comes back from an export of ours is the very ticket, whose home is here.
      let own = number == 0 ? known.exported[key] : nil
      let said = ticket.createdAt ?? options.added[source.path]
      if ticket.createdAt == nil, there == nil, let date = unreadableDate(in: source.fields) {
        all.append("'\(date.singleLine)' is no date that can be read")
      }
      if said == nil, there == nil { all.append("nothing says when it was made, so that is now") }
      let instant = said ?? options.now.wholeSeconds
      // With the path from the second on: what shares all bits of its hash has no short name of its own.
      var round = number
      var id = id(key, source.path, round, at: instant)
      while there == nil, !taken.insert(id).inserted {
        round += 1
        id = self.id(key, source.path, round, at: instant)
      }
      return Candidate(
        source: source, ticket: ticket, remarks: all, key: key, id: there?.id ?? own ?? id, time: instant, there: there,
        isRepeated: number > 0)
    }
  }

  private func id(_ key: String, _ path: String, _ round: Int, at instant: Instant) -> TicketID {
    let place = round == 0 ? [] : round == 1 ? [path] : [path, String(round)]
    return TicketID(madeOf: [format.name, key] + place, at: instant)
  }

  private func unreadableDate(in fields: [JSON.Member]) -> String? {
    let fields = ForeignFields(fields)
    return format.dates.lazy.compactMap { fields.word($0) }.first
  }

  private func references(among candidates: [Candidate]) -> [String: TicketID] {
    var map = known.ids
    for candidate in candidates where !candidate.isRepeated { map[candidate.key] = candidate.id }
    return map
  }

  /// Tickets that wait for each other in a circle are imported as they are, and named.
  private func remarkCircles(among candidates: inout [Candidate?], _ references: [String: TicketID]) {
    let places = Dictionary(
      candidates.enumerated().compactMap { place, candidate in candidate.map { ($0.id, place) } }
    ) { first, _ in first }
    func place(_ name: String, besides own: Int) -> Int? {
      references[format.key(name)].flatMap { places[$0] }.flatMap { $0 == own ? nil : $0 }
    }
    var waits: [[Int]] = candidates.enumerated().map { own, candidate in
      (candidate?.ticket.dependencies ?? []).compactMap { place($0, besides: own) }
    }
    for (own, candidate) in candidates.enumerated() {
      for other in (candidate?.ticket.blocks ?? []).compactMap({ place($0, besides: own) }) { waits[other].append(own) }
    }
    for circle in Components.cyclic(waits) {
      for member in circle { candidates[member]?.remarks.append("it waits for itself, by way of others") }
    }
  }

  private static func outcome(
    _ candidate: Candidate, _ references: [String: TicketID], _ format: any ExchangeFormat.Type,
    _ known: KnownImports, _ options: Options
  ) -> ImportOutcome {
    var builder = ImportBuilder(
      ticket: candidate.ticket, id: candidate.id, time: candidate.time, source: candidate.source, format: format,
      remarks: candidate.remarks)
    builder.resolve(references)
    var outcome = ImportOutcome(candidate.source.path, .alreadyThere)
    outcome.sourceID = candidate.ticket.id
    outcome.id = candidate.id
    if let there = candidate.there {
      guard options.isUpdate else { return outcome }
      var before = ImportBuilder(
        ticket: there.origin.ticket(format), id: candidate.id, time: candidate.time, source: there.origin.source,
        format: format, remarks: [])
      before.resolve(references)
      let update = ImportUpdate(of: there, from: before, to: builder, at: options.now)
      guard !update.changes.isEmpty || !update.conflicts.isEmpty else { return outcome }
      outcome.result = .updated
      outcome.update = update
      outcome.remarks = builder.remarks
      return outcome
    }
    // Its log may be gone, but nobody else has the id.
    if known.everyID.contains(candidate.id) { return outcome }
    let draft = builder.draft
    if let objection = ImportBuilder.objection(to: draft) {
      outcome.result = .notATicket(objection)
      outcome.remarks = [objection]
      return outcome
    }
    outcome.result = .imported
    outcome.made = builder.made(draft)
    outcome.title = builder.ticket.title
    outcome.remarks = builder.remarks
    return outcome
  }
}
