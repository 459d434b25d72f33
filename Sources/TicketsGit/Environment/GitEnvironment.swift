/// What the variables of git say about where a repository lies, as hooks and scripts set them.
package struct GitEnvironment: Hashable, Sendable {
  /// `GIT_DIR`, absolute.
  package let gitFolder: String?
  /// `GIT_COMMON_DIR`, absolute.
  package let commonFolder: String?
  /// `GIT_WORK_TREE`, absolute.
  package let workFolder: String?
  /// `GIT_INDEX_FILE`, absolute.
  package let indexFile: String?
  /// `GIT_OBJECT_DIRECTORY`, absolute; a hook of a push reads new objects from a quarantine.
  package let objectFolder: String?
  /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`, absolute.
  package let alternates: [String]
  /// `GIT_CEILING_DIRECTORIES`: folders above which no repository is looked for.
  package let ceilings: String?
  /// `GIT_DISCOVERY_ACROSS_FILESYSTEM`.
  package let crossesFileSystems: Bool
  /// `GIT_NO_REPLACE_OBJECTS`: objects are read as they are.
  package let ignoresReplacements: Bool
  /// `TICKETS_READER=git`: the user's own git reads, not libgit2.
  package let readsWithGit: Bool
  /// Where relative paths in these variables begin.
  package let currentFolder: String
  /// `GIT_CONFIG_…`.
  package let settings: SettingsEnvironment

  /// Reads the variables; relative paths in them are taken from the current folder.
  package init(currentFolder: String, _ variable: (String) -> String?) {
    func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
    func path(_ name: String) -> String? { value(name).map { Path.absolute($0, from: currentFolder) } }
    self.currentFolder = currentFolder
    gitFolder = path("GIT_DIR")
    commonFolder = path("GIT_COMMON_DIR")
    workFolder = path("GIT_WORK_TREE")
    indexFile = path("GIT_INDEX_FILE")
    objectFolder = path("GIT_OBJECT_DIRECTORY")
    alternates =
      value("GIT_ALTERNATE_OBJECT_DIRECTORIES").map(Path.list)?
      .map { Path.absolute($0, from: currentFolder) } ?? []
    ceilings = value("GIT_CEILING_DIRECTORIES")
    crossesFileSystems = SettingsEnvironment.isTrue(value("GIT_DISCOVERY_ACROSS_FILESYSTEM"))
    ignoresReplacements = variable("GIT_NO_REPLACE_OBJECTS") != nil
    readsWithGit = variable("TICKETS_READER") == "git"
    settings = SettingsEnvironment(currentFolder: currentFolder, variable)
  }

  /// What holds in another work tree: where this one lies means nothing there.
  var elsewhere: GitEnvironment { GitEnvironment(elsewhere: self) }

  private init(elsewhere other: GitEnvironment) {
    (gitFolder, commonFolder, workFolder, indexFile) = (nil, nil, nil, nil)
    (objectFolder, alternates) = (other.objectFolder, other.alternates)
    (ceilings, crossesFileSystems) = (other.ceilings, other.crossesFileSystems)
    (currentFolder, settings) = (other.currentFolder, other.settings)
    (ignoresReplacements, readsWithGit) = (other.ignoresReplacements, other.readsWithGit)
  }
}
