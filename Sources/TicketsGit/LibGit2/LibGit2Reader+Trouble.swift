private import CGit2
private import Synchronization

extension LibGit2Reader {
  /// Says plainly why a repository cannot be opened, and what to do about it.
  static func explain(_ error: GitError, path: String, environment: GitEnvironment) -> GitError {
    if error.isAboutOwner { return error.explainedAsForeign(discovered(path, environment) ?? path) }
    if error.code == .notFound { return error.explainedAsMissing }
    return explainFormat(error, path: path, environment: environment)
  }

  /// Whether somebody says outside of any file that git may trust a repository of another user, which libgit2 does not
  /// read.
  static func isTrusted(_ path: String, _ environment: GitEnvironment) -> Bool {
    let trusted = environment.settings.values(of: "safe.directory")
    // An empty one takes back those before it.
    let valid = trusted.lastIndex(of: "").map { trusted[($0 + 1)...] } ?? trusted[...]
    guard let place = discovered(path, environment) else { return false }
    return valid.contains { value in
      value == "*" || Path.trimmed(value) == place || value.hasSuffix("/*") && place.hasPrefix(value.dropLast())
    }
  }

  /// Opens what is trusted so; no other thread opens anything unchecked meanwhile but what is trusted too.
  static func trusting<Value: ~Copyable>(_ open: () throws(GitError) -> Value) throws(GitError) -> Value {
    try trust.withLock { (_) throws(GitError) in
      try check("trust the repository") { tickets_git_validate_owners(0) }
      defer { _ = tickets_git_validate_owners(1) }
      return try open()
    }
  }

  private static let trust = Mutex(())

  /// Finds in the repository's own settings what libgit2 does not read.
  private static func explainFormat(_ error: GitError, path: String, environment: GitEnvironment) -> GitError {
    guard
      let folder = environment.gitFolder ?? discoveredGitFolder(path, environment),
      let settings = try? LibGit2Settings(
        gitFolder: folder, commonFolder: commonFolder(of: folder), environment: environment.settings)
    else { return error }
    let others = "commands that read only the files of the work tree still work"
    if let storage = (try? settings.text("extensions.refStorage")) ?? nil, storage.lowercased() != "files" {
      return error.explained(
        .reftable, "it keeps its references in the \(storage) format, which libgit2 cannot read",
        hint: "git 2.45 or newer can: install it, or `git refs migrate --ref-format=files` changes the format")
    }
    if let format = (try? settings.text("extensions.objectFormat")) ?? nil, format.lowercased() != "sha1" {
      return error.explained(
        .sha256, "its objects are named by \(format.uppercased()), which libgit2 cannot read",
        hint: "git can: install it; \(others)")
    }
    if error.message.contains("extension") {
      return error.explained(.unknownExtension, hint: others)
    }
    return error
  }

  /// The top of the work tree that git names in its own remedy, or a bare repository's folder.
  private static func discovered(_ path: String, _ environment: GitEnvironment) -> String? {
    guard let folder = environment.gitFolder ?? discoveredGitFolder(path, environment) else { return nil }
    return folder.hasSuffix("/.git") ? String(folder.dropLast("/.git".count)) : folder
  }

  /// Where the settings lie that a linked work tree shares with the others.
  private static func commonFolder(of folder: String) -> String {
    let parts = folder.split(separator: "/")
    guard parts.count > 2, parts[parts.count - 2] == "worktrees" else { return folder }
    return "/" + parts.dropLast(2).joined(separator: "/")
  }

  private static func discoveredGitFolder(_ path: String, _ environment: GitEnvironment) -> String? {
    let found = try? Text.read("find the repository") {
      unsafe git_repository_discover($0, path, environment.crossesFileSystems ? 1 : 0, environment.ceilings)
    }
    return found.map(Path.trimmed)
  }
}

extension GitError {
  /// Whether the repository belongs to another user; libgit2 1.5 returns the failure of its search when no setting names
  /// any trusted folder.
  var isAboutOwner: Bool { code == .owner || message.contains("safe.directory") }
}
