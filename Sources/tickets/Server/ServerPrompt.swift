import TicketsCore

/// The one prompt: to work on a ticket from its beginning to its end.
enum ServerPrompt {
  private static let name = "work_on_ticket"
  private static let about = "Work on a ticket: read it, claim it, do it, log it, finish it"

  static let list: [JSON.Member] = [
    JSON.Member(
      "prompts",
      .array([
        .object([
          JSON.Member("name", .string(name)), JSON.Member("description", .string(about)),
          JSON.Member(
            "arguments",
            .array([
              .object([
                JSON.Member("name", .string("ticket")),
                JSON.Member("description", .string("The ticket: its id, or a beginning or end of it")),
                JSON.Member("required", .bool(true)),
              ])
            ])),
        ])
      ]))
  ]

  static func get(_ call: Message.Call) throws(ProtocolError) -> [JSON.Member] {
    guard call.params["name"]?.string == name else {
      throw ProtocolError(.invalidParams, "there is no such prompt; there is: \(name)")
    }
    guard let ticket = call.params["arguments"]?["ticket"]?.string, !ticket.trimmed.isEmpty else {
      throw ProtocolError(.invalidParams, "the prompt needs 'ticket'")
    }
    return [
      JSON.Member("description", .string(about)),
      JSON.Member(
        "messages",
        .array([
          .object([
            JSON.Member("role", .string("user")),
            JSON.Member(
              "content",
              .object([
                JSON.Member("type", .string("text")), JSON.Member("text", .string(text(for: Escape.line(ticket)))),
              ])),
          ])
        ])),
    ]
  }

  private static func text(for ticket: String) -> String {
    """
    Work on the ticket \(ticket) of this repository with the tools of tickets.

    1. Call show with "ticket": "\(ticket)". Read its criteria, its limits, and what the last run left.
    2. Call claim. If somebody else has the ticket, stop and tell me who. Keep the run_id, and pass it to each later call.
    3. Do the work in your own work tree, within the scope and the limits of the ticket. Name that work tree as \
    "worktree" in each call that writes.
    4. After each iteration run the verification commands yourself, and call log with what was done, with \
    "verification_results", and with what is to be done next, whether it went well or not.
    5. Call edit with "check" for each criterion that holds now.
    6. When all of them hold, say so in a last log entry and set the ticket to done. When you are stuck, log the \
    blockers and tell me.
    """
  }
}
