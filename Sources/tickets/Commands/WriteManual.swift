import Arguments

/// Writes the manual.
struct WriteManual: TicketsCommand {
  static let configuration = Configuration(
    "man", abstract: "Write the manual page",
    discussion: "The page is made from the commands themselves, in the language of man.",
    examples: [.init("tickets man | man -l -", "read it")])

  func run(in session: Session) throws(Failure) -> TextReport {
    TextReport(key: "page", text: Outline(of: Tickets.self).manual(date: Tickets.released, exitCodes: ExitCode.manual))
  }
}
