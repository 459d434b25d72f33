private import Synchronization
private import TicketsCore
private import TicketsFiles

/// Where a repository lies and how its objects are named, as git finds it.
struct GitFacts: Sendable {
  let gitFolder: String
  let commonFolder: String
  let format: ObjectFormat
  /// The top of the work tree; none in a bare repository.
  let workFolder: String?
  /// The settings when they were looked at.
  private let stamp: Platform.FileStamp?

  private static let known = Mutex<[RepositoryLocation: GitFacts]>([:])

  /// Asks git, once as long as the settings stay as they are.
  static func of(_ location: RepositoryLocation) throws(GitError) -> GitFacts {
    if let facts = known.withLock({ $0[location] }), facts.stamp == stamp(facts.commonFolder) { return facts }
    let facts = try GitFacts(askingAbout: location)
    known.withLock { $0[location] = facts }
    return facts
  }

  private init(askingAbout location: RepositoryLocation) throws(GitError) {
    let process = GitProcess(location: location)
    let (status, output, complaint) = try process.run([
      "rev-parse", "--path-format=absolute", "--absolute-git-dir", "--git-common-dir", "--show-object-format",
      "--is-bare-repository", "--show-toplevel",
    ])
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    // Without a work tree git has nothing to say to the last question, and ends so.
    guard status == 0 || lines.count >= 4 else { throw Self.explain(complaint, location) }
    guard lines.count >= 4, !lines[0].hasPrefix("-"), let format = ObjectFormat(name: lines[2]) else {
      throw GitError(
        .noGit, operation: "read the repository with git", message: "this git is too old",
        hint: "install git 2.31 or newer")
    }
    gitFolder = Path.trimmed(lines[0])
    commonFolder = Path.trimmed(lines[1])
    self.format = format
    if lines.count > 4 {
      workFolder = Path.trimmed(lines[4])
    } else {
      let isInside = lines[3] == "false" && gitFolder.hasSuffix("/.git")
      workFolder = isInside ? String(gitFolder.dropLast("/.git".count)) : nil
    }
    stamp = Self.stamp(commonFolder)
  }

  private static func stamp(_ commonFolder: String) -> Platform.FileStamp? {
    try? Platform.status(ofFile: Path.join(commonFolder, "config")).stamp
  }

  private static func explain(_ complaint: String, _ location: RepositoryLocation) -> GitError {
    let operation = "open the git repository at \(location.environment.gitFolder ?? location.folder)"
    let error = GitError(.other, operation: operation, message: complaint)
    if complaint.contains("not a git repository") { return error.explainedAsMissing }
    if complaint.contains("dubious ownership") {
      let quotes = complaint.split(separator: "'")
      return error.explainedAsForeign(quotes.count > 1 ? String(quotes[1]) : location.folder)
    }
    if complaint.contains("unknown repository") || complaint.contains("repo version") {
      return error.explained(.unknownExtension, hint: "commands that read only the files of the work tree still work")
    }
    return error
  }
}
