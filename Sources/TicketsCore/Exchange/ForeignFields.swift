/// The fields of a file that nests them, each found by its name, the outermost first.
struct ForeignFields {
  private(set) var all: [JSON.Member]

  private static let deepest = 6

  init(_ all: [JSON.Member]) {
    self.all = all
  }

  subscript(name: String) -> JSON? { path(of: name).flatMap { Self.value(at: $0[...], in: all) } }

  func word(_ names: String...) -> String? {
    names.lazy.compactMap { self[$0]?.word }.first { !$0.withoutSpaceAround.isEmpty }
  }

  func words(_ name: String) -> [String] { (self[name]?.words ?? []).filter { !$0.withoutSpaceAround.isEmpty } }

  func instant(_ names: String...) -> Instant? { instant(names) }

  func instant(_ names: [String]) -> Instant? { names.lazy.compactMap { self[$0]?.instant }.first }

  /// Replaces a field where it stands, or adds it to the outermost.
  mutating func set(_ name: String, _ value: JSON?) {
    all = Self.setting(value, at: (path(of: name) ?? [name])[...], in: all)
  }

  /// Replaces the first of some fields that is there; the others said the same thing, and go.
  mutating func set(_ names: [String], _ value: JSON?) {
    let there = names.filter { path(of: $0) != nil }
    for name in there.dropFirst() { set(name, nil) }
    guard let name = there.first ?? names.first else { return }
    set(name, value)
  }

  mutating func set(_ names: [String], texts: [String]) {
    if texts.isEmpty, !names.contains(where: { path(of: $0) != nil }) { return }
    set(names, .array(texts.map(JSON.string)))
  }

  /// Where a name stands: what is further out comes first.
  private func path(of name: String) -> [String]? {
    var level: [(path: [String], members: [JSON.Member])] = [([], all)]
    for _ in 0..<Self.deepest {
      for (path, members) in level where members.contains(where: { $0.name == name }) { return path + [name] }
      level = level.flatMap { path, members in
        members.compactMap { member in member.value.members.map { (path + [member.name], $0) } }
      }
    }
    return nil
  }

  private static func value(at path: ArraySlice<String>, in members: [JSON.Member]) -> JSON? {
    guard let first = path.first, let value = members[first] else { return nil }
    return path.count == 1 ? value : value.members.flatMap { self.value(at: path.dropFirst(), in: $0) }
  }

  private static func setting(_ value: JSON?, at path: ArraySlice<String>, in members: [JSON.Member]) -> [JSON.Member] {
    guard let first = path.first else { return members }
    var members = members
    members.set(
      first,
      path.count == 1 ? value : .object(setting(value, at: path.dropFirst(), in: members[first]?.members ?? [])))
    return members
  }
}
