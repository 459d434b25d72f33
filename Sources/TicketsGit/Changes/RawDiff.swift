internal import TicketsCore

/// What git's raw comparisons say: a file with its modes and objects before and after.
struct RawDiff {
  struct File {
    let path: String
    let oldMode: String
    let mode: String
    let oldID: String
    let id: String

    /// Whether git did not look what the file in the work tree holds now.
    var isUnread: Bool { mode != RawDiff.noMode && id.utf8.allSatisfy { $0 == UInt8(ascii: "0") } }
  }

  static let noMode = "000000"

  let files: [File]

  /// Reads `:100644 100644 <old id> <new id> M`, then the path, each ended by a zero byte.
  init(_ output: [UInt8]) throws(GitError) {
    var files: [File] = []
    var rest = output.split(separator: 0)[...]
    while let head = rest.popFirst(), let path = rest.popFirst() {
      let words = head.split(separator: Ascii.space).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 5, let name = String(validating: path, as: UTF8.self) else {
        throw .unreadableName(path)
      }
      files.append(
        File(path: name, oldMode: String(words[0].dropFirst()), mode: words[1], oldID: words[2], id: words[3]))
    }
    self.files = files
  }
}

extension GitError {
  static func unreadableName(_ path: some Sequence<UInt8>) -> GitError {
    GitError(
      .other, operation: "read what has changed",
      message: "the name '\(String(decoding: Array(path), as: UTF8.self))' is no UTF-8 text", hint: "Rename the file")
  }
}
