import TicketsCore
import TicketsFiles
import TicketsGit

/// Where people pointed: standard input, a file, a folder, or one of these at a revision.
enum ImportPlace {
  case input([UInt8])
  /// A file of a folder.
  case file(folder: String, name: String)
  case folder(String)
  /// A path in a revision; empty for its top.
  case revision(RevisionFolder, Repository, path: String, revision: String, word: String)

  init(_ word: String, in session: Session) throws(Failure) {
    if word == "-" {
      self = .input(try session.standardInput())
      return
    }
    let path = word.resolved(from: session.folder)
    if let place = Self.existing(path) {
      self = place
      return
    }
    // The last '@' that is not followed by '{' begins the revision, as in the names of templates.
    guard let name = TemplateName(word), let revision = name.revision else {
      throw Failure(.noSource, "there is nothing at '\(word)'", hint: "Name a folder, a file, - or SOURCE@REF")
    }
    let source = (name.source.map { $0 + ":" } ?? "") + name.path
    self = try Self.inRevision(source.resolved(from: session.folder), revision, word, session)
  }

  private static func existing(_ path: String) -> ImportPlace? {
    if (try? Descriptor.folder(at: path)) != nil { return .folder(path) }
    let (folder, name) = path.splitAtLastSlash
    guard let kind = try? Platform.status(ofFile: path).kind, kind == .file else { return nil }
    return .file(folder: folder.isEmpty ? "/" : folder, name: name)
  }

  /// A path in a repository; what it names need not be there any more.
  private static func inRevision(
    _ path: String, _ revision: String, _ word: String, _ session: Session
  ) throws(Failure) -> ImportPlace {
    var folder = path
    var rest: [String] = []
    while folder != "/", (try? Descriptor.folder(at: folder)) == nil {
      let (parent, name) = folder.splitAtLastSlash
      rest.insert(name, at: 0)
      folder = parent.isEmpty ? "/" : parent
    }
    return try session.asking { () throws(GitError) in
      let repository = try session.repository(at: folder)
      let isBare = try repository.isBare()
      let prefix = isBare ? "" : try repository.prefix(of: folder)
      let inner = (prefix.split(separator: "/").map(String.init) + rest).joined(separator: "/")
      return .revision(
        try RevisionFolder(revision, in: repository), repository, path: inner, revision: revision, word: word)
    }
  }

  /// How messages name it.
  var label: String {
    switch self {
    case .input: "standard input"
    case .file(let folder, let name): folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    case .folder(let path): path
    case .revision(_, _, _, _, let word): word
    }
  }

  /// A reader of the files; of a file that was named the folder that it lies in.
  func reader() throws(TreeFailure) -> any TreeReader {
    switch self {
    case .input: MemoryTree([:]).reader()
    case .file(let folder, _), .folder(let folder): try WorkingTree.reader(ofFolder: folder)
    case .revision(let files, _, _, _, _): try files.reader()
    }
  }
}
