import TicketsCore

/// Ticket folders from anywhere in a history, each under the name of its content.
struct TicketFolders: TicketTree {
  let label = "the history"
  private let folders: ObjectFolders
  private let location: RepositoryLocation

  /// Gathers contents, so that each is read once however many places hold it.
  init(_ contents: some Sequence<Fingerprint>, in repository: Repository) {
    let format = repository.format
    self.init(contents.map { ObjectID($0, format) }.map { ($0.hex, $0) }, in: repository)
  }

  /// Gathers contents under names of their own.
  init(_ named: [(name: String, content: ObjectID)], in repository: Repository) {
    let bytes: [UInt8] = named.flatMap { named -> [UInt8] in
      Array("40000 \(named.name)".utf8) + [0] + named.content.bytes
    }
    folders = ObjectFolders(known: [[]: RawTree(bytes, repository.format) ?? .empty])
    location = repository.location
  }

  func reader() throws(TreeFailure) -> any TreeReader {
    try ObjectReader(at: location, folders)
  }
}
