private import CGit2

/// The settings in force, read by libgit2 from the files that git would read, and from its variables.
final class LibGit2Settings: GitSettings {
  private let handle: Handle<SettingsKind>
  private let environment: SettingsEnvironment

  /// Reads the files, the nearer ones over the farther ones.
  convenience init(gitFolder: String, commonFolder: String, environment: SettingsEnvironment) throws(GitError) {
    try self.init(outsideRepositories: environment)
    try add(Path.join(commonFolder, "config"), level: .local)
    if try truth("extensions.worktreeConfig") == true {
      try add(Path.join(gitFolder, "config.worktree"), level: .workTree)
    }
  }

  /// Reads the files that hold wherever the user stands.
  init(outsideRepositories environment: SettingsEnvironment) throws(GitError) {
    self.environment = environment
    try Library.ensureStarted()
    handle = try Handle("read the settings") { unsafe git_config_new($0) }
    if !environment.ignoresSystem {
      try add(environment.systemFile ?? Self.find { unsafe git_config_find_system($0) }, level: .system)
    }
    if environment.globalFile == nil {
      try add(Self.find { unsafe git_config_find_xdg($0) }, level: .xdg)
    }
    try add(environment.globalFile ?? Self.find { unsafe git_config_find_global($0) }, level: .global)
  }

  func text(_ name: String) throws(GitError) -> String? {
    if let value = environment.override(name) { return value }
    return try Text.read("read the setting '\(name)'") { unsafe git_config_get_string_buf($0, handle.raw, name) }
  }

  func truth(_ name: String) throws(GitError) -> Bool? {
    if let value = environment.override(name) { return SettingsEnvironment.isTrue(value) }
    var value: Int32 = 0
    let status = unsafe git_config_get_bool(&value, handle.raw, name)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check("read the setting '\(name)'") { status }
    return value != 0
  }

  func hasPromisor() throws(GitError) -> Bool {
    let iterator = try Handle<SettingKind>("read the settings") {
      unsafe git_config_iterator_glob_new($0, handle.raw, "^remote\\..*\\.promisor$")
    }
    var entry: UnsafeMutablePointer<git_config_entry>?
    while true {
      let status = unsafe git_config_next(&entry, iterator.raw)
      if status == GIT_ITEROVER.rawValue { return false }
      try check("read the settings") { status }
      // A name without `=` has no value, and means true.
      let value = unsafe entry?.pointee.value.map { unsafe String(cString: $0) } ?? "true"
      if SettingsEnvironment.isTrue(value) { return true }
    }
  }

  /// Lets libgit2 itself use these settings for a repository.
  func use(for repository: borrowing Handle<RepositoryKind>) throws(GitError) {
    let repository = unsafe repository.raw
    try check("use the settings") { unsafe git_repository_set_config(repository, handle.raw) }
  }

  private enum Level: UInt32 {
    case system = 2
    case xdg = 3
    case global = 4
    case local = 5
    case workTree = 6
  }

  private func add(_ path: String?, level: Level) throws(GitError) {
    guard let path else { return }
    try check("read the settings in \(path)") {
      unsafe git_config_add_file_ondisk(handle.raw, path, git_config_level_t(Int32(level.rawValue)), nil, 0)
    }
  }

  @safe private static func find(_ search: (UnsafeMutablePointer<git_buf>) -> Int32) -> String? {
    try? Text.read("find the settings", search)
  }
}
