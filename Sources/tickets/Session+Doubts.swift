import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// What speaks against taking up a ticket, as far as the ticket says it; nobody is kept from it.
  ///
  /// Other branches are looked at when the work begins: a claim is to be quick.
  func doubts(about record: TicketRecord, byAgent: Bool) -> [String] {
    var doubts: [String] = []
    if record.ticket.mode == .humanOnly, byAgent { doubts.append("is human_only: agents must not work on it") }
    if let status = record.ticket.status, !status.isOpen {
      doubts.append("is \(status.rawValue) already, and a claim does not reopen it")
    }
    return doubts
  }

  /// Where else a ticket is done, as far as that can be told quickly.
  func doneElsewhere(_ record: TicketRecord, _ tree: WorkingTree) -> String? {
    guard let repository = repositoryIfAny(),
      let survey = try? elsewhere(
        record.folder, in: repository, base: (try? settings(of: tree))?.baseBranch, mostBranches: Self.mostBranches)
    else { return nil }
    let places = survey.states.filter { $0.record?.ticket.status == .done }.map(\.place)
    let base = survey.baseMove.flatMap { $0.after.ticket.status == .done ? [$0.branch] : nil } ?? []
    guard let first = (base + places).first else { return nil }
    let rest = base.count + places.count - 1
    return "is done on \(first)\(rest > 0 ? " and \(rest) more" : ""): 'tickets branches' shows where"
  }

  private static let mostBranches = 100
}
