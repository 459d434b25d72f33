import Arguments
import TicketsCore

/// One ticket, by its place or by name.
struct TicketOptions: ParameterGroup {
  @Option("--ticket", placeholder: "ticket", help: "The ticket, instead of by its place")
  var named: TicketName?

  @Argument(placeholder: "ticket", help: "The ticket: its id, a beginning or end of it, or its path")
  var placed: TicketName?

  func validate() throws(UsageError) {
    if try TicketName.one(named, placed) == nil { throw .missingTicket }
  }

  /// What was given; there is always one after validation.
  var name: TicketName { named ?? placed ?? TicketName(word: "") }
}

/// One ticket, by its place or by name, or none where the branch may tell it.
struct OptionalTicketOptions: ParameterGroup {
  @Option("--ticket", placeholder: "ticket", help: "The ticket, instead of by its place")
  var named: TicketName?

  @Argument(placeholder: "ticket", help: "The ticket: its id, a beginning or end of it, or its path")
  var placed: TicketName?

  func validate() throws(UsageError) {
    _ = try TicketName.one(named, placed)
  }

  var name: TicketName? { named ?? placed }
}

extension TicketName {
  fileprivate static func one(_ named: TicketName?, _ placed: TicketName?) throws(UsageError) -> TicketName? {
    guard let named, let placed else { return named ?? placed }
    throw .custom("two tickets are named: '\(named.word)' and '\(placed.word)'", hint: "Give one of them")
  }
}

extension UsageError {
  static var missingTicket: UsageError {
    .custom("missing the ticket", hint: "Give its id, the last characters of it, or its path")
  }
}
