package import TicketsCore
import TicketsFiles

/// What differs between a commit and the files of the work tree, or between two commits, as git tells it with its own
/// filters, ignore rules and sparse checkouts.
package struct WorkChanges {
  private let repository: Repository
  private let git: GitCommand
  private let top: String

  package init(in repository: Repository) throws(GitError) {
    self.repository = repository
    top = try repository.workFolder() ?? repository.gitFolder
    git = GitCommand(in: top)
  }

  /// The files of the work tree that are not as a commit has them, those that git does not know and does not ignore too.
  ///
  /// The index is git's own, so git itself sees an edit of equal size within the second of its last look.
  package func files(since base: ObjectID?) throws(GitError) -> [ChangedFile] {
    let compared = try RawDiff(
      git.output(
        "diff-index", "--no-renames", "--no-abbrev", "--ignore-submodules=dirty", "-z",
        (base ?? repository.format.emptyTree).hex,
        "--")
    ).files
    let unknown = try git.output("ls-files", "-z", "--others", "--exclude-standard").split(separator: 0)
    var paths: [String] = []
    for name in unknown where name.last != UInt8(ascii: "/") {
      guard let path = String(validating: name, as: UTF8.self) else { throw .unreadableName(name) }
      paths.append(path)
    }
    let now = try contents(of: compared.filter(\.isUnread).map { ($0.path, $0.mode) } + modes(of: paths))
    var files: [String: ChangedFile] = [:]
    for file in compared {
      // A conflict is named twice; what lies in the work tree is what counts.
      if file.oldMode == RawDiff.noMode && file.mode == RawDiff.noMode { continue }
      let content = now[file.path] ?? (mode: file.mode, blob: file.id)
      if content.mode == file.oldMode, content.blob == file.oldID { continue }
      files[file.path] = ChangedFile(
        path: file.path, mode: content.mode, blob: content.blob,
        oldBlob: file.oldMode == RawDiff.noMode ? nil : file.oldID)
    }
    for path in paths {
      guard let content = now[path] else { continue }
      // What is taken out of the index and still lies there is no new file.
      let old = files[path]?.oldBlob
      files[path] =
        old == content.blob
        ? nil
        : ChangedFile(path: path, mode: content.mode, blob: content.blob, oldBlob: old)
    }
    return files.values.sorted { $0.path.precedesInBytes($1.path) }
  }

  /// The files that two commits do not have in the same way.
  package func files(from base: ObjectID?, to head: ObjectID) throws(GitError) -> [ChangedFile] {
    let output = try git.output(
      "diff-tree", "-r", "--no-renames", "--no-abbrev", "-z", (base ?? repository.format.emptyTree).hex, head.hex, "--")
    return try RawDiff(output).files.map { file in
      ChangedFile(
        path: file.path, mode: file.mode, blob: file.id, oldBlob: file.oldMode == RawDiff.noMode ? nil : file.oldID)
    }.sorted { $0.path.precedesInBytes($1.path) }
  }

  /// The name that git would give to a file of the work tree; none where there is none.
  package func blob(ofFile path: String) throws(GitError) -> String? {
    try contents(of: modes(of: [path]))[path]?.blob
  }

  /// What a changed file was and is, for those who read it; nothing where it is no text of a sensible size.
  package func texts(of file: ChangedFile, at head: ObjectID?) -> (old: [UInt8], new: [UInt8]) {
    let old = file.oldBlob.flatMap { ObjectID(hex: $0) }.flatMap { try? repository.blob($0, limit: Self.longest) } ?? []
    if file.isGone { return (old, []) }
    if head != nil {
      return (old, ObjectID(hex: file.blob).flatMap { try? repository.blob($0, limit: Self.longest) } ?? [])
    }
    let (folder, name) = Path.join(top, file.path).splitAtLastSlash
    let bytes = try? Descriptor.folder(at: folder).open(name, .reading).read(expected: 1 << 14, limit: Self.longest)
    return (old, bytes ?? [])
  }

  /// More than anybody would write by hand.
  private static let longest = 1 << 20

  /// How git would keep files that it does not know yet.
  private func modes(of paths: [String]) -> [(path: String, mode: String)] {
    paths.compactMap { path in
      guard let status = try? Platform.status(ofFile: Path.join(top, path)) else { return nil }
      switch status.kind {
      case .link: return (path, "120000")
      case .file: return (path, status.permissions & 0o100 != 0 && keepsPermissions ? "100755" : "100644")
      case .folder, .other: return nil
      }
    }
  }

  private var keepsPermissions: Bool { (try? repository.settings().truth("core.fileMode")) ?? true }

  /// The objects that git would make of files; what is gone meanwhile is left out.
  private func contents(
    of files: [(path: String, mode: String)]
  ) throws(GitError) -> [String: (mode: String, blob: String)] {
    var found: [String: (mode: String, blob: String)] = [:]
    var plain: [(path: String, mode: String)] = []
    for (path, mode) in files {
      switch mode {
      case "120000":
        guard let target = try? Platform.target(ofLink: Path.join(top, path)) else { continue }
        found[path] = (mode, try repository.id(of: target, type: .blob).hex)
      case "160000":
        if let commit = try submoduleCommit(path) { found[path] = (mode, commit) }
      default: plain.append((path, mode))
      }
    }
    // As many as fit into one call.
    var start = 0
    while start < plain.count {
      var (end, size) = (start, 0)
      while end < plain.count, end == start || size + plain[end].path.utf8.count < Self.mostBytes {
        size += 2 * plain[end].path.utf8.count + 3
        end += 1
      }
      let ids = try git.output("hash-object", "--", and: plain[start..<end].map(\.path))
        .split(separator: Ascii.newline).map { String(decoding: $0, as: UTF8.self) }
      guard ids.count == end - start else {
        throw GitError(
          .other, operation: "read what has changed", message: "git named \(ids.count) of \(end - start) files",
          hint: "Try again: something else changes files here")
      }
      for (file, id) in zip(plain[start..<end], ids) { found[file.path] = (file.mode, id) }
      start = end
    }
    return found
  }

  /// Half of what the shell takes as one line.
  private static let mostBytes = 1 << 16

  /// The commit that a submodule is checked out at.
  private func submoduleCommit(_ path: String) throws(GitError) -> String? {
    let location = RepositoryLocation(
      folder: Path.join(top, path), environment: repository.location.environment.elsewhere)
    return try Repository(at: location).head().commit?.hex
  }
}
