/// Which work in hand will meet in the same files: a forecast, which refuses nothing.
package struct Overlap: Sendable {
  /// How sure it is that two meet.
  package enum Severity: String, Comparable, Sendable {
    /// One may touch what the other changes or may touch too.
    case declared
    /// Both change a file.
    case file
    /// Both change the same lines of it.
    case lines

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .lines ? 2 : self == .file ? 1 : 0 }
  }

  /// Two that will meet, by their numbers.
  package struct Pair: Sendable {
    package let left: Int
    package let right: Int
    /// The paths, or the globs where nothing is changed yet.
    package let files: [String]
    package let severity: Severity
    /// Which of the two goes first.
    package let first: Int
    package let why: String

    /// Whether a piece of work is one of the two.
    package func has(_ work: Int) -> Bool { left == work || right == work }
  }

  /// What is known of a file that two change.
  package enum Meeting: Sendable {
    /// They do not meet there after all.
    case apart
    case file
    case lines
  }

  package let works: [WorkInHand]
  /// The worst first.
  package let pairs: [Pair]
  /// Paths that nearly everything touches, and that make no pair.
  package let habits: [String]

  /// Compares work; the closure looks closer at the files that two have in common.
  package init<Failure: Error>(
    of works: [WorkInHand], ignoring ignored: [String] = [],
    looking look: (_ left: Int, _ right: Int, _ paths: [String]) throws(Failure) -> [String: Meeting]
  ) throws(Failure) {
    self.works = works
    var touching: [String: [Int]] = [:]
    for (index, work) in works.enumerated() {
      for path in work.changes.keys { touching[path, default: []].append(index) }
    }
    let usual = Globs(Self.habitual + ignored)
    let begun = works.count(where: \.isBegun)
    let habits = touching.filter { path, those in
      those.count > 1 && (usual.matches(path) || begun >= Self.fewest && those.count * 5 >= begun * 4)
    }
    self.habits = habits.keys.sorted { $0.precedesInBytes($1) }
    var shared: [[Int]: [String]] = [:]
    for (path, those) in touching where those.count > 1 && habits[path] == nil {
      for (position, left) in those.enumerated() {
        for right in those[(position + 1)...] where !Self.isSame(works[left], works[right]) {
          // What both made the same of a file merges by itself.
          if works[left].changes[path] == works[right].changes[path], works[left].changes[path] != nil { continue }
          shared[[left, right], default: []].append(path)
        }
      }
    }
    var pairs: [Pair] = []
    for (key, paths) in shared.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let paths = paths.sorted { $0.precedesInBytes($1) }
      let found = try look(key[0], key[1], paths)
      let met = paths.filter { path in if case .apart? = found[path] { false } else { true } }
      guard !met.isEmpty else { continue }
      let meetsInLines = met.contains { path in if case .lines? = found[path] { true } else { false } }
      pairs.append(Self.pair(key[0], key[1], works, met, meetsInLines ? .lines : .file))
    }
    let known = Set(pairs.map { [$0.left, $0.right] })
    for left in works.indices {
      for right in works.indices.dropFirst(left + 1) where !known.contains([left, right]) {
        guard !Self.isSame(works[left], works[right]) else { continue }
        var files = Self.declared(works[left], works[right]).filter { habits[$0] == nil && !usual.matches($0) }
        if !files.isEmpty, works[left].isBegun || works[right].isBegun {
          let found = try look(left, right, files)
          files.removeAll { path in if case .apart? = found[path] { true } else { false } }
        }
        if !files.isEmpty { pairs.append(Self.pair(left, right, works, files, .declared)) }
      }
    }
    self.pairs = pairs.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.files.count != right.files.count { return left.files.count > right.files.count }
      return [left.left, left.right].lexicographicallyPrecedes([right.left, right.right])
    }
  }

  /// Files that tools write, or that everybody adds a line to.
  package static let habitual = [
    "*.lock", "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "Package.resolved", "go.sum", "CHANGELOG*",
    "Changelog*", "changelog*", "CHANGES*", "NEWS*",
  ]
  /// Of fewer than these nobody can tell a habit from an accident.
  private static let fewest = 5

  /// Two places of the same work are one pair of hands.
  private static func isSame(_ left: WorkInHand, _ right: WorkInHand) -> Bool {
    guard let id = left.ticket?.id, id == right.ticket?.id else { return false }
    return left.branch == right.branch || !left.isBegun || !right.isBegun
  }

  private static func pair(
    _ left: Int, _ right: Int, _ works: [WorkInHand], _ files: [String], _ severity: Severity
  ) -> Pair {
    let (isLeft, why) = WorkInHand.first(works[left], works[right])
    return Pair(left: left, right: right, files: files, severity: severity, first: isLeft ? left : right, why: why)
  }

  /// What one changes and the other may touch, or what both may.
  private static func declared(_ left: WorkInHand, _ right: WorkInHand) -> [String] {
    let (mine, other) = (left.ticket?.allow ?? [], right.ticket?.allow ?? [])
    var files: Set<String> = []
    // Who has begun shows what it touches; its scope says no more.
    if !left.isBegun, !mine.isEmpty { files.formUnion(right.changes.keys.filter(Globs(mine).matches)) }
    if !right.isBegun, !other.isEmpty { files.formUnion(left.changes.keys.filter(Globs(other).matches)) }
    if !left.isBegun, !right.isBegun {
      files.formUnion(mine.filter { pattern in other.contains { covers($0, pattern) || covers(pattern, $0) } })
    }
    return files.sorted { $0.precedesInBytes($1) }
  }

  /// Whether all that one glob means is meant by another, as far as it can be seen.
  private static func covers(_ glob: String, _ other: String) -> Bool {
    if glob == other { return true }
    let plain = other.prefix { !"*?[".contains($0) }
    return Glob.isPlain(other)
      ? Globs([glob]).matches(other) : plain.hasSuffix("/") && Globs([glob]).matches(plain + "x")
  }
}
