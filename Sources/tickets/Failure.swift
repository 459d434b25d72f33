import TicketsCore

/// Why a command could not do what was asked: a stable code, one sentence, and what to do next.
struct Failure: Error, Equatable {
  let code: Code
  let message: String
  let hint: String?
  let exitCode: ExitCode

  init(_ code: Code, _ message: String, hint: String? = nil, exitCode: ExitCode = .failed) {
    self.code = code
    self.message = message
    self.hint = hint
    self.exitCode = exitCode
  }

  /// What a hint says where a failure left everything as it was.
  static let unchanged = "Nothing was changed"

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
      .noTickets, "there is no \(Layout.folderName) folder here or in a folder above (\(folder))",
      hint: "Run 'tickets init' to begin one")
  }

  static func amongGitFiles(_ gitFolder: String) -> Failure {
    Failure(
      .noWorkTree, "'\(gitFolder)' holds git's own files, and no tickets lie among them",
      hint: "A bare repository is read with '--at <rev>'; tickets are written in a work tree")
  }
}
