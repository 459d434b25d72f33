/// What `.tickets/` holds, read from anywhere: a folder, a commit, the index, a merge that has not happened.
///
/// The tree itself is a value that threads can share; each thread reads through a reader of its own.
package protocol TicketTree: Sendable {
  /// How messages name this tree: `the working tree`, `main`, `the index`.
  var label: String { get }

  /// Where the tree knows one, the fingerprint of all that it holds.
  var fingerprint: Fingerprint? { get }

  /// What lies directly in `.tickets/` and is not the same in another tree, where two trees of a kind can tell that
  /// without naming everything they hold.
  func entries(unlike other: any TicketTree) throws(TreeFailure) -> (own: [TreeEntry], other: [TreeEntry])?

  /// Opens the tree for one thread.
  func reader() throws(TreeFailure) -> any TreeReader

  /// Opens the tree for one of the threads that read so many tickets together.
  func reader(of count: Int) throws(TreeFailure) -> any TreeReader

  /// Applies a function to the first bytes of a file in each of the folders, in whatever order they are best read, on as
  /// many threads as pay; it also gets the reader of its thread and the number of the folder.
  func mapHeads<Value: Sendable>(
    of name: String, in folders: [TreeEntry], limit: Int,
    _ transform: @escaping @Sendable (any TreeReader, Int, Result<[UInt8], TreeFailure>) -> Value
  ) throws(TreeFailure) -> [Value]
}

extension TicketTree {
  package var fingerprint: Fingerprint? { nil }
  package func reader(of count: Int) throws(TreeFailure) -> any TreeReader { try reader() }

  package func mapHeads<Value: Sendable>(
    of name: String, in folders: [TreeEntry], limit: Int,
    _ transform: @escaping @Sendable (any TreeReader, Int, Result<[UInt8], TreeFailure>) -> Value
  ) throws(TreeFailure) -> [Value] {
    try mapHeadsInOrder(of: name, in: folders, limit: limit, transform)
  }

  /// The same, in the order of the folders.
  package func mapHeadsInOrder<Value: Sendable>(
    of name: String, in folders: [TreeEntry], limit: Int,
    _ transform: @escaping @Sendable (any TreeReader, Int, Result<[UInt8], TreeFailure>) -> Value
  ) throws(TreeFailure) -> [Value] {
    try Threads.map(count: folders.count) { () throws(TreeFailure) in
      try reader(of: folders.count)
    } _: { (reader, index) throws(TreeFailure) in
      let path = "\(folders[index].name)/\(name)"
      return transform(reader, index, Result { () throws(TreeFailure) in try reader.read(path, limit: limit) })
    }
  }

  package func entries(unlike other: any TicketTree) -> (own: [TreeEntry], other: [TreeEntry])? { nil }
}

/// Reads one tree from one thread.
///
/// Paths are relative to `.tickets/`, with `/`.
package protocol TreeReader: AnyObject {
  /// What lies directly in `.tickets/`, in byte order of the names; empty when there is no such folder.
  func entries() throws(TreeFailure) -> [TreeEntry]

  /// What lies directly in `.tickets/` under some names, in byte order of these.
  func entries(named names: Set<String>) throws(TreeFailure) -> [TreeEntry]

  /// What lies directly in a folder, in byte order of the names; empty when the folder is not there.
  func entries(in folder: String) throws(TreeFailure) -> [TreeEntry]

  /// The bytes of a file, or its first so many when there is a limit. Never follows a symbolic link.
  func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8]

  /// The fingerprint that a file with these bytes would have here, where the tree knows fingerprints.
  func fingerprint(of bytes: [UInt8]) -> Fingerprint?

  /// Whether files here may have other ends of lines than git keeps for them.
  var convertsLineEnds: Bool { get }
}

extension TreeReader {
  package func entries(named names: Set<String>) throws(TreeFailure) -> [TreeEntry] {
    try entries().filter { names.contains($0.name) }
  }

  /// The bytes of a whole file.
  package func read(_ path: String) throws(TreeFailure) -> [UInt8] {
    try read(path, limit: nil)
  }

  package func fingerprint(of bytes: [UInt8]) -> Fingerprint? { nil }
  package var convertsLineEnds: Bool { false }
}

/// A name in a tree and what it stands for.
package struct TreeEntry: Equatable, Sendable {
  package enum Kind: Sendable {
    case folder, file, link, other
  }

  package let name: String
  package let kind: Kind
  /// Where the tree knows one: equal fingerprints mean equal bytes, for a folder all the way down.
  package let fingerprint: Fingerprint?
  /// Whether git keeps it as a file to run; only trees of git tell.
  package let isExecutable: Bool

  package init(name: String, kind: Kind, fingerprint: Fingerprint? = nil, isExecutable: Bool = false) {
    self.name = name
    self.kind = kind
    self.fingerprint = fingerprint
    self.isExecutable = isExecutable
  }
}

extension TreeEntry {
  /// Whether this may hold a ticket: hidden folders are those that are still being made.
  package var isTicketFolder: Bool { kind == .folder && !name.hasPrefix(".") && name != Layout.templatesFolderName }
}

/// Why a tree, a folder or a file in it could not be read.
package struct TreeFailure: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// Nothing of that name is there.
    case missing
    /// Something else is there: a folder, a symbolic link or a pipe for a file, a file for a folder.
    case wrongKind(TreeEntry.Kind)
    /// The content belongs to the tree but is not on this machine (a partial clone); the hint gets it.
    case notFetched(hint: String)
    /// The system or git said no, in its own words.
    case unreadable(String)
  }

  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}
