import Arguments

/// A ticket as people name it; the shell completes it.
struct TicketName: ParameterValue {
  let word: String

  static func parse(_ word: String) throws(Rejection) -> TicketName { TicketName(word: word) }
  static var completion: Completion { .dynamic("ticket-id") }
}
