import Arguments
import TicketsCore
import TicketsFiles

/// Why a command could not do what was asked: a stable code, one sentence, and what to do next.
struct Failure: Error, Equatable {
  let code: String
  let message: String
  let hint: String?
  let exitCode: ExitCode

  init(_ code: String, _ message: String, hint: String? = nil, exitCode: ExitCode = .failed) {
    self.code = code
    self.message = message
    self.hint = hint
    self.exitCode = exitCode
  }

  init(_ error: UsageError) {
    self.init("USAGE", error.message, hint: error.hint)
  }

  init(_ failure: TreeFailure, in tree: String) {
    let path = failure.path.isEmpty ? Layout.folderName : "\(Layout.folderName)/\(failure.path)"
    self.init("UNREADABLE", "cannot read \(path) in \(tree): \(failure.message)")
  }

  init(_ failure: StoreFailure) {
    let hint =
      switch failure.rest {
      case .nothing: Self.unchanged
      case .unsafe: "The change is there, but it may not last: look at it, or run the command again"
      case .unfinished: "A part was changed; the next command that writes here finishes it, or takes it back"
      }
    self.init("NOT_WRITTEN", "cannot write \(failure.path): \(failure.message)", hint: hint)
  }

  private static let unchanged = "Nothing was changed"

  /// The same failure of a command that had done other things before it.
  func after(_ done: [String]) -> Failure {
    guard !done.isEmpty else { return self }
    let list = "Done before it: \(done.joined(separator: ", "))"
    let rest = hint == Self.unchanged ? nil : hint
    return Failure(
      code, message, hint: "\(rest.map { $0 + "; " } ?? "")\(list); run the command again for the rest",
      exitCode: exitCode)
  }

  static func noRoot(from folder: String) -> Failure {
    if let gitFolder = Root.gitFolder(from: folder) { return .amongGitFiles(gitFolder) }
    return Failure(
      "NO_TICKETS", "there is no \(Layout.folderName) folder here or in a folder above (\(folder))",
      hint: "Run 'tickets init' to begin one")
  }

  static func amongGitFiles(_ gitFolder: String) -> Failure {
    Failure(
      "NO_WORK_TREE", "'\(gitFolder)' holds git's own files, and no tickets lie among them",
      hint: "A bare repository is read with '--at <rev>'; tickets are written in a work tree")
  }
}
