/// What conflict markers call the sides.
package struct MergeLabels: Equatable, Sendable {
  package var base = "base"
  package var ours = "ours"
  package var theirs = "theirs"

  package init(base: String = "base", ours: String = "ours", theirs: String = "theirs") {
    (self.base, self.ours, self.theirs) = (base, ours, theirs)
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
    bytes += Array("<<<<<<< \(labels.ours)\(end)".utf8) + side(conflict.ours)
    if showsBase { bytes += Array("||||||| \(labels.base)\(end)".utf8) + side(conflict.base) }
    bytes += Array("=======\(end)".utf8) + side(conflict.theirs) + Array(">>>>>>> \(labels.theirs)\(end)".utf8)
  }
}
