/// The tickets whose state is not the same everywhere.
package struct Survey: Sendable {
  package let places: [SurveyPlace]
  /// The newest first.
  package private(set) var tickets: [SurveyTicket]

  /// Compares places with a base branch and with the forks where they left it.
  ///
  /// A ticket is of interest when a place moved it: when it is not there as at the fork, nor as the base branch has it
  /// now. The closure reads contents, each of them once.
  package init<Failure: Error>(
    of places: [SurveyPlace], base: any FolderTable, forks: [any FolderTable], everyTicket: Bool,
    reading read: (Set<Fingerprint>) throws(Failure) -> [Fingerprint: TicketRecord]
  ) throws(Failure) {
    self.places = places
    var pass = SurveyPass(places: places, base: base, forks: forks)
    pass.chooseNames(everyTicket: everyTicket)
    pass.name(try read(pass.contents))
    tickets = pass.tickets(everyTicket: everyTicket).sorted {
      let (first, second) = ($0.lastUpdated?.milliseconds ?? .min, $1.lastUpdated?.milliseconds ?? .min)
      return first == second ? $0.name.precedesInBytes($1.name) : first > second
    }
  }
}

extension Survey {
  /// Takes back that a ticket diverged, where in each of its places one side only follows the other.
  package mutating func settleDivergence(_ isSettled: (TicketID, _ place: Int) -> Bool) {
    tickets = tickets.map { ticket in
      guard ticket.flags.contains(.diverged), let id = TicketID(ticket.name),
        ticket.divergedPlaces.allSatisfy({ isSettled(id, $0) })
      else { return ticket }
      return ticket.withoutDivergence
    }
  }
}

/// One comparison: first by the names of folders, then by the ids of the tickets in them.
private struct SurveyPass {
  let places: [SurveyPlace]
  let base: any FolderTable
  let forks: [any FolderTable]
  private var names: Set<[UInt8]> = []
  /// By the name of a folder, the places that changed it.
  private var changed: [[UInt8]: [Int]] = [:]
  private var records: [Fingerprint: TicketRecord] = [:]
  /// By ticket, the folders that it has anywhere, in byte order.
  private var folders: [String: [[UInt8]]] = [:]

  init(places: [SurveyPlace], base: any FolderTable, forks: [any FolderTable]) {
    (self.places, self.base, self.forks) = (places, base, forks)
    for (index, place) in places.enumerated() {
      for name in place.changes.keys { changed[name, default: []].append(index) }
    }
  }

  /// Chooses the folders that must be looked into.
  mutating func chooseNames(everyTicket: Bool) {
    var renamedOnBase: Set<Int> = []
    for place in places {
      for (name, content) in place.changes where everyTicket || content != base[name] {
        names.insert(name)
        // Where the base branch lost the folder it may have the ticket in another one.
        if base[name] == nil, forks[place.fork][name] != nil { renamedOnBase.insert(place.fork) }
      }
    }
    for fork in renamedOnBase { names.formUnion(base.names.filter { forks[fork][$0] == nil }) }
    if everyTicket { names.formUnion(([base] + forks).flatMap(\.names)) }
  }

  /// All that these folders hold anywhere.
  var contents: Set<Fingerprint> {
    var contents: Set<Fingerprint> = []
    for name in names { contents.formUnion(([base] + forks).compactMap { $0[name] }) }
    for place in places {
      for (name, content) in place.changes where names.contains(name) {
        contents.formUnion([content].compactMap(\.self))
      }
    }
    return contents
  }

  /// Takes what was read, and finds out which ticket lies in which folders.
  mutating func name(_ records: [Fingerprint: TicketRecord]) {
    self.records = records
    var found: [String: Set<[UInt8]>] = [:]
    for name in names {
      let moved = (changed[name] ?? []).compactMap { places[$0].changes[name] ?? nil }
      let held = ([base] + forks).compactMap { $0[name] } + moved
      for content in Set(held) { found[ticket(in: name, content), default: []].insert(name) }
    }
    folders = found.mapValues { $0.sorted { $0.lexicographicallyPrecedes($1) } }
  }

  /// The id of the ticket that a folder holds, or else the folder's name.
  private func ticket(in folder: [UInt8], _ content: Fingerprint) -> String {
    records[content]?.ticket.id?.text ?? String(decoding: folder, as: UTF8.self)
  }

  func tickets(everyTicket: Bool) -> [SurveyTicket] {
    folders.compactMap { ticket, folders in
      let onBase = content(of: ticket, folders) { base[$0] }
      let onForks = forks.map { fork in content(of: ticket, folders) { fork[$0] } }
      let touched = Set(folders.flatMap { changed[$0] ?? [] })
      var versions = Versions()
      let states = places.indices.compactMap { index -> SurveyTicket.State? in
        let place = places[index]
        let atFork = onForks[place.fork]
        let isTouched = touched.contains(index)
        let here = isTouched ? content(of: ticket, folders) { place.changes[$0] ?? forks[place.fork][$0] } : atFork
        // Of a ticket that was never there, nothing can be said; the base branch may have deleted it itself.
        let wasOnBase = atFork == nil && onBase == nil && place.fork == Self.tip && onForks.contains { $0 != nil }
        if here == nil, atFork == nil, !wasOnBase { return nil }
        return SurveyTicket.State(
          place: index, version: here.map { versions.number(of: $0) }, isBehind: here == atFork && here != onBase,
          isMoved: here != atFork && here != onBase, isMovedOnBase: onBase != atFork)
      }
      guard everyTicket || states.contains(where: \.isMoved) else { return nil }
      return SurveyTicket(
        name: ticket, title: onBase.flatMap { records[$0.ticket]?.ticket.title },
        versions: versions.contents.map { content in
          records[content.ticket]?.joined(with: content.stray.flatMap { records[$0] })
        },
        states: states)
    }
  }

  /// The first of the forks is the tip of the base branch.
  private static let tip = 0

  private func content(
    of ticket: String, _ folders: [[UInt8]], in tree: ([UInt8]) -> Fingerprint?
  ) -> TicketContent? {
    let contents = folders.compactMap { folder in
      tree(folder).flatMap { self.ticket(in: folder, $0) == ticket ? $0 : nil }
    }
    // What a rename left behind in the old folder says nothing beside the ticket itself.
    guard let own = contents.first(where: { records[$0]?.failure == nil }) ?? contents.first else { return nil }
    return TicketContent(ticket: own, stray: contents.first { $0 != own && records[$0]?.holdsOnlyLogs == true })
  }
}

/// What a place has of a ticket: its folder, and logs that a rename left behind in the old one.
private struct TicketContent: Hashable {
  let ticket: Fingerprint
  let stray: Fingerprint?
}

/// Contents by their numbers.
private struct Versions {
  private(set) var contents: [TicketContent] = []
  private var numbers: [TicketContent: Int] = [:]

  mutating func number(of content: TicketContent) -> Int {
    if contents.last == content { return contents.count - 1 }
    if let number = numbers[content] { return number }
    numbers[content] = contents.count
    contents.append(content)
    return contents.count - 1
  }
}
