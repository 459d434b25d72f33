import TicketsCore
import TicketsGit

extension Session {
  /// The tickets whose next run log git would leave out of every commit.
  func ignoredLogs(of folders: [String], at root: String) -> [IgnoredLogs] {
    let next = RunLogName(runStarted: now, runID: "next")
    return ignoreCheck(root).ignored(
      among: folders.map { "\(Layout.folderName)/\($0)/\(Layout.logsFolderName)/\(next.fileName)" })
  }

  /// Warns when what was just written, or the first log of a ticket that was just made, will be in no commit.
  func warnOfIgnoredLogs(in changes: ChangeSet, at root: String) {
    var paths: [String] = []
    for change in changes.changes {
      switch change {
      case .append(let path, _, _): paths.append(path)
      case .createFolder(let path, let files):
        let logs = files.compactMap { if case .file(let name, _) = $0 { name } else { nil } }
        let log = logs.first { $0.hasSuffix(RunLogName.suffix) }
        paths.append(
          "\(path)/\(log ?? "\(Layout.logsFolderName)/\(RunLogName(runStarted: now, runID: "next").fileName)")")
      case .createFile, .replace, .move, .removeEmpty: break
      }
    }
    warn(of: ignoreCheck(root).ignored(among: paths), at: root)
  }

  /// Says what keeps run logs out, and what takes them back in.
  func warn(of ignored: [IgnoredLogs], at root: String) {
    guard let first = ignored.first else { return }
    let others = ignored.count > 1 ? ", and those of \((ignored.count - 1).counting("more ticket"))" : ""
    console.warn(
      "git leaves the run logs in \(Layout.folderName)/\(first.folder)\(others) out of every commit, because of "
        + first.pattern,
      hint: hint(on: root))
  }

  func hint(on root: String) -> String {
    ignoreCheck(root).takesLogsBack
      ? "Take that pattern out: what it leaves out cannot be taken back in from inside"
      : "'tickets init' writes \(Layout.folderName)/\(IgnoreFile.name), which takes them back in; a file that is there "
        + "needs the lines '!logs/' and '!*.jsonl'"
  }

  private func ignoreCheck(_ root: String) -> IgnoreCheck {
    IgnoreCheck(root: root, currentFolder: Process.currentFolder) { Process.environment($0) }
  }
}
