import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// The folder that holds `.tickets/`, for a command that writes: what a killed one left is put in order first.
  func rootToWrite(at folder: String? = nil) throws(Failure) -> String {
    let root = if let folder { folder } else { try root() }
    for outcome in Recovery(root: root).run() {
      switch outcome {
      case .finished(let paths):
        console.note("a command was killed half-way: its changes are finished now (\(list(paths)))")
      case .takenBack(let paths):
        console.warn(
          "a command was killed half-way, and its files were changed since: its other changes are taken back",
          hint: "Look at \(list(paths)), and run it again")
      case .failed(let failure):
        throw Failure(
          .notWritten, "a command was killed half-way, and its changes cannot be finished: \(failure.message)",
          hint: "What it wanted is in \(failure.path); without that folder all stays as it is now")
      }
    }
    return root
  }

  /// The files of the tickets, for a command that reads; those that a sparse checkout leaves out are there too.
  func workingTree(at root: String, convertsLineEnds: Bool = false) -> any TicketTree {
    noteHalfMade(at: root)
    return SparseTree.of(
      WorkingTree(root: root, convertsLineEnds: convertsLineEnds),
      GitEnvironment(currentFolder: Process.currentFolder, Process.environment))
  }

  /// Says when a killed command left the tickets half-changed.
  func noteHalfMade(at root: String) {
    guard Recovery(root: root).isNeeded else { return }
    console.warn(
      "a command was killed half-way, so the tickets are changed in part",
      hint: "The next command that writes finishes it, such as 'tickets repair --all'")
  }

  private func list(_ paths: [String]) -> String {
    paths.count > 3 ? "\(paths[0]) and \(paths.count - 1) more" : paths.joined(separator: ", ")
  }
}
