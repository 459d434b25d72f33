extension Document {
  /// The edit that gives a top-level field a new value that needs no quotes, and changes nothing else of the file.
  ///
  /// Quotes and comments around the old value stay; a missing field becomes a new last line. Nil when the old value is
  /// no single word, or the fields do not stand on lines: then there is more to change than one line.
  package func setting(_ key: String, to word: String) -> Edit? {
    guard let value = field(key) else {
      let edit = appendingLine("\(key): \(word)")
      let edited = [edit].applied(to: bytes).flatMap { try? Document($0) }
      return edited?.field(key)?.scalar?.text == word ? edit : nil
    }
    guard let scalar = value.scalar, !bytes[value.range].contains(Ascii.newline) else { return nil }
    switch scalar.style {
    case .plain: return Edit(value.range, value.range.isEmpty ? " \(word)" : word)
    case .singleQuoted: return Edit(value.range, "'\(word)'")
    case .doubleQuoted: return Edit(value.range, "\"\(word)\"")
    case .block: return nil
    }
  }
}
