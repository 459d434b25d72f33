private import TicketsCore

/// The settings in force, as git lists them.
struct ListedSettings: GitSettings {
  /// The last value of each; nothing where a name stands alone, which means true.
  private var values: [String: String?] = [:]

  init(at location: RepositoryLocation) throws(GitError) {
    // `name`, a newline and the value, which may have more of them.
    for entry in try GitProcess(location: location).output(["config", "--null", "--list"]).split(separator: 0) {
      let name = String(decoding: entry.prefix { $0 != Ascii.newline }, as: UTF8.self)
      let value = entry.firstIndex(of: Ascii.newline).map { String(decoding: entry[($0 + 1)...], as: UTF8.self) }
      values[name] = .some(value)
    }
  }

  func text(_ name: String) throws(GitError) -> String? { (values[SettingsEnvironment.normalized(name)] ?? nil) ?? nil }

  func truth(_ name: String) throws(GitError) -> Bool? {
    values[SettingsEnvironment.normalized(name)].map { Self.isTrue($0) }
  }

  func hasPromisor() throws(GitError) -> Bool {
    values.contains { $0.key.hasPrefix("remote.") && $0.key.hasSuffix(".promisor") && Self.isTrue($0.value) }
  }

  private static func isTrue(_ value: String?) -> Bool { value.map { SettingsEnvironment.isTrue($0) } ?? true }
}
