import Arguments
import TicketsCore
import TicketsFiles

/// Where new tickets stand among those that there are.
struct PlacementOptions: ParameterGroup {
  @Option(placeholder: "ticket", help: "The ticket that they are part of")
  var parent: TicketName?

  @Option(placeholder: "ticket", help: "The ticket that must be done before the first of them")
  var after: TicketName?

  @Option(placeholder: "ticket", help: "The ticket that waits for the last of them")
  var before: TicketName?

  @Option(each: "--set", placeholder: "name=value", help: "What stands in a blank of the templates; once for each")
  var values: [BlankValue]

  var isGiven: Bool { parent != nil || after != nil || before != nil }

  /// The places, found among the tickets.
  func found(in tree: WorkingTree, _ session: Session) throws(Failure) -> Placement {
    func record(_ name: TicketName?) throws(Failure) -> TicketRecord? {
      try name.map { name throws(Failure) in try name.record(in: tree, session) }
    }
    return Placement(parent: try record(parent), after: try record(after), before: try record(before))
  }
}

extension TicketName {
  /// The ticket of the name, which must be one that others can refer to.
  func record(in tree: WorkingTree, _ session: Session) throws(Failure) -> TicketRecord {
    let folder = try folder(in: tree, root: tree.root, session: session)
    let record = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: .document).record(of: folder)
    }
    guard record.ticket.id != nil, record.document != nil else {
      throw Failure(.broken, "\(record.path) cannot be read", hint: "'tickets validate' says what is wrong")
    }
    return record
  }
}

extension Session {
  /// The id of a plan or milestone that is named by its number; any other word stands for itself.
  func id(behind word: String) throws(Failure) -> String {
    guard PlanName(word) != nil else { return word }
    return try TicketName(word: word).record(in: WorkingTree(root: try root()), self).idText
  }
}

/// The tickets beside which new ones stand.
struct Placement {
  var parent: TicketRecord?
  var after: TicketRecord?
  var before: TicketRecord?
}

extension TicketRecord {
  /// The ticket as templates speak of it.
  var neighbour: Backlog.Neighbour? {
    ticket.id.map { Backlog.Neighbour(id: $0, title: ticket.title ?? $0.short) }
  }
}
