/// What conflict markers call the sides.
package struct MergeLabels: Equatable, Sendable {
  package var base = "base"
  package var ours = "ours"
  package var theirs = "theirs"
  /// How many characters each marker begins with.
  package var width = 7

  package init(base: String = "base", ours: String = "ours", theirs: String = "theirs") {
    (self.base, self.ours, self.theirs) = (base, ours, theirs)
  }

  /// What git writes into a base that it merges first, so many merges below the one it is for.
  ///
  /// The markers are part of the text by which git finds renames from there.
  init(mergedBase depth: Int) {
    (ours, theirs) = ("Temporary merge branch 1", "Temporary merge branch 2")
    width += 2 * depth
  }
}

/// Writes a merged text, and conflicts in it as git writes them.
struct MergeWriter {
  private(set) var bytes: [UInt8] = []
  private let labels: MergeLabels

  init(_ labels: MergeLabels) {
    self.labels = labels
  }

  mutating func add(_ lines: some Sequence<UInt8>) { bytes += lines }

  mutating func add(_ conflict: LineMerge.Conflict, showsBase: Bool, carriageReturns: Bool) {
    let end = carriageReturns ? "\r\n" : "\n"
    func side(_ lines: [UInt8]) -> [UInt8] {
      lines.isEmpty || lines.last == Ascii.newline ? lines : lines + Array(end.utf8)
    }
    func marker(_ character: Character, _ label: String = "") -> [UInt8] {
      Array("\(String(repeating: character, count: labels.width))\(label.isEmpty ? "" : " ")\(label)\(end)".utf8)
    }
    bytes += marker("<", labels.ours) + side(conflict.ours)
    if showsBase { bytes += marker("|", labels.base) + side(conflict.base) }
    bytes += marker("=") + side(conflict.theirs) + marker(">", labels.theirs)
  }
}
