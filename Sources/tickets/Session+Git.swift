import TicketsCore
import TicketsGit

extension Session {
  /// The git repository around the user's folder; only commands that need git open it.
  func repository() throws(Failure) -> Repository {
    try asking { () throws(GitError) in try Repository(at: location) }
  }

  /// The git repository around the user's folder, where there is one that can be read.
  func repositoryIfAny() -> Repository? {
    guard Root.workTree(from: folder) != nil else { return nil }
    return try? Repository(at: location)
  }

  /// Whether the user stands in a repository.
  var isInGit: Bool { Root.workTree(from: folder) != nil || Root.gitFolder(from: folder) != nil }

  /// Where git would look for a repository.
  var location: RepositoryLocation {
    let environment = GitEnvironment(currentFolder: Process.currentFolder, Process.environment)
    return RepositoryLocation(folder: folder, environment: environment)
  }

  /// Where the tickets lie in the repository, given or found: `proj/` for `proj/.tickets`, or nothing at the top.
  func prefix(_ given: String?, in repository: Repository) throws(Failure) -> String {
    if let given { return Self.prefix(named: given) }
    guard let root = Root.holdingTickets(from: folder) else { return "" }
    return try asking { () throws(GitError) in try repository.prefix(of: root) }
  }

  /// A folder of the repository as a prefix of paths; `.` is the top.
  static func prefix(named folder: String) -> String {
    let path = folder.resolved(from: "/").dropFirst()
    return path.isEmpty ? "" : path + "/"
  }

  /// Asks git, and turns what it cannot do into a failure of ours.
  func asking<Value>(_ work: () throws(GitError) -> Value) throws(Failure) -> Value {
    do throws(GitError) { return try work() } catch { throw Failure(error) }
  }
}

extension Session {
  /// Says that a clone has not the whole history, where that matters.
  func noteShallow(_ repository: Repository) {
    guard repository.isShallow else { return }
    console.note("this clone is shallow, what lies before its end is not seen; \(Repository.deepening)")
  }
}
