import TicketsCore
import TicketsFiles

/// The files of tickets that git leaves off the disk on purpose, as in a sparse checkout: for git they are unchanged.
struct SkippedFiles: Sendable {
  /// With their paths below `.tickets/`, in byte order.
  let entries: [StagedEntry]

  /// Asks git about the files below a root, where its index can mark any at all.
  init(root: String, environment: GitEnvironment) {
    entries = Self.canBeThere(root, environment) ? Self.ask(root, environment) : []
  }

  /// Only later versions of the index have such a mark, and its first bytes tell; mostly git need not be asked.
  private static func canBeThere(_ root: String, _ environment: GitEnvironment) -> Bool {
    guard let file = environment.indexFile ?? WorkTreePlace(above: root)?.indexFile else {
      return environment.gitFolder != nil
    }
    guard let head = Path.bytes(ofFile: file, limit: 8), head.count == 8 else { return false }
    return head[7] > 2
  }

  /// Git expands what an index holds in short, which libgit2 cannot.
  private static func ask(_ root: String, _ environment: GitEnvironment) -> [StagedEntry] {
    let git = GitCommand(in: root)
    let top = Layout.folderName + "/"
    guard let output = try? git.answer("ls-files", "-t", "-s", "-z", "--", top, reading: []) else { return [] }
    let mark = UInt8(ascii: "S")
    // `S 100644 <id> 0`, a tab, and the path.
    return output.split(separator: 0).compactMap { line in
      guard line.first == mark, let tab = line.firstIndex(of: Ascii.tab) else { return nil }
      let words = line[..<tab].split(separator: Ascii.space)
      guard words.count == 4, words[3].elementsEqual("0".utf8),
        let mode = UInt32(String(decoding: words[1], as: UTF8.self), radix: 8),
        let id = ObjectID(hex: String(decoding: words[2], as: UTF8.self)),
        case let path = line[(tab + 1)...], path.starts(with: top.utf8)
      else { return nil }
      return StagedEntry(path: Array(path.dropFirst(top.utf8.count)), mode: mode, id: id)
    }
  }
}
