/// Which files are records, which belong to the work on a ticket, and how globs name them.
package struct WorkPaths: Sendable {
  /// Where the folder that holds `.tickets/` lies in the repository: `proj/`, or nothing at the top.
  package let prefix: String
  private let records: Globs
  private let allow: Globs
  private let deny: Globs

  package init(prefix: String, _ settings: WorkflowSettings, _ scope: WorkScope) {
    self.prefix = prefix
    records = Globs(settings.records)
    (allow, deny) = (Globs(scope.allow), Globs(scope.deny))
  }

  /// A path of the repository as globs name it, from the folder that holds `.tickets/`.
  package func fromRoot(_ path: String) -> String {
    path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// Whether a file records work and is never part of it.
  package func isRecord(_ path: String) -> Bool { records.matches(fromRoot(path)) }

  /// Whether the ticket says what the work may touch.
  package var hasAllowance: Bool { !allow.isEmpty }

  /// Whether the ticket lets the work touch a file; where it says nothing of that it does.
  package func isAllowed(_ path: String) -> Bool { allow.isEmpty || allow.matches(fromRoot(path)) }

  /// Whether the ticket names the file as one that the work may touch.
  package func isNamed(_ path: String) -> Bool { allow.matches(fromRoot(path)) }

  /// The pattern that forbids a file.
  package func denial(of path: String) -> String? { deny.match(fromRoot(path)) }

  /// Whether a file may be part of the work.
  package func isInScope(_ path: String) -> Bool { isAllowed(path) && denial(of: path) == nil }

  /// The folder in `.tickets` that a path lies in, and nothing for what lies there directly.
  package func ticketFolder(of path: String) -> String? {
    let parts = fromRoot(path).split(separator: "/")
    guard parts.count > 2, parts[0] == Layout.folderName else { return nil }
    return String(parts[1])
  }

  /// Whether a path lies in `.tickets`.
  package func isInTickets(_ path: String) -> Bool { fromRoot(path).hasPrefix(Layout.folderName + "/") }

  /// What is wrong with a change, a line each.
  package func objections(to change: [ChangedFile]) -> [String] {
    change.map(\.path).sorted { $0.precedesInBytes($1) }.compactMap { path in
      if let pattern = denial(of: path) { return "\(path) is forbidden by scope.deny (\(pattern))" }
      return isAllowed(path) ? nil : "\(path) is outside of scope.allow"
    }
  }
}
