/// What a command wants to change on disk: a value that can be shown, and applied whole or not at all.
///
/// Paths are relative to the folder that holds `.tickets/`, with `/`.
package struct ChangeSet: Equatable, Sendable {
  package enum Change: Equatable, Sendable {
    /// Makes a folder with all its content at once; there must be none of that name.
    case createFolder(String, [NewFile])
    /// Writes a file that must not be there yet.
    case createFile(String, [UInt8])
    /// Replaces a file that must still hold what was read.
    case replace(String, from: [UInt8], to: [UInt8])
    /// Adds one line at the end of a file, which is made when it is missing, unless the run has another file already.
    case append(String, line: [UInt8], firstOfRun: String? = nil)
    /// Moves a file to where none of its name is; folders that held nothing else go.
    case move(String, to: String)
    /// Removes a file that holds nothing.
    case removeEmpty(String)
  }

  /// A file in a folder that is made, or a folder there, named before what lies in it.
  package enum NewFile: Equatable, Sendable {
    case file(String, [UInt8])
    case folder(String)
  }

  package private(set) var changes: [Change] = []

  package init(_ changes: [Change] = []) {
    self.changes = changes
  }

  package mutating func add(_ change: Change) {
    changes.append(change)
  }

  package var isEmpty: Bool { changes.isEmpty }
}

extension ChangeSet.Change {
  package var path: String {
    switch self {
    case .createFolder(let path, _), .createFile(let path, _), .replace(let path, _, _), .append(let path, _, _),
      .move(let path, _), .removeEmpty(let path):
      path
    }
  }
}
