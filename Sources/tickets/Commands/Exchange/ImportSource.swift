import TicketsCore
import TicketsFiles
import TicketsGit

/// The files of another tool, found where people pointed.
struct ImportSource {
  let format: any ExchangeFormat.Type
  /// The files, by their paths from the folder of the format.
  let paths: [String]
  private let session: Session
  private let place: ImportPlace
  private let finding: Finding

  /// A format and where its files lie.
  private struct Finding {
    let format: any ExchangeFormat.Type
    /// The folder in what the place's reader reads.
    let folder: String
    let entries: [(path: String, kind: TreeEntry.Kind)]
  }

  /// Finds the files of a format, or of the one format that is there.
  init(_ place: ImportPlace, _ format: (any ExchangeFormat.Type)?, in session: Session) throws(Failure) {
    self.place = place
    self.session = session
    if let format {
      do throws(TreeFailure) {
        finding = try Self.find(format, in: place) ?? Finding(format: format, folder: "", entries: [])
      } catch {
        throw Failure(.noSource, "cannot read \(place.label): \(error.message)")
      }
    } else {
      finding = try Self.detect(in: place)
    }
    self.format = finding.format
    paths = finding.entries.map(\.path)
    if paths.isEmpty {
      throw Failure(
        .noSource, "there is nothing of \(finding.format.title) in \(place.label)",
        hint: "Its files lie in \(finding.format.folders.filter { !$0.isEmpty }.joined(separator: " or "))")
    }
  }

  var label: String { place.label }

  private static func find(_ format: any ExchangeFormat.Type, in place: ImportPlace) throws(TreeFailure) -> Finding? {
    switch place {
    case .input: return Finding(format: format, folder: "", entries: [("-", .file)])
    case .file(_, let name): return Finding(format: format, folder: "", entries: [(name, .file)])
    case .folder: return try find(format, below: "", place.reader())
    case .revision(_, _, let path, _, _):
      let reader = try place.reader()
      if try isFile(path, reader) {
        let (folder, name) = path.splitAtLastSlash
        return Finding(format: format, folder: folder, entries: [(name, .file)])
      }
      return try find(format, below: path, reader)
    }
  }

  private static func isFile(_ path: String, _ reader: any TreeReader) throws(TreeFailure) -> Bool {
    let (folder, name) = path.splitAtLastSlash
    return try reader.entries(in: folder).contains { $0.name == name && $0.kind == .file }
  }

  private static func find(
    _ format: any ExchangeFormat.Type, below base: String, _ reader: any TreeReader
  ) throws(TreeFailure) -> Finding? {
    for folder in format.folders {
      let whole = [base, folder].filter { !$0.isEmpty }.joined(separator: "/")
      var walk = SourceWalk(format: format, reader: reader, base: whole)
      try walk.enter("", depth: 0)
      if !walk.found.isEmpty { return Finding(format: format, folder: whole, entries: walk.found) }
    }
    return nil
  }

  /// The one format that the files are of.
  private static func detect(in place: ImportPlace) throws(Failure) -> Finding {
    let found: [Finding]
    do throws(TreeFailure) {
      found = try candidates(in: place)
    } catch {
      throw Failure(.noSource, "cannot read \(place.label): \(error.message)")
    }
    if found.count > 1 {
      let names = found.map { "\($0.format.name) (\($0.folder.isEmpty ? "." : $0.folder))" }.joined(separator: " and ")
      throw Failure(
        .ambiguous, "\(place.label) holds what may be \(names)",
        hint: "Say which: 'tickets import \(found[0].format.name) <path>'")
    }
    guard let only = found.first else {
      throw Failure(
        .noSource, "there is nothing in \(place.label) that a known tool wrote",
        hint: "Known formats are \(ExchangeFormats.names.joined(separator: ", "))")
    }
    return only
  }

  private static func candidates(in place: ImportPlace) throws(TreeFailure) -> [Finding] {
    var found: [Finding] = []
    for format in ExchangeFormats.all {
      guard let finding = try find(format, in: place) else { continue }
      if try recognizes(finding, in: place) { found.append(finding) }
    }
    return found
  }

  private static func recognizes(_ finding: Finding, in place: ImportPlace) throws(TreeFailure) -> Bool {
    if case .input(let bytes) = place { return finding.format.recognizes(SourceFile(path: "-", bytes: bytes)) }
    let reader = try place.reader()
    for (path, kind) in finding.entries.prefix(mostLookedAt) where kind == .file {
      let whole = [finding.folder, path].filter { !$0.isEmpty }.joined(separator: "/")
      let bytes = try reader.read(whole, limit: finding.format.sizeLimit + 1)
      if finding.format.recognizes(SourceFile(path: path, bytes: bytes)) { return true }
    }
    return false
  }

  /// Who has read so many files of another kind will find none of this one.
  private static let mostLookedAt = 200

  /// The tickets of the files, and what became of the others.
  func items() throws(Failure) -> [SourceItem] {
    var files: [SourceFile] = []
    var items: [SourceItem] = []
    do throws(TreeFailure) {
      let reader = try place.reader()
      for (path, kind) in finding.entries {
        let shown = shownPath(path)
        guard kind == .file else {
          items.append(
            SourceItem(path: shown, content: .notATicket("it is \(kind.name), which is not followed or read")))
          continue
        }
        files.append(SourceFile(path: path, shownPath: shown, bytes: try bytes(path, reader)))
      }
    } catch {
      throw Failure(.noSource, "cannot read \(error.path) in \(place.label): \(error.message)")
    }
    return format.items(of: files) + items
  }

  private func bytes(_ path: String, _ reader: any TreeReader) throws(TreeFailure) -> [UInt8] {
    if case .input(let bytes) = place { return bytes }
    return try reader.read(
      [finding.folder, path].filter { !$0.isEmpty }.joined(separator: "/"), limit: format.sizeLimit + 1)
  }

  /// The path from the top of the repository, or else from where people pointed.
  private func shownPath(_ path: String) -> String {
    let inner = [finding.folder, path].filter { !$0.isEmpty }.joined(separator: "/")
    switch place {
    case .input, .revision: return inner
    case .folder(let folder), .file(let folder, _):
      guard let top = Root.workTree(from: folder), folder.hasPrefix(top + "/") else { return inner }
      return "\(folder.dropFirst(top.utf8.count + 1))/\(inner)"
    }
  }

  /// When files came to be: when the first commit with them was made, or else when they were last written.
  func times(of paths: [String]) throws(Failure) -> [String: Instant] {
    var times: [String: Instant] = [:]
    switch place {
    case .input: return [:]
    case .revision(_, let repository, _, let revision, _):
      return try session.asking { () throws(GitError) in
        try FirstCommits(in: repository).times(below: finding.folder, before: revision)
      }
    case .folder(let folder), .file(let folder, _):
      if let top = Root.workTree(from: folder) {
        let inner = [String(folder.dropFirst(top.utf8.count + 1)), finding.folder].filter { !$0.isEmpty }
        times = try session.asking { () throws(GitError) in
          let repository = try session.repository(at: folder)
          if case .unborn = try repository.head() { return [:] }
          return try FirstCommits(in: repository).times(below: inner.joined(separator: "/"), before: "HEAD")
        }
      }
      let wanted = Set(paths)
      for path in finding.entries.map(\.path) where wanted.contains(shownPath(path)) && times[shownPath(path)] == nil {
        let file = ([folder, finding.folder, path].filter { !$0.isEmpty }).joined(separator: "/")
        if let stamp = try? Platform.status(ofFile: file).stamp {
          times[shownPath(path)] = Instant(milliseconds: Int64(stamp.seconds) * 1000)
        }
      }
      return times
    }
  }
}

/// Looks for files that may hold tickets; follows no link.
private struct SourceWalk {
  let format: any ExchangeFormat.Type
  let reader: any TreeReader
  let base: String
  private(set) var found: [(path: String, kind: TreeEntry.Kind)] = []

  private static let deepest = 12

  init(format: any ExchangeFormat.Type, reader: any TreeReader, base: String) {
    (self.format, self.reader, self.base) = (format, reader, base)
  }

  mutating func enter(_ folder: String, depth: Int) throws(TreeFailure) {
    let whole = [base, folder].filter { !$0.isEmpty }.joined(separator: "/")
    for entry in try reader.entries(in: whole) {
      let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      if entry.kind == .folder {
        if depth < Self.deepest, entry.name != ".git", format.mayEnter(path) { try enter(path, depth: depth + 1) }
      } else if format.mayHold(path) {
        found.append((path, entry.kind))
      }
    }
  }
}
