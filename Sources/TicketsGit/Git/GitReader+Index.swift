private import TicketsCore

extension GitReader {
  func staged(below folder: String, in indexFile: String) throws(GitError) -> [StagedEntry] {
    let place = ":(top,literal)" + folder
    let output = try git.output(["ls-files", "--stage", "--full-name", "-z", "--", place])
    let prefix = Array(folder.utf8)
    let nothing = format.id(of: [], type: .blob)
    var staged: [StagedEntry] = []
    var mayBePromised = false
    // `100644 <id> 0`, a tab, and the path.
    for line in output.split(separator: 0) {
      guard let tab = line.firstIndex(of: Ascii.tab), case let path = line[(tab + 1)...], path.starts(with: prefix),
        case let words = line[..<tab].split(separator: Ascii.space), words.count == 3,
        let mode = UInt32(String(decoding: words[0], as: UTF8.self), radix: 8),
        let id = ObjectID(hex: String(decoding: words[1], as: UTF8.self))
      else { throw GitProcess.cutOff("ls-files", "it said '\(String(decoding: line, as: UTF8.self))'") }
      let name = Array(path.dropFirst(prefix.count))
      if staged.last?.path == name { continue }
      let isSettled = words[2].elementsEqual("0".utf8)
      mayBePromised = mayBePromised || id == nothing
      staged.append(
        StagedEntry(path: name, mode: isSettled ? mode : RawTree.Entry.conflicted, id: isSettled ? id : format.zero))
    }
    return mayBePromised ? try withoutPromised(staged, place, prefix) : staged
  }

  /// What is only announced stands in the index as an empty file, and only a comparison tells it from one.
  private func withoutPromised(
    _ staged: [StagedEntry], _ place: String, _ prefix: [UInt8]
  ) throws(GitError) -> [StagedEntry] {
    let (status, output, _) = try git.run([
      "diff-files", "--diff-filter=A", "--name-only", "-z", "--ignore-submodules", "--", place,
    ])
    // Without a work tree nothing can be announced.
    guard status == 0 else { return staged }
    let promised = Set(output.split(separator: 0).map { Array($0.dropFirst(prefix.count)) })
    return promised.isEmpty ? staged : staged.filter { !promised.contains($0.path) }
  }
}
