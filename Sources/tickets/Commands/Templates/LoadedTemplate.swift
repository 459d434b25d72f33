import TicketsCore
import TicketsFiles
import TicketsGit

/// The bytes of a template and where they came from.
struct LoadedTemplate {
  let path: String
  let bytes: [UInt8]
  let place: TemplatePlace

  init(path: String, _ bytes: [UInt8], _ place: TemplatePlace) {
    (self.path, self.bytes, self.place) = (path, bytes, place)
  }

  init(builtin name: String, _ bytes: [UInt8]) {
    self.init(path: name, bytes, .builtin)
  }

  var reference: String { place.reference(path) }

  /// The template, understood.
  func template() throws(Failure) -> Template {
    do throws(TemplateFailure) {
      return try Template(bytes)
    } catch {
      throw Failure(
        .template, "cannot use the template '\(reference)': \(error.message)", hint: "Mend it, then try again")
    }
  }

  /// What a log entry says of it.
  func origin(in session: Session) throws(Failure) -> TemplateOrigin {
    switch place {
    case .builtin:
      return TemplateOrigin(reference: reference, path: path, version: Tickets.version)
    case .revision(let files, let repository, let folder, let source, _):
      let inRepository = folder.isEmpty ? path : "\(folder)/\(path)"
      return try session.asking { () throws(GitError) in
        TemplateOrigin(
          reference: reference, repository: try Self.name(of: repository, source), path: inRepository,
          commit: files.commit?.description, blob: try files.blob(at: inRepository)?.description)
      }
    case .folder(let folder, let source):
      guard Root.workTree(from: folder) != nil else { return TemplateOrigin(reference: reference, path: path) }
      return try session.asking { () throws(GitError) in
        let repository = try session.repository(at: folder)
        let inRepository = try repository.prefix(of: folder) + path
        let blob = try repository.id(of: bytes, type: .blob)
        let head = try? RevisionFolder("HEAD", in: repository)
        let isCommitted = try head?.blob(at: inRepository) == blob
        return TemplateOrigin(
          reference: reference, repository: try Self.name(of: repository, source), path: inRepository,
          commit: isCommitted ? head?.commit?.description : nil, blob: blob.description)
      }
    }
  }

  /// The address of a repository without whoever may use it, or else its path as it was given.
  private static func name(of repository: Repository, _ source: String?) throws(GitError) -> String? {
    guard let url = try repository.setting("remote.origin.url") else { return source }
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    // 'https://', then whoever may use it, then the host; in 'git@host:path' the name is no secret, but means nothing here.
    guard parts.count > 3, parts[0].hasSuffix(":"), parts[1].isEmpty, let at = parts[2].lastIndex(of: "@") else {
      return url
    }
    return "\(parts[0])//\(parts[2][parts[2].index(after: at)...])/\(parts[3])"
  }
}

extension Session {
  /// The repository of another folder: what the environment says of this one means nothing there.
  func repository(at folder: String) throws(GitError) -> Repository {
    let isOwn = folder.hasPrefix((Root.workTree(from: self.folder) ?? "\0") + "/")
    let environment = GitEnvironment(currentFolder: folder) { isOwn ? Process.environment($0) : nil }
    return try Repository(at: RepositoryLocation(folder: folder, environment: environment))
  }
}
