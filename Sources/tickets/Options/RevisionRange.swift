import Arguments

/// Two states to compare as git's users write them: `A..B`, `A...B`, `A B`, `A`, or nothing.
struct RevisionRange: Equatable {
  /// Where the comparison starts; HEAD where nothing was written.
  let from: String
  /// Where it ends; nothing for the work tree or the index.
  let to: String?
  /// Whether it starts where the two histories parted, `A...B`.
  let isFromMergeBase: Bool

  /// Reads the words of a command line.
  init(_ words: [String]) throws(UsageError) {
    let dots =
      words.first { $0.contains("...") }.map { ($0, "...") } ?? words.first { $0.contains("..") }.map { ($0, "..") }
    guard let (range, separator) = dots else {
      guard words.count <= 2 else {
        throw .custom("more than two revisions: '\(words.joined(separator: " "))'", hint: "Compare two of them")
      }
      (from, to, isFromMergeBase) = (words.first ?? "HEAD", words.dropFirst().first, false)
      return
    }
    guard words.count == 1 else {
      throw .custom("'\(range)' already names two revisions", hint: "Leave out the others")
    }
    let ends = range.ends(around: separator)
    guard !ends.after.contains("..") else {
      throw .custom("'\(range)' names more than two revisions", hint: "Compare two of them: A..B or A...B")
    }
    from = ends.before.isEmpty ? "HEAD" : ends.before
    to = ends.after.isEmpty ? "HEAD" : ends.after
    isFromMergeBase = separator == "..."
  }

  /// The range as it may be typed again.
  var text: String {
    to.map { "\(from)\(isFromMergeBase ? "..." : "..")\($0)" } ?? from
  }
}

extension RevisionRange: ParameterValue {
  static var completion: String? { Completions.revision }

  static func parse(_ word: String) throws(Rejection) -> RevisionRange {
    do throws(UsageError) { return try RevisionRange([word]) } catch { throw Rejection() }
  }

  var word: String { text }
}

extension String {
  /// What stands before and after the first appearance of a separator.
  fileprivate func ends(around separator: String) -> (before: String, after: String) {
    let bytes = Array(utf8)
    let mark = Array(separator.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.count
    return (
      String(decoding: bytes[..<start], as: UTF8.self),
      String(decoding: bytes[min(start + mark.count, bytes.count)...], as: UTF8.self)
    )
  }
}
