import Arguments
import TicketsCore

/// One ticket, by its place or by name.
struct TicketOptions: ParameterGroup {
  @Argument("--ticket", help: "The ticket: its id, a beginning or end of it, or its path")
  var name: TicketName
}

/// One ticket, by its place or by name, or none where the branch may tell it.
struct OptionalTicketOptions: ParameterGroup {
  @Argument("--ticket", help: "The ticket: its id, a beginning or end of it, or its path")
  var name: TicketName?
}

extension UsageError {
  static var missingTicket: UsageError {
    .custom("missing argument '<ticket>'", hint: "The ticket: its id, a beginning or end of it, or its path")
  }
}
