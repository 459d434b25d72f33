/// What a merge of two trees would hold: computed, never written.
package struct MergedTree: TicketTree {
  /// Something the merge holds: taken from one side as it is, or put together.
  enum Node: Sendable {
    /// The entry of a side, and the path that it has there.
    case taken(Side, String, TreeEntry)
    case file([UInt8], isExecutable: Bool)
    case folder([Named])
  }

  struct Named: Sendable {
    let name: String
    let node: Node
  }

  enum Side: Sendable {
    case base, ours, theirs
  }

  package let label: String
  /// In byte order of the names, as everything in a tree.
  let nodes: [Named]
  /// The names that the nodes are about, or none when they are about everything.
  ///
  /// Whatever has another name is as in ours.
  let touched: Set<String>?
  let sides: Sides

  /// The trees that a merge is made of.
  struct Sides: Sendable {
    let base: any TicketTree
    let ours: any TicketTree
    let theirs: any TicketTree

    /// The names of what lies directly in `.tickets` and is not the same everywhere, where trees of this kind can tell.
    var differences: Set<String>? {
      get throws(TreeFailure) {
        guard let mine = try Self.names(ours, unlike: base), let other = try Self.names(theirs, unlike: base) else {
          return nil
        }
        return mine.union(other)
      }
    }

    /// The names under which two trees may differ; a merge differs from one of its sides where it was made.
    private static func names(
      _ tree: any TicketTree, unlike other: any TicketTree
    ) throws(TreeFailure) -> Set<String>? {
      for (one, rest) in [(tree, other), (other, tree)] {
        guard let merged = one as? MergedTree, let touched = merged.touched else { continue }
        return try names(merged.sides.ours, unlike: rest)?.union(touched)
      }
      guard let (own, others) = try tree.entries(unlike: other) else { return nil }
      return Set((own + others).map(\.name))
    }
  }

  package func reader() throws(TreeFailure) -> any TreeReader {
    Reader(self, try SideReaders(sides))
  }

  private final class Reader: TreeReader {
    private let tree: MergedTree
    private let readers: SideReaders

    init(_ tree: MergedTree, _ readers: SideReaders) {
      self.tree = tree
      self.readers = readers
    }

    func entries() throws(TreeFailure) -> [TreeEntry] {
      let changed = tree.nodes.map(\.entry)
      guard let touched = tree.touched else { return changed }
      let same = try readers[.ours].entries().filter { !touched.contains($0.name) }
      return (same + changed).sorted { $0.name.precedesInBytes($1.name) }
    }

    func entries(named names: Set<String>) throws(TreeFailure) -> [TreeEntry] {
      let changed = tree.nodes.map(\.entry).filter { names.contains($0.name) }
      guard let touched = tree.touched else { return changed }
      let same = try readers[.ours].entries(named: names.subtracting(touched))
      return (same + changed).sorted { $0.name.precedesInBytes($1.name) }
    }

    func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
      if isUntouched(folder) { return try readers[.ours].entries(in: folder) }
      return switch node(at: folder) {
      case (.taken(let side, let path, _), let rest): try readers[side].entries(in: path + rest)
      case (.folder(let nodes), ""): nodes.map(\.entry)
      default: []
      }
    }

    func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
      if isUntouched(path) { return try readers[.ours].read(path, limit: limit) }
      switch node(at: path) {
      case (.taken(let side, let start, _), let rest): return try readers[side].read(start + rest, limit: limit)
      case (.file(let bytes, _), ""): return limit.map { Array(bytes.prefix($0)) } ?? bytes
      case (.folder, ""): throw TreeFailure(path: path, reason: .wrongKind(.folder))
      default: throw TreeFailure(path: path, reason: .missing)
      }
    }

    private func isUntouched(_ path: String) -> Bool {
      guard let touched = tree.touched else { return false }
      return !touched.contains(path.firstIndex(of: "/").map { String(path[..<$0]) } ?? path)
    }

    /// The deepest node on the way to a path, and what of the path lies beyond it.
    private func node(at path: String) -> (Node?, rest: String) {
      var nodes = tree.nodes
      var rest = path[...]
      while true {
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let found = nodes.named(String(rest[..<end])) else { return (nil, "") }
        rest = rest[end...]
        guard case .folder(let inside) = found.node, !rest.isEmpty else { return (found.node, String(rest)) }
        nodes = inside
        rest = rest.dropFirst()
      }
    }
  }
}

extension MergedTree.Named {
  var entry: TreeEntry {
    switch node {
    case .taken(_, _, let entry):
      TreeEntry(name: name, kind: entry.kind, fingerprint: entry.fingerprint, isExecutable: entry.isExecutable)
    case .file(_, let isExecutable): TreeEntry(name: name, kind: .file, isExecutable: isExecutable)
    case .folder: TreeEntry(name: name, kind: .folder)
    }
  }
}

extension [MergedTree.Named] {
  func named(_ name: String) -> MergedTree.Named? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].name.precedesInBytes(name) { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].name == name ? self[low] : nil
  }
}

/// A reader for each side of a merge.
final class SideReaders {
  private let base: any TreeReader
  private let ours: any TreeReader
  private let theirs: any TreeReader

  init(_ sides: MergedTree.Sides) throws(TreeFailure) {
    base = try sides.base.reader()
    ours = try sides.ours.reader()
    theirs = try sides.theirs.reader()
  }

  subscript(side: MergedTree.Side) -> any TreeReader {
    switch side {
    case .base: base
    case .ours: ours
    case .theirs: theirs
    }
  }
}
