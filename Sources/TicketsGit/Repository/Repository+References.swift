private import TicketsCore

/// A branch or a tag, and the object it names.
package struct Reference: Equatable, Sendable {
  /// As people write it: `main`, `origin/main`, `v1.0`.
  package let name: String
  /// As git stores it: `refs/heads/main`.
  package let fullName: String
  /// The object it names: for an annotated tag the tag itself.
  package let id: ObjectID
  package let isRemote: Bool
  /// Whether it only points to another reference, as `origin/HEAD` does.
  package let isSymbolic: Bool

  init?(_ fullName: String, _ id: ObjectID, isSymbolic: Bool = false) {
    for prefix in ["refs/heads/", "refs/remotes/", "refs/tags/"] where fullName.hasPrefix(prefix) {
      name = String(fullName.dropFirst(prefix.count))
      self.fullName = fullName
      self.id = id
      isRemote = prefix == "refs/remotes/"
      self.isSymbolic = isSymbolic
      return
    }
    return nil
  }
}

extension Repository {
  /// What `HEAD` of this work tree stands on.
  package func head() throws(GitError) -> Head { try reader.head() }

  /// The branches, local ones first, each group in byte order of the names.
  package func branches() throws(GitError) -> [Reference] {
    try references("refs/heads/") + references("refs/remotes/")
  }

  /// The tags, in byte order of the names.
  package func tags() throws(GitError) -> [Reference] {
    try references("refs/tags/")
  }

  /// The branch that a local branch follows; none when it follows none, or one that is not there.
  package func upstream(of branch: String) throws(GitError) -> Reference? {
    guard let upstream = try reader.upstream(of: branch) else { return nil }
    return try reference(upstream)
  }

  /// A reference by its full name, followed to the end when it points to another; none when it is not there.
  func reference(_ fullName: String) throws(GitError) -> Reference? {
    try target(of: fullName).flatMap { Reference(fullName, $0) }
  }

  /// What a reference points to instead of an object.
  func symbolicTarget(of fullName: String) throws(GitError) -> String? { try reader.symbolicTarget(of: fullName) }

  /// The object that a reference of any kind names by itself; none when it is not there.
  func target(of fullName: String) throws(GitError) -> ObjectID? { try reader.target(of: fullName) }

  /// The names of all references below one, in byte order.
  func names(below prefix: String) throws(GitError) -> [String] {
    try reader.references(prefix).map(\.fullName).sorted { $0.precedesInBytes($1) }
  }

  /// The objects that references of all kinds name by themselves, each once.
  func targets() throws(GitError) -> Set<ObjectID> {
    Set(try reader.references("refs/").lazy.filter { !$0.isSymbolic }.map(\.id))
  }

  private func references(_ prefix: String) throws(GitError) -> [Reference] {
    try reader.references(prefix).compactMap { Reference($0.fullName, $0.id, isSymbolic: $0.isSymbolic) }
      .sorted { $0.fullName.utf8.lexicographicallyPrecedes($1.fullName.utf8) }
  }
}
