import TicketsCore
import TicketsFiles
import TicketsGit

/// Finds templates by their names.
struct TemplateLibrary {
  private let session: Session
  private let root: String
  private let settings: Settings

  init(in session: Session) throws(Failure) {
    self.session = session
    root = try session.root()
    settings = try session.settings(of: WorkingTree(root: root))
  }

  /// The templates that a name leads to: one, or those of a folder.
  func load(_ name: TemplateName) throws(Failure) -> [LoadedTemplate] {
    let places = try places(name.source, name.revision)
    for place in places {
      do throws(TreeFailure) {
        let found = try place.templates(at: name.path)
        if !found.isEmpty { return found }
      } catch  where error.reason == .missing {
        continue
      } catch {
        throw Failure(.template, "cannot read '\(name.path)' in \(place.label): \(error.message)")
      }
    }
    let labels = places.map(\.label).joined(separator: " or ")
    throw Failure(
      .noTemplate, "there is no template '\(name.path)' in \(labels)",
      hint: "'tickets templates list\(name.sourceWord)' shows those there are")
  }

  /// Where a source keeps its templates, the first place first.
  func places(_ source: String?, _ revision: String?) throws(Failure) -> [TemplatePlace] {
    guard let source else {
      let folder = settings.templateFolder
      guard let revision else { return [.folder(folder.resolved(from: root), source: nil), .builtin] }
      let repository = try session.repository()
      let prefix = try session.prefix(nil, in: repository)
      return try [prefix + folder, ""].map { folder throws(Failure) in
        try place(revision, of: repository, folder, nil)
      }
    }
    if source == TemplateName.builtinSource {
      guard revision == nil else {
        throw Failure(.usage, "the built-in templates have no revisions", hint: "Leave out '@\(revision ?? "")'")
      }
      return [.builtin]
    }
    let known = settings.templateSources.first { $0.name == source }
    guard known != nil || source.hasPrefix(".") || source.contains("/") else {
      let names = settings.templateSources.map(\.name) + [TemplateName.builtinSource]
      throw Failure(
        .noTemplate, "there is no source of templates '\(source)'",
        hint: "Known are \(names.joined(separator: ", ")); a path begins with ./, ../ or /")
    }
    let path = known.map { $0.repository.resolved(from: root) } ?? source.resolved(from: session.folder)
    guard let revision = revision ?? known?.revision else { return [.folder(path, source: source)] }
    let repository = try session.asking { () throws(GitError) in try session.repository(at: path) }
    return [try place(revision, of: repository, "", source)]
  }

  private func place(
    _ revision: String, of repository: Repository, _ folder: String, _ source: String?
  ) throws(Failure) -> TemplatePlace {
    let files = try session.asking { () throws(GitError) in try RevisionFolder(revision, in: repository) }
    return .revision(files, repository, folder: folder, source: source, revision: revision)
  }
}

extension TemplateName {
  /// The source and the revision as `templates list` takes them.
  fileprivate var sourceWord: String {
    let word = (source ?? "") + (revision.map { "@\($0)" } ?? "")
    return word.isEmpty ? "" : " " + word
  }
}
