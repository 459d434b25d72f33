import Foundation
import TestSupport

/// Where in a repository the tickets of a test lie.
enum Roots: String, CaseIterable {
  case plain, nested
  /// Below, and others at the top.
  case two

  /// The folder of the tickets of the test, from the top of the repository.
  var prefix: String { self == .plain ? "" : "proj/" }

  /// All roots as options name them.
  var names: [String] {
    switch self {
    case .plain: ["."]
    case .nested: ["proj"]
    case .two: [".", "proj"]
    }
  }
}

/// A repository with one ticket, of which nothing is committed, and the built tool to work on it.
struct TicketInGit {
  let repository: TestRepository
  /// Where the tickets lie.
  let roots: Roots
  let tool: Tool
  let id: String

  init(_ roots: Roots = .plain) throws {
    repository = try TestRepository()
    self.roots = roots
    tool = Tool(in: repository.path + "/" + roots.prefix, ["HOME": repository.path])
    if roots == .two {
      let other = Tool(in: repository.path)
      try other.succeed("init")
      try other.succeed("new", "--title", "A ticket of the other root")
    }
    if roots != .plain {
      try FileManager.default.createDirectory(
        atPath: repository.path + "/proj/.tickets", withIntermediateDirectories: true)
    }
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "A ticket")
  }

  /// Installs hooks for each root.
  func installHooks(_ events: String...) throws {
    for root in roots.names { try Tool(in: repository.path + "/" + root).succeed(["hooks", "install"] + events) }
  }

  /// Takes the hooks of each root out again.
  func uninstallHooks(_ events: String...) throws {
    for root in roots.names { try Tool(in: repository.path + "/" + root).succeed(["hooks", "uninstall"] + events) }
  }

  /// Installs the gate of a bare repository for each root.
  func installGate(in bare: TestRepository) throws {
    for root in roots.names {
      try Tool(in: bare.path).succeed("hooks", "install", "pre-receive", "--root", root)
    }
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
  /// The folder of all tickets, from the top of the repository.
  var tickets: String { begun.roots.prefix + ".tickets" }
  var ticket: String { "\(tickets)/\(id)/ticket.md" }

  func edit(_ old: String, _ new: String) throws {
    try repository.write(ticket, repository.read(ticket).replacing(old, with: new))
  }
}

/// What a test makes for itself, as its arguments say.
@propertyWrapper struct Begun<Value> {
  private var value: Value?

  var wrappedValue: Value {
    get {
      guard let value else { preconditionFailure("the test has not begun") }
      return value
    }
    set { value = newValue }
  }
}
