import TicketsCore
import TicketsFiles

/// A work tree of git, found by names alone: without libgit2, which takes longer to start than most commands.
struct WorkTreePlace {
  private let top: String
  /// The folder that this one has for itself.
  private let ownFolder: String
  /// The folder that all work trees share.
  private let gitFolder: String
  /// The index of this one.
  let indexFile: String

  /// The nearest one from a folder upwards.
  init?(above folder: String) {
    var top = folder
    while true {
      let entry = Path.join(top, ".git")
      if let kind = try? Platform.status(ofFile: entry).kind {
        guard let own = kind == .folder ? entry : Self.linked(by: entry, in: top) else { return nil }
        (self.top, ownFolder) = (top, own)
        gitFolder = Self.firstLine(of: Path.join(own, "commondir")).map { Path.absolute($0, from: own) } ?? own
        indexFile = Path.join(own, "index")
        return
      }
      guard top != "/", let slash = top.lastIndex(of: "/") else { return nil }
      top = slash == top.startIndex ? "/" : String(top[..<slash])
    }
  }

  /// What the `.git` of a linked work tree or a submodule leads to.
  private static func linked(by file: String, in folder: String) -> String? {
    guard let line = firstLine(of: file), line.hasPrefix(mark) else { return nil }
    return Path.absolute(String(line.dropFirst(mark.count)), from: folder)
  }

  private static let mark = "gitdir: "

  private static func firstLine(of file: String) -> String? {
    text(of: file)?.split(separator: "\n").first.map(String.init)
  }

  private static func text(of file: String) -> String? {
    Path.bytes(ofFile: file).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether there may be references below a folder such as `refs/tickets/claims/`, loose or packed.
  func mayHaveReferences(below folder: String) -> Bool {
    if (try? Platform.status(ofFile: Path.join(gitFolder, String(folder.dropLast())))) != nil { return true }
    if (try? Platform.status(ofFile: Path.join(gitFolder, "reftable"))) != nil { return true }
    return Path.bytes(ofFile: Path.join(gitFolder, "packed-refs")).map { ByteWord(" \(folder)".utf8).isIn($0) }
      ?? false
  }

  /// What a reference names, as far as its file or the packed ones say it.
  enum Target: Equatable {
    case nothing
    case object(ObjectID)
    /// Only git can tell.
    case unknown
  }

  /// What a reference names that all work trees share.
  func target(of reference: String) -> Target {
    if (try? Platform.status(ofFile: Path.join(gitFolder, "reftable"))) != nil { return .unknown }
    if let line = Self.firstLine(of: Path.join(gitFolder, reference)) {
      return ObjectID(hex: line).map { .object($0) } ?? .unknown
    }
    if (try? Platform.status(ofFile: Path.join(gitFolder, reference))) != nil { return .unknown }
    guard let packed = Self.text(of: Path.join(gitFolder, "packed-refs")) else { return .nothing }
    guard let line = packed.split(separator: "\n").first(where: { $0.hasSuffix(" \(reference)") }) else {
      return .nothing
    }
    return ObjectID(hex: line.prefix { $0 != " " }).map { .object($0) } ?? .unknown
  }

  /// The branch that is checked out, and the top without links on the way; none where only git can tell.
  var checkout: (top: String, branch: String?)? {
    guard let head = Self.firstLine(of: Path.join(ownFolder, "HEAD")), !isUnusual,
      let top = try? Platform.realPath(top)
    else { return nil }
    guard head.hasPrefix("ref: ") else { return ObjectID(hex: head).map { _ in (top, nil) } }
    let name = head.dropFirst("ref: ".count)
    // With another way to store references HEAD names none that there could be.
    guard name.hasPrefix("refs/heads/"), name != "refs/heads/.invalid" else { return nil }
    return (top, String(name.dropFirst("refs/heads/".count)))
  }

  /// Whether settings may say that this is no usual work tree in its usual place.
  private var isUnusual: Bool {
    guard let text = Self.text(of: Path.join(gitFolder, "config"))?.lowercased() else { return true }
    return text.filter { $0 != " " && $0 != "\t" }.split(separator: "\n").contains { line in
      line != "bare=false" && ["bare", "worktree", "[include", "[extensions"].contains { line.contains($0) }
    }
  }

  /// The names between the top and a folder below it.
  func names(downTo folder: String) -> [String] {
    folder.dropFirst(top.count).split(separator: "/").map(String.init)
  }

  /// The folders from the top down to one below it, which is the last.
  func foldersDown(to folder: String) -> [String] {
    names(downTo: folder).reduce(into: [top]) { $0.append(Path.join($0[$0.count - 1], $1)) }
  }

  /// The patterns that lie in no folder of the work tree; none where only git can tell which they are.
  func patternsOfMachine(_ environment: SettingsEnvironment, _ variable: (String) -> String?) -> [IgnoreFile]? {
    let home = Self.home(variable)
    var excludes = [Path.join(gitFolder, "info/exclude")]
    switch settings(environment, variable)?.value(of: "core.excludesfile") {
    case .missing: excludes.append(Path.join(Self.configurations(variable), "git/ignore"))
    case .text(let path) where path.hasPrefix("~/"): excludes.append(Path.join(home, String(path.dropFirst(2))))
    case .text(let path) where path.hasPrefix("/"): excludes.append(path)
    case .text, .unknown, nil: return nil
    }
    return excludes.map { IgnoreFile(at: $0) }
  }

  /// The settings in force here; none where only git can tell, as when the repository is somebody else's.
  func settings(_ environment: SettingsEnvironment, _ variable: (String) -> String?) -> PlainSettings? {
    let own = Path.join(gitFolder, "config")
    guard (try? Platform.status(ofFile: own))?.isOwn == true,
      (try? Platform.status(ofFile: Path.join(ownFolder, "config.worktree"))) == nil
    else { return nil }
    var files = environment.ignoresSystem ? [] : environment.systemFile.map { [$0] } ?? Self.systemFiles
    files +=
      environment.globalFile.map { [$0] } ?? [
        Path.join(Self.configurations(variable), "git/config"), Path.join(Self.home(variable), ".gitconfig"),
      ]
    return PlainSettings(files: files + [own], environment)
  }

  private static let systemFiles = ["/etc/gitconfig", "/usr/local/etc/gitconfig", "/opt/homebrew/etc/gitconfig"]

  private static func home(_ variable: (String) -> String?) -> String { variable("HOME") ?? "/" }

  private static func configurations(_ variable: (String) -> String?) -> String {
    variable("XDG_CONFIG_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? Path.join(home(variable), ".config")
  }
}
