internal import TicketsCore

/// How the objects of a repository are named: by which hash of their bytes.
package enum ObjectFormat: UInt8, Sendable {
  case sha1, sha256

  /// The format whose name in git's settings is this.
  init?(name: some StringProtocol) {
    switch name.lowercased() {
    case "sha1": self = .sha1
    case "sha256": self = .sha256
    default: return nil
    }
  }

  /// The format whose names have so many bytes.
  init?(length: Int) {
    switch length {
    case Self.sha1.length: self = .sha1
    case Self.sha256.length: self = .sha256
    default: return nil
    }
  }

  /// How many bytes a name has.
  package var length: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    }
  }

  /// The name of nothing.
  package var zero: ObjectID { ObjectID(Fingerprint(0, 0, 0, 0), self) }

  /// The name of the tree without entries, which git knows whether or not it is stored.
  var emptyTree: ObjectID { id(of: [], type: .tree) }

  /// The name that an object with this content has, whether or not it is stored.
  package func id(of content: [UInt8], type: ObjectType) -> ObjectID {
    let bytes = Array("\(type) \(content.count)\0".utf8) + content
    let digest =
      switch self {
      case .sha1: SHA1.hash(bytes)
      case .sha256: SHA256.digest(of: bytes)
      }
    return ObjectID(Fingerprint(digest), self)
  }
}
