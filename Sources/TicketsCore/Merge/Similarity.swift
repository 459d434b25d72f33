/// How much of a file is found again in another one, counted as git counts it.
struct Similarity {
  /// The score of equal files; git pairs files from half of it on.
  static let most = 60_000
  static let least = most / 2

  private struct Pieces {
    let size: Int
    /// How many bytes each piece accounts for.
    let counts: [ArraySlice<UInt8>: Int]
  }

  private var known: [String: Pieces] = [:]

  /// The score of two versions, and one more than the most when they are the same.
  mutating func score(
    _ side: MergedTree.Side, _ old: TreeMergePass.Version, _ otherSide: MergedTree.Side, _ new: TreeMergePass.Version,
    _ readers: SideReaders
  ) throws(TreeFailure) -> Int {
    if let one = old.entry.fingerprint, one == new.entry.fingerprint {
      // But git pairs no empty files.
      if old.entry.kind == .file, try readers[side].read(old.path).isEmpty { return 0 }
      return Self.most + 1
    }
    guard old.entry.kind == .file, new.entry.kind == .file else { return 0 }
    let before = try pieces(side, old, readers)
    let after = try pieces(otherSide, new, readers)
    let (size, largest) = (min(before.size, after.size), max(before.size, after.size))
    guard size > 0, 2 * (largest - size) <= largest else { return 0 }
    var kept = 0
    for (piece, count) in before.counts { kept += min(count, after.counts[piece] ?? 0) }
    return kept * Self.most / largest
  }

  private mutating func pieces(
    _ side: MergedTree.Side, _ version: TreeMergePass.Version, _ readers: SideReaders
  ) throws(TreeFailure) -> Pieces {
    let key = "\(side) \(version.path)"
    if let found = known[key] { return found }
    let bytes = try readers[side].read(version.path)
    var counts: [ArraySlice<UInt8>: Int] = [:]
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == Ascii.newline || index - start == 63 {
      counts[bytes[start...index], default: 0] += index + 1 - start
      start = index + 1
    }
    if start < bytes.count { counts[bytes[start...], default: 0] += bytes.count - start }
    let pieces = Pieces(size: bytes.count, counts: counts)
    known[key] = pieces
    return pieces
  }
}
