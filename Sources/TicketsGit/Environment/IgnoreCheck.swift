package import TicketsCore
import TicketsFiles

/// Which run logs git leaves out of every commit, and by which pattern.
///
/// Git itself is asked, once for all of them, and only where a pattern may be about one: mostly the files of patterns
/// show that none is, and reading them takes less than starting git.
package struct IgnoreCheck {
  private let root: String
  private let environment: GitEnvironment
  private let variable: (String) -> String?

  /// A check of the tickets below a folder.
  package init(root: String, currentFolder: String, _ variable: @escaping (String) -> String?) {
    self.root = root
    self.variable = variable
    environment = GitEnvironment(currentFolder: currentFolder, variable)
  }

  /// The tickets that own one of these run logs, given by their paths from the root, which git ignores.
  package func ignored(among paths: [String]) -> [IgnoredLogs] {
    guard !paths.isEmpty, mayBeIgnored(paths) else { return [] }
    // Relative paths in git's variables begin where we were started.
    let isTold = environment.gitFolder != nil || environment.indexFile != nil
    let git = GitCommand(in: isTold ? environment.currentFolder : root)
    let start = isTold ? Path.join(root, "") : ""
    let input = paths.map { Array((start + $0).utf8) + [0] }.joined()
    // Where git fails, it says nothing about patterns; whoever runs it will see why.
    guard let output = try? git.answer("check-ignore", "--stdin", "-v", "-z", reading: Array(input)) else { return [] }
    var found: [IgnoredLogs] = []
    var fields = output.split(separator: 0, omittingEmptySubsequences: false)[...]
    while fields.count >= 4 {
      let (file, line, pattern) = (text(fields.removeFirst()), text(fields.removeFirst()), text(fields.removeFirst()))
      let path = text(fields.removeFirst()).dropFirst(start.count)
      // One that takes a file back in is told as well.
      if pattern.hasPrefix("!") { continue }
      found.append(IgnoredLogs(folder: Self.folder(path), pattern: "'\(pattern)' in \(file):\(line)"))
    }
    return found
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The ticket's folder in the path of a run log.
  private static func folder(_ path: some StringProtocol) -> String {
    String(path.dropFirst(Layout.folderName.count + 1).prefix { $0 != "/" })
  }

  /// Whether git would take run logs along, were it not for what is said above `.tickets`.
  package var takesLogsBack: Bool { besideTickets.takesLogsBack }

  private var besideTickets: IgnoreFile { IgnoreFile(at: "\(root)/\(Layout.folderName)/\(IgnoreFile.name)") }

  /// Whether any pattern of any file can be about one of the names on the way to these files.
  private func mayBeIgnored(_ paths: [String]) -> Bool {
    if environment.gitFolder != nil { return true }
    guard let place = WorkTreePlace(above: root) else { return false }
    let beside = besideTickets
    let above = place.foldersDown(to: root).map { IgnoreFile(at: "\($0)/\(IgnoreFile.name)") }
    guard let machine = place.patternsOfMachine(environment.settings, variable) else { return true }
    var folders: Set<String> = []
    var names: Set<String> = []
    for path in paths {
      let parts = path.split(separator: "/").dropFirst().map(String.init)
      if let folder = parts.first { folders.insert(folder) }
      names.formUnion(parts.dropFirst())
    }
    // What is taken back in beside the tickets stays in, as long as no folder above it is left out.
    let outer = Set(place.names(downTo: root) + [Layout.folderName])
    let all = outer.union(folders)
    let upper = beside.takesLogsBack ? all : all.union(names)
    if (above + machine).contains(where: { $0.mayMatch(upper) }) { return true }
    return beside.mayMatch(folders.union(names)) || insideMayMatch(folders, names)
  }

  /// Looks into the tickets' own folders; where they are thousands, that would cost more than it could find.
  private func insideMayMatch(_ folders: Set<String>, _ names: Set<String>) -> Bool {
    guard folders.count < 100 else { return false }
    return folders.contains { folder in
      ["", "/\(Layout.logsFolderName)"].contains { below in
        IgnoreFile(at: "\(root)/\(Layout.folderName)/\(folder)\(below)/\(IgnoreFile.name)").mayMatch(names)
      }
    }
  }
}

extension IgnoreFile {
  fileprivate func mayMatch(_ names: Set<String>) -> Bool {
    patterns.contains { pattern in names.contains(where: pattern.mayMatch) }
  }
}
