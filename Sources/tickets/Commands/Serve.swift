import Arguments
import TicketsCore
import TicketsFiles

/// Serves commands as tools to the hosts of agents.
struct Serve: TicketsCommand {
  static let configuration = Configuration(
    "mcp", abstract: "Serve the commands as tools to an agent's host (Model Context Protocol)",
    discussion: """
      Reads calls from standard input and answers on standard output, a line each, until the input ends. The tools are \
      commands: the same arguments, the same result. Both eras of the protocol are spoken, that with a handshake and that \
      without. docs/mcp.md says how to connect it, what it offers and what it never does.
      """,
    examples: [
      .init("tickets -C /home/ada/project mcp", "what a host starts"),
      .init("tickets mcp --tools all --read-only", "everything that only reads"),
    ])

  @Option(placeholder: "set", help: "Which tools to offer: core, all, or names with commas between them")
  var tools: Toolbox.Choice = .core

  @Flag(help: "Offer only tools that read")
  var readOnly: Bool

  func run(in session: Session) throws(Failure) -> Served {
    let server = Server(try Toolbox(tools, readOnly: readOnly), in: session.folder)
    // They would lead each command to one place, whatever the call says.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"] where Process.environment(name) != nil
    {
      throw Failure(.usage, "\(name) is set, and would decide where each call works", hint: "Unset it, or give -C")
    }
    do throws(Errno) {
      try serve(server)
    } catch {
      throw Failure(.input, "cannot serve: \(error.message)")
    }
    return Served()
  }

  /// Answers until the input ends; nothing else in this process can write among the answers, or read among the calls.
  private func serve(_ server: Server) throws(Errno) {
    let output = try StandardStream.output.movedAside(leaving: .error)
    let input = try StandardStream.input.movedAside(leaving: nil)
    let inbox = try Inbox()
    Process.endWhenAsked()
    let desk = Desk(server: server, inbox: inbox, output: output)
    Threads.run({ desk.work() }, beside: { inbox.fill(from: input) })
  }
}

/// Nothing is left to say when a client is gone.
struct Served: Report {
  func write(to page: inout Page) {}
  func write(to json: inout JSONWriter) {}
}
