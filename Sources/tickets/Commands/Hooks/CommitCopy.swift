import TicketsCore
import TicketsFiles
import TicketsGit

/// What git makes a commit of another one for, without asking pre-commit.
enum CommitCopy {
  case revert, cherryPick

  /// What git is about when it asks for a message; nothing for a commit as any other.
  ///
  /// A rebase picks too, and may take back in a later commit what an earlier one does: its end is for the push to judge.
  init?(message: [UInt8], in repository: () throws(Failure) -> Repository) throws(Failure) {
    let lines = String(decoding: message, as: UTF8.self).split(separator: "\n")
    if lines.contains(where: { $0.hasPrefix("This reverts commit ") }) {
      self = .revert
      return
    }
    let folder = try repository().gitFolder
    func isThere(_ name: String) -> Bool { (try? Descriptor.folder(at: folder).status(of: name)) != nil }
    guard isThere("CHERRY_PICK_HEAD"), !isThere("rebase-merge") else { return nil }
    self = .cherryPick
  }

  /// How to stop it.
  var givingUp: String {
    switch self {
    case .revert: "`git reset --merge` gives it up"
    case .cherryPick: "`git cherry-pick --abort` gives it up"
    }
  }
}
