import TicketsCore

/// Ticket folders from anywhere in a history, each under the name of its content.
struct TicketFolders: TicketTree {
  let label = "the history"
  private let folders: ObjectFolders
  private let location: Repository.Location

  /// Gathers contents, so that each is read once however many places hold it.
  init(_ contents: some Sequence<Fingerprint>, at location: Repository.Location) {
    let bytes: [UInt8] = Array(
      contents.map { ObjectID($0) }.map { Array("40000 \($0.hex)".utf8) + [0] + $0.bytes }.joined())
    folders = ObjectFolders(known: [[]: RawTree(bytes) ?? .empty])
    self.location = location
  }

  func reader() throws(TreeFailure) -> any TreeReader {
    try ObjectReader(at: location, folders)
  }
}
