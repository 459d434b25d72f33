package import TicketsCore
package import TicketsFiles

/// The tickets as files on disk, and from the index those that git leaves off the disk on purpose.
package struct SparseTree: TicketTree {
  private let files: WorkingTree
  private let skipped: ObjectFolders
  private let location: RepositoryLocation

  /// The files, with those that a sparse checkout left out; just the files where there are none of these.
  package static func of(_ files: WorkingTree, _ environment: GitEnvironment) -> any TicketTree {
    let entries = SkippedFiles(root: files.root, environment: environment).entries
    guard let format = entries.first?.id.format,
      let unwritten = try? UnwrittenTrees(entries, naming: { bytes in format.id(of: bytes, type: .tree) })
    else { return files }
    return SparseTree(
      files: files, skipped: ObjectFolders(known: unwritten.trees),
      location: RepositoryLocation(folder: files.root, environment: environment))
  }

  package var label: String { files.label }

  package func reader() throws(TreeFailure) -> any TreeReader {
    Reader(try files.reader(), try ObjectReader(at: location, skipped))
  }

  private final class Reader: TreeReader {
    private let files: any TreeReader
    private let skipped: ObjectReader

    init(_ files: any TreeReader, _ skipped: ObjectReader) {
      (self.files, self.skipped) = (files, skipped)
    }

    var convertsLineEnds: Bool { files.convertsLineEnds }

    func entries() throws(TreeFailure) -> [TreeEntry] { try joined(files.entries(), skipped.entries()) }

    func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
      try joined(files.entries(in: folder), skipped.entries(in: folder))
    }

    /// What is there and what is not, in byte order; what is on the disk counts.
    private func joined(_ there: [TreeEntry], _ others: [TreeEntry]) -> [TreeEntry] {
      let names = Set(there.map { Array($0.name.utf8) })
      let rest = others.filter { !names.contains(Array($0.name.utf8)) }
      return rest.isEmpty ? there : (there + rest).sorted { $0.name.precedesInBytes($1.name) }
    }

    func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
      do throws(TreeFailure) {
        return try files.read(path, limit: limit)
      } catch  where error.reason == .missing {
        return try skipped.read(path, limit: limit)
      }
    }
  }
}
