import Synchronization
import TicketsCore
import TicketsFiles

/// What git reads in place of other objects: `git replace` names them, and so did a file of grafts before.
struct Substitutes: Sendable {
  /// By the object that is asked for, the one that is read.
  private(set) var objects: [ObjectID: ObjectID] = [:]
  /// By commit, the parents that it has instead of its own.
  private(set) var parents: [ObjectID: [ObjectID]] = [:]

  var isEmpty: Bool { objects.isEmpty && parents.isEmpty }

  static let none = Substitutes()

  private static let references = "refs/replace/"
  private static let known = Mutex<[String: Substitutes]>([:])

  /// What the folder that all work trees share says; it is looked at once.
  static func of(_ commonFolder: String) -> Substitutes {
    known.withLock { known in
      if let found = known[commonFolder] { return found }
      let found = Substitutes(readFrom: commonFolder)
      known[commonFolder] = found
      return found
    }
  }

  private init() {}

  private init(readFrom folder: String) {
    readPacked(Path.join(folder, "packed-refs"))
    readLoose(Path.join(folder, "refs/replace"))
    for line in Self.lines(Path.join(folder, "info/grafts")) {
      let ids = line.split(separator: Ascii.space).map { ObjectID(hex: String(decoding: $0, as: UTF8.self)) }
      if let first = ids.first ?? nil, !ids.contains(nil) { parents[first] = ids.dropFirst().compactMap(\.self) }
    }
  }

  /// `<id> refs/replace/<id>`; a long list is searched for the name before it is taken apart.
  private mutating func readPacked(_ file: String) {
    guard let bytes = Path.bytes(ofFile: file), Self.mentions(Array(Self.references.utf8), bytes) else { return }
    for line in bytes.split(separator: Ascii.newline) {
      let words = line.split(separator: Ascii.space)
      guard words.count == 2, words[1].starts(with: Self.references.utf8) else { continue }
      add(words[1].dropFirst(Self.references.utf8.count), words[0])
    }
  }

  private static func mentions(_ text: [UInt8], _ bytes: [UInt8]) -> Bool {
    var position = bytes.startIndex
    let first = text[0]
    while let found = bytes[position...].firstIndex(of: first) {
      if bytes[found...].starts(with: text) { return true }
      position = found + 1
    }
    return false
  }

  private mutating func readLoose(_ folder: String) {
    guard let names = try? Descriptor.folder(at: folder).entries() else { return }
    for entry in names where entry.kind == .file {
      if let line = Self.lines(Path.join(folder, entry.name)).first { add(Array(entry.name.utf8)[...], line) }
    }
  }

  private mutating func add(_ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>) {
    func id(_ hex: ArraySlice<UInt8>) -> ObjectID? { ObjectID(hex: String(decoding: hex, as: UTF8.self)) }
    if let old = id(old), let new = id(new) { objects[old] = new }
  }

  private static func lines(_ file: String) -> [ArraySlice<UInt8>] {
    Path.bytes(ofFile: file)?.split(separator: Ascii.newline) ?? []
  }
}

extension Repository {
  /// The object that is read in place of another; one replacement may have another.
  func substitute(for id: ObjectID) -> ObjectID {
    guard !substitutes.objects.isEmpty else { return id }
    var id = id
    var steps = 0
    while let next = substitutes.objects[id], steps < Self.mostReplacements { (id, steps) = (next, steps + 1) }
    return id
  }

  // So many git follows too.
  private static let mostReplacements = 5
}
