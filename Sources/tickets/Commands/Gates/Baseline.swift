import TicketsCore
import TicketsGit

/// What had been changed before the work on a ticket began: noted in the git folder of this work tree, for nobody else.
struct Baseline {
  /// By path, the content that is to stay as it is.
  let blobs: [String: String]

  private static func name(_ ticket: String) -> String { "baseline-\(ticket).json" }

  init(blobs: [String: String] = [:]) {
    self.blobs = blobs
  }

  /// What was noted for a ticket.
  init(of ticket: String, in repository: Repository) {
    let bytes = GitNotes(in: repository).read(Self.name(ticket))
    let files = bytes.flatMap { try? JSONReader.read($0) }?["files"]?.elements ?? []
    blobs = Dictionary(
      files.compactMap { file in
        file["path"]?.string.flatMap { path in file["blob"]?.string.map { (path, $0) } }
      }, uniquingKeysWith: { $1 })
  }

  /// Whether a file is as it was before the work began.
  func holds(_ file: ChangedFile) -> Bool { blobs[file.path] == file.blob }

  /// Notes files that have nothing to do with the ticket.
  static func note(_ files: [ChangedFile], of ticket: String, on branch: WorkBranch, in repository: Repository)
    throws(GitError)
  {
    var json = JSONWriter(.pretty)
    json.object { json in
      json.member("head", branch.head?.hex)
      json.member("branch", branch.name)
      json.member("upstream", branch.upstream?.name)
      json.member("files", files.map { LogEntry.Evidence.File(path: $0.path, blob: $0.blob) })
    }
    try GitNotes(in: repository).write(json.bytes + [Ascii.newline], to: name(ticket))
  }
}
