/// Where a ticket came from, as its first log entry keeps it.
package struct TemplateOrigin: Equatable, Sendable {
  /// The full name: `blessed:milestones/slice.md@main`.
  package let reference: String
  /// The repository, by its URL or as the path was given; nothing for a built-in.
  package let repository: String?
  package let path: String
  /// The commit that holds these bytes; nothing for a file that differs from HEAD.
  package let commit: String?
  package let blob: String?
  /// The version of this tool, for a built-in.
  package let version: String?

  package init(
    reference: String, repository: String? = nil, path: String, commit: String? = nil, blob: String? = nil,
    version: String? = nil
  ) {
    (self.reference, self.repository, self.path) = (reference, repository, path)
    (self.commit, self.blob, self.version) = (commit, blob, version)
  }

  /// The member of a log entry, with what was set.
  package func member(set values: [(name: String, value: String)]) -> JSON.Member {
    var members = [JSON.Member("ref", .string(reference))]
    if let repository { members.append(JSON.Member("repo", .string(repository))) }
    members.append(JSON.Member("path", .string(path)))
    if let version {
      members.append(JSON.Member("version", .string(version)))
    } else {
      members.append(JSON.Member("commit", commit.map(JSON.string) ?? .null))
      members.append(JSON.Member("blob", blob.map(JSON.string) ?? .null))
    }
    if !values.isEmpty {
      members.append(JSON.Member("set", .object(values.map { JSON.Member($0.name, .string($0.value)) })))
    }
    return JSON.Member("template", .object(members))
  }
}
