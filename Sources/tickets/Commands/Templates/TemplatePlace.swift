import TicketsCore
import TicketsFiles
import TicketsGit

/// Where templates lie: with this tool, in a folder, or in a commit.
enum TemplatePlace {
  case builtin
  case folder(String, source: String?)
  case revision(RevisionFolder, Repository, folder: String, source: String?, revision: String)

  /// How messages name it.
  var label: String {
    switch self {
    case .builtin: "the built-in templates"
    case .folder(let path, _): path
    case .revision(_, _, let folder, let source, let revision):
      "\(source ?? "this repository")\(folder.isEmpty ? "" : ":\(folder)") at \(revision)"
    }
  }

  /// A path of this place as people write it.
  func reference(_ path: String) -> String {
    switch self {
    case .builtin: "\(TemplateName.builtinSource):\(path)"
    case .folder(_, let source): source.map { "\($0):\(path)" } ?? path
    case .revision(_, _, _, let source, let revision): (source.map { "\($0):" } ?? "") + "\(path)@\(revision)"
    }
  }

  /// The templates at a path: one file, or those of a folder in byte order; nothing when nothing is there.
  func templates(at path: String) throws(TreeFailure) -> [LoadedTemplate] {
    if case .builtin = self {
      let name = TemplateName.baseName(of: path)
      return BuiltinTemplates.files.filter { $0.name == name }.map { LoadedTemplate(builtin: $0.name, $0.bytes) }
    }
    let reader = try reader()
    for candidate in path.hasSuffix(".md") ? [path] : [path, path + ".md"] {
      do throws(TreeFailure) {
        return [try load(candidate, reader)]
      } catch  where error.reason == .missing {
        continue
      } catch  where error.reason == .wrongKind(.folder) {
        let names = try reader.entries(in: candidate == "." ? "" : candidate).filter(\.isTemplate).map(\.name)
        var found: [LoadedTemplate] = []
        for name in names { found.append(try load(candidate == "." ? name : "\(candidate)/\(name)", reader)) }
        return found
      }
    }
    return []
  }

  /// The paths of all that this place offers, in byte order, at most two folders deep.
  func paths() throws(TreeFailure) -> [String] {
    if case .builtin = self { return BuiltinTemplates.files.map(\.name) }
    let reader = try reader()
    let top = try reader.entries(in: "")
    var paths = top.filter(\.isTemplate).map(\.name)
    for folder in top where folder.kind == .folder && !folder.name.hasPrefix(".") {
      paths += try reader.entries(in: folder.name).filter(\.isTemplate).map { "\(folder.name)/\($0.name)" }
    }
    return paths.sorted { $0.precedesInBytes($1) }
  }

  private func reader() throws(TreeFailure) -> any TreeReader {
    switch self {
    case .builtin: MemoryTree([:]).reader()
    case .folder(let path, _): try WorkingTree.reader(ofFolder: path)
    case .revision(let files, _, let folder, _, _): SubfolderReader(try files.reader(), folder)
    }
  }

  private func load(_ path: String, _ reader: any TreeReader) throws(TreeFailure) -> LoadedTemplate {
    if path.split(separator: "/", omittingEmptySubsequences: false).contains(where: { [".", ".."].contains($0) }) {
      throw TreeFailure(path: path, reason: path == "." ? .wrongKind(.folder) : .unreadable("it leaves its source"))
    }
    // One byte more than is allowed shows that it is too much.
    return LoadedTemplate(path: path, try reader.read(path, limit: Template.sizeLimit + 1), self)
  }
}

extension TreeEntry {
  fileprivate var isTemplate: Bool { kind == .file && name.hasSuffix(".md") && !name.hasPrefix(".") }
}
