/// A tree of given files: for tests, and for contents that exist nowhere yet.
package struct MemoryTree: TicketTree {
  package let label: String
  private let files: [String: [UInt8]]
  private let fingerprints: [String: Fingerprint]

  /// Makes a tree of files by path and, where known, the fingerprints of ticket folders by name.
  package init(_ files: [String: [UInt8]], fingerprints: [String: Fingerprint] = [:], label: String = "memory") {
    self.files = files
    self.fingerprints = fingerprints
    self.label = label
  }

  package func reader() -> any TreeReader { Reader(tree: self) }

  private final class Reader: TreeReader {
    private let tree: MemoryTree

    init(tree: MemoryTree) { self.tree = tree }

    func entries() -> [TreeEntry] { children(of: "") }

    func entries(in folder: String) -> [TreeEntry] { children(of: folder + "/") }

    func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
      guard let bytes = tree.files[path] else { throw TreeFailure(path: path, reason: .missing) }
      return limit.map { Array(bytes.prefix($0)) } ?? bytes
    }

    private func children(of prefix: String) -> [TreeEntry] {
      var kinds: [String: TreeEntry.Kind] = [:]
      for path in tree.files.keys where path.hasPrefix(prefix) {
        let parts = path.dropFirst(prefix.count).split(separator: "/", maxSplits: 1)
        if let name = parts.first { kinds[String(name)] = parts.count > 1 ? .folder : .file }
      }
      return kinds.sorted { $0.key.precedesInBytes($1.key) }.map { name, kind in
        TreeEntry(name: name, kind: kind, fingerprint: prefix.isEmpty ? tree.fingerprints[name] : nil)
      }
    }
  }
}
