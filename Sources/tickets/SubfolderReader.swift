import TicketsCore

/// Reads below a folder of another reader.
final class SubfolderReader: TreeReader {
  private let reader: any TreeReader
  private let prefix: String

  init(_ reader: any TreeReader, _ folder: String) {
    self.reader = reader
    prefix = folder.isEmpty ? "" : folder + "/"
  }

  func entries() throws(TreeFailure) -> [TreeEntry] { try entries(in: "") }

  func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
    try reader.entries(in: String((prefix + folder).reversed().drop { $0 == "/" }.reversed()))
  }

  func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] { try reader.read(prefix + path, limit: limit) }
}
