/// The lines that git leaves in a file when a merge needs a person.
package enum ConflictMarker {
  private static let beginnings = ["<<<<<<< ", "||||||| ", ">>>>>>> "].map { Array($0.utf8) }

  /// Whether a line is one of them; a lone `=======` is none, since Markdown underlines headings so.
  package static func begins(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == UInt8(ascii: "<") || first == UInt8(ascii: "|") || first == UInt8(ascii: ">")
    else { return false }
    return beginnings.contains { line.starts(with: $0) }
  }
}
