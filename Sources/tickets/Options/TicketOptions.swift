import Arguments
import TicketsCore

/// One ticket, by its place or by name.
struct TicketOptions: ParameterGroup {
  @Option("--ticket", placeholder: "ticket", help: "The ticket, instead of by its place")
  var named: TicketName?

  @Argument(placeholder: "ticket", help: "The ticket: its id, a beginning or end of it, or its path")
  var placed: TicketName?

  func validate() throws(UsageError) {
    if named == nil, placed == nil {
      throw .custom("missing the ticket", hint: "Give its id, the last characters of it, or its path")
    }
    if let named, let placed {
      throw .custom("two tickets are named: '\(named.word)' and '\(placed.word)'", hint: "Give one of them")
    }
  }

  /// What was given; there is always one after validation.
  var name: TicketName { named ?? placed ?? TicketName(word: "") }
}
