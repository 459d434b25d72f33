import TestSupport

/// A repository with one ticket, of which nothing is committed, and the built tool to work on it.
struct TicketInGit {
  let repository: TestRepository
  let tool: Tool
  let id: String

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "A ticket")
  }
}

/// Tests that begin with such a repository.
protocol TicketInGitTests {
  var begun: TicketInGit { get }
}

extension TicketInGitTests {
  var repository: TestRepository { begun.repository }
  var git: Git { repository.git }
  var tool: Tool { begun.tool }
  var id: String { begun.id }
  var ticket: String { ".tickets/\(id)/ticket.md" }

  func edit(_ old: String, _ new: String) throws {
    try repository.write(ticket, repository.read(ticket).replacing(old, with: new))
  }
}
