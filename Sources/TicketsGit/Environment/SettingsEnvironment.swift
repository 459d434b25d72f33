/// What the variables of git say about its settings: `GIT_CONFIG_GLOBAL` and its kin.
package struct SettingsEnvironment: Hashable, Sendable {
  /// A setting given outside of any file, as `git -c name=value` hands on to hooks.
  struct Override: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// `GIT_CONFIG_GLOBAL`, absolute: stands in for the files in the home folder.
  let globalFile: String?
  /// `GIT_CONFIG_SYSTEM`, absolute.
  let systemFile: String?
  /// `GIT_CONFIG_NOSYSTEM`.
  let ignoresSystem: Bool
  /// `GIT_CONFIG_PARAMETERS` and `GIT_CONFIG_COUNT`; a later one wins.
  let overrides: [Override]

  init(currentFolder: String, _ variable: (String) -> String?) {
    globalFile = variable("GIT_CONFIG_GLOBAL").map { Path.absolute($0, from: currentFolder) }
    systemFile = variable("GIT_CONFIG_SYSTEM").map { Path.absolute($0, from: currentFolder) }
    ignoresSystem = Self.isTrue(variable("GIT_CONFIG_NOSYSTEM"))
    overrides = Self.numbered(variable) + Self.parameters(variable("GIT_CONFIG_PARAMETERS") ?? "")
  }

  /// Whether libgit2, which reads none of these variables, would see other settings than git.
  var changesFiles: Bool { globalFile != nil || systemFile != nil || ignoresSystem }

  /// The value of a setting given outside of any file.
  func override(_ name: String) -> String? {
    let name = Self.normalized(name)
    return overrides.last { $0.name == name }?.value
  }

  /// All values of a setting that may have several, the first one first.
  func values(of name: String) -> [String] {
    let name = Self.normalized(name)
    return overrides.filter { $0.name == name }.map(\.value)
  }

  /// Reads a truth as git spells it.
  static func isTrue(_ value: String?) -> Bool {
    guard let value = value?.lowercased() else { return false }
    return ["true", "yes", "on"].contains(value) || (Int(value) ?? 0) != 0
  }

  /// `GIT_CONFIG_KEY_0=name`, `GIT_CONFIG_VALUE_0=value`, as many as `GIT_CONFIG_COUNT` says.
  private static func numbered(_ variable: (String) -> String?) -> [Override] {
    guard let count = variable("GIT_CONFIG_COUNT").flatMap({ Int($0) }), count > 0, count <= 10_000 else { return [] }
    return (0..<count).compactMap { index in
      guard let name = variable("GIT_CONFIG_KEY_\(index)"), let value = variable("GIT_CONFIG_VALUE_\(index)") else {
        return nil
      }
      return Override(name: normalized(name), value: value)
    }
  }

  /// Reads `'name'='value' 'name=value'`, quoted as a shell would.
  private static func parameters(_ text: String) -> [Override] {
    words(text).map { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Override(name: normalized(String(parts[0])), value: parts.count > 1 ? String(parts[1]) : "true")
    }
  }

  /// Splits at spaces outside of quotes, and takes the quotes away.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var rest = text[...]
    var isQuoted = false
    while let character = rest.popFirst() {
      switch character {
      case "'": isQuoted.toggle()
      case "\\" where !isQuoted: word.append(rest.popFirst() ?? character)
      case " " where !isQuoted:
        words.append(word)
        word = ""
      default: word.append(character)
      }
    }
    return (words + [word]).filter { !$0.isEmpty }
  }

  /// Sections and names ignore letter case; what stands between them does not.
  static func normalized(_ name: String) -> String {
    guard let first = name.firstIndex(of: "."), let last = name.lastIndex(of: ".") else { return name.lowercased() }
    return name[..<first].lowercased() + name[first..<last] + name[last...].lowercased()
  }
}
