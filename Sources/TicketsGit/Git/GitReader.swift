internal import TicketsCore
internal import TicketsFiles

/// Reads a repository with the user's own git: whatever git reads, and slower than in this process.
final class GitReader: RepositoryReader {
  let location: RepositoryLocation
  private let facts: GitFacts
  private var pipes: [ObjectPipe.Mode: ObjectPipe] = [:]
  /// Of a git that cannot be told what is wanted of each object there are two processes.
  private var isOld = false
  /// Of a git that fetches what is missing, or ends where it may not: what is here.
  private var present: (ids: Set<ObjectID>, packs: Platform.FileStamp?)?
  private var expected: [ObjectID] = []

  /// Opens the repository that git finds at the location.
  init(at location: RepositoryLocation) throws(GitError) {
    self.location = location
    facts = try GitFacts.of(location)
  }

  deinit {
    for (mode, pipe) in pipes { ObjectPipes.giveBack(pipe, mode, at: location) }
  }

  var git: GitProcess { GitProcess(location: location) }

  var format: ObjectFormat { facts.format }
  var gitFolder: String { facts.gitFolder }
  var commonFolder: String { facts.commonFolder }
  var objectFolder: String { location.environment.objectFolder ?? Path.join(commonFolder, "objects") }
  var workFolder: String? { facts.workFolder }
  var isLinked: Bool { gitFolder != commonFolder }
  var isShallow: Bool { ((try? Platform.status(ofFile: Path.join(commonFolder, "shallow")).size) ?? 0) > 0 }

  func settings() throws(GitError) -> any GitSettings { try ListedSettings(at: location) }

  var fewestExpected: Int? { 16 }

  func expect(_ ids: [ObjectID]) {
    expected = ids
    try? pipe(.contents).expect(ids.lazy.filter { !self.isKnownToLack($0) }.map(\.hex))
  }

  func read<Value>(
    _ id: ObjectID, _ type: ObjectType, _ body: (UnsafeRawBufferPointer) -> Value
  ) throws(GitError) -> Value {
    let answer = try ask(id.hex, contents: true)
    guard answer.type == type else {
      throw GitError(.wrongObject, operation: "read the object \(id)", message: "it is not a \(type)")
    }
    return unsafe answer.bytes.withUnsafeBytes { unsafe body($0) }
  }

  func type(of id: ObjectID) throws(GitError) -> ObjectType { try ask(id.hex, contents: false).type }

  func id(of content: [UInt8], type: ObjectType) throws(GitError) -> ObjectID {
    format.id(of: content, type: type)
  }

  func resolve(_ revision: String) throws(GitError) -> ObjectID { try ask(revision, contents: false).id }

  /// Asks git for an object; the codes say whether the name fits nothing or too much.
  func ask(_ name: String, contents: Bool) throws(GitError) -> ObjectPipe.Answer {
    let operation = contents ? "read the object \(name)" : "resolve '\(name)'"
    let id = ObjectID(hex: name)
    if let id, isKnownToLack(id) {
      throw GitError(.other, code: .notFound, operation: operation, message: "it is missing")
    }
    // What git gives up over may be another object of those that it was asked for at once.
    for isLast in [false, true] {
      let pipe = try pipe(contents ? .contents : .info)
      do throws(ObjectPipe.Refusal) {
        return try pipe.ask(name, contents: contents)
      } catch {
        switch error {
        case .missing: throw GitError(.other, code: .notFound, operation: operation, message: "it is missing")
        case .ambiguous: throw GitError(.other, code: .ambiguous, operation: operation, message: "it is ambiguous")
        case .unknownMode: isOld = true
        case .failed(let complaint):
          if complaint.contains("promisor") {
            present = (try objects(), packs)
            expect(expected)
          }
          if let id, isKnownToLack(id) {
            throw GitError(.other, code: .notFound, operation: operation, message: "it is missing")
          }
          if isLast { throw GitError(.other, operation: operation, message: complaint) }
        case .error(let error): throw error
        }
      }
    }
    throw GitError(.noGit, operation: operation, message: "this git is too old", hint: "install git 2.31 or newer")
  }

  /// Whether an object is not among those that are here, as long as no pack has come.
  private func isKnownToLack(_ id: ObjectID) -> Bool {
    guard let present, !present.ids.contains(id) else { return false }
    return present.packs == packs
  }

  private var packs: Platform.FileStamp? { try? Platform.status(ofFile: Path.join(objectFolder, "pack")).stamp }

  /// The names of all objects that are here: to list them fetches nothing.
  private func objects() throws(GitError) -> Set<ObjectID> {
    let words = ["cat-file", "--batch-check=%(objectname)", "--batch-all-objects", "--unordered"]
    let lines = try git.output(words).split(separator: Ascii.newline)
    return Set(lines.compactMap { line in ObjectID(hexIn: line.span, at: 0, count: line.count) })
  }

  private func pipe(_ wanted: ObjectPipe.Mode) throws(GitError) -> ObjectPipe {
    let mode = isOld ? wanted : .command
    if let pipe = pipes[mode], !pipe.isBroken { return pipe }
    let pipe = try ObjectPipes.take(mode, at: location)
    pipes[mode] = pipe
    return pipe
  }
}
