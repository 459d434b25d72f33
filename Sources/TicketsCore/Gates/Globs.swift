/// A list of patterns, of which the last that fits decides, as in a `.gitignore`.
package struct Globs: Equatable, Sendable {
  package let patterns: [String]
  private let globs: [Glob]

  package init(_ patterns: [String]) {
    self.patterns = patterns
    globs = patterns.map(Glob.init)
  }

  package var isEmpty: Bool { globs.isEmpty }

  /// The pattern that takes a path in, be it by a folder that holds it; none where none does.
  ///
  /// What lies in a folder that is in cannot be taken out again: that is git's rule.
  package func match(_ path: String) -> String? {
    let bytes = Array(path.utf8)
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
      if let found = last(bytes[..<index], isFolder: true), !globs[found].isNegated { return patterns[found] }
    }
    guard let found = last(bytes[...], isFolder: false), !globs[found].isNegated else { return nil }
    return patterns[found]
  }

  package func matches(_ path: String) -> Bool { match(path) != nil }

  private func last(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Int? {
    globs.lastIndex { $0.fits(path, isFolder: isFolder) }
  }
}
