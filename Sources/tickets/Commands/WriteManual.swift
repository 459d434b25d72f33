import Arguments

/// Writes the manual.
struct WriteManual: TicketsCommand {
  static let configuration = Configuration(
    "man", abstract: "Write the manual page",
    discussion: "The page is made from the commands themselves, in the language of man or in Markdown.",
    examples: [.init("tickets man | man -l -", "read it")])

  enum Format: String, CaseIterable, ParameterValue {
    case man, markdown
  }

  @Option(help: "The language of the page")
  var format: Format = .man

  func run(in session: Session) throws(Failure) -> TextReport {
    let outline = Outline(of: Tickets.self)
    let page =
      switch format {
      case .man: outline.manual(date: Tickets.released, exitCodes: ExitCode.manual)
      case .markdown: outline.reference()
      }
    return TextReport(key: "page", text: page)
  }
}
