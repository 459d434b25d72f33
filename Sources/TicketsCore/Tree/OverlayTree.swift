/// A tree in which some files have other bytes: what it will be once a plan is carried out.
package struct OverlayTree: TicketTree {
  private let tree: any TicketTree
  private let files: [String: [UInt8]]

  /// Lays files, by their paths, over a tree that holds files of these paths.
  package init(_ tree: any TicketTree, files: [String: [UInt8]]) {
    self.tree = tree
    self.files = files
  }

  package var label: String { tree.label }

  package func reader() throws(TreeFailure) -> any TreeReader {
    Reader(base: try tree.reader(), files: files)
  }

  private final class Reader: TreeReader {
    private let base: any TreeReader
    private let files: [String: [UInt8]]

    init(base: any TreeReader, files: [String: [UInt8]]) {
      self.base = base
      self.files = files
    }

    func entries() throws(TreeFailure) -> [TreeEntry] {
      // What is laid over a folder makes its fingerprint wrong.
      try base.entries().map { TreeEntry(name: $0.name, kind: $0.kind) }
    }

    func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
      try base.entries(in: folder).map { TreeEntry(name: $0.name, kind: $0.kind) }
    }

    func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
      guard let bytes = files[path] else { return try base.read(path, limit: limit) }
      return limit.map { Array(bytes.prefix($0)) } ?? bytes
    }
  }
}
