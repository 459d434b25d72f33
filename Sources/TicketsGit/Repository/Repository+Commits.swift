internal import TicketsCore

extension Repository {
  /// A commit, by the name of its object.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    let bytes = try object(id, type: .commit)
    guard let commit = Commit(id, bytes, parents: substitutes.parents[id]) else {
      throw GitError(.other, operation: "read the commit \(id)", message: "it is damaged")
    }
    return commit
  }
}

extension Commit {
  /// Reads a commit as it is stored: lines of a key and a value, an empty line, and the message.
  init?(_ id: ObjectID, _ bytes: [UInt8], parents: [ObjectID]?) {
    let slice = bytes[...]
    guard let node = CommitNode(slice.span) else { return nil }
    var people: [String: Signature] = [:]
    var rest = slice
    while let end = rest.firstIndex(of: Ascii.newline), end > rest.startIndex {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      for key in ["author", "committer"] where people[key] == nil && line.hasPrefix(key + " ") {
        people[key] = Signature(line.dropFirst(key.utf8.count + 1))
      }
      rest = rest[(end + 1)...]
    }
    guard let author = people["author"], let committer = people["committer"] else { return nil }
    self.init(
      id: id, tree: node.tree, parents: parents ?? node.parents, author: author, committer: committer,
      message: String(decoding: rest.drop { $0 == Ascii.newline }.prefix { $0 != 0 }, as: UTF8.self))
  }
}

extension Signature {
  /// Reads `Name <address> 1700000000 +0100`.
  fileprivate init?(_ line: Substring) {
    guard let start = line.firstIndex(of: "<"), let end = line.lastIndex(of: ">"), start < end else { return nil }
    let words = line[line.index(after: end)...].split(separator: " ")
    let seconds = words.first.flatMap { Int64($0) } ?? 0
    let zone = words.dropFirst().first.flatMap { Int($0) } ?? 0
    self.init(
      name: Self.trimmed(line[..<start]), email: Self.trimmed(line[line.index(after: start)..<end]),
      seconds: seconds, offset: zone / 100 * 60 + zone % 100)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.utf8.drop { $0 == Ascii.space }
    while text.last == Ascii.space { text.removeLast() }
    return String(Substring(text))
  }
}
