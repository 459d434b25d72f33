/// How each language says that a declaration is there for others: a line a language.
package struct PublicDeclarations: Sendable {
  /// How a line is known by.
  package enum Mark: Equatable, Sendable {
    /// One of these stands among the words that the line begins with, and another word follows.
    case word([String])
    /// A name with a capital follows one of these, or the receiver after it.
    case capital(after: [String])
    /// The line begins like this.
    case beginning([String])
  }

  package let language: String
  package let endings: [String]
  package let marks: [Mark]

  package static let table: [PublicDeclarations] = [
    .init(language: "Swift", endings: ["swift"], marks: [.word(["public", "open"])]),
    .init(
      language: "TypeScript", endings: ["ts", "tsx", "mts", "cts"],
      marks: [.word(["export"]), .beginning(["export {", "export *", "export="])]),
    .init(
      language: "JavaScript", endings: ["js", "jsx", "mjs", "cjs"],
      marks: [.word(["export"]), .beginning(["export {", "export *", "module.exports", "exports."])]),
    .init(language: "Rust", endings: ["rs"], marks: [.word(["pub"])]),
    .init(language: "Zig", endings: ["zig"], marks: [.word(["pub"])]),
    .init(language: "Go", endings: ["go"], marks: [.capital(after: ["func", "type", "var", "const"])]),
    .init(language: "Java", endings: ["java"], marks: [.word(["public"])]),
    .init(language: "Kotlin", endings: ["kt", "kts"], marks: [.word(["public"])]),
    .init(language: "C#", endings: ["cs"], marks: [.word(["public"])]),
    .init(language: "PHP", endings: ["php"], marks: [.word(["public"])]),
    .init(language: "Python", endings: ["py", "pyi"], marks: [.beginning(["__all__"])]),
    .init(language: "Haskell", endings: ["hs"], marks: [.beginning(["module "])]),
    .init(language: "Erlang", endings: ["erl"], marks: [.beginning(["-export("])]),
  ]

  /// The language of a file, by the end of its name.
  package static func language(of path: String) -> PublicDeclarations? {
    let name = path.splitAtLastSlash.name
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    return table.first { $0.endings.contains(ending) }
  }

  /// The public declarations that are in the new text and were not in the old one.
  package func added(from old: [UInt8], to new: [UInt8]) -> [String] {
    var before: [String: Int] = [:]
    for line in declarations(in: old) { before[line, default: 0] += 1 }
    return declarations(in: new).filter { line in
      guard let count = before[line], count > 0 else { return true }
      before[line] = count - 1
      return false
    }
  }

  private func declarations(in text: [UInt8]) -> [String] {
    Lines(of: text).compactMap { line in
      let trimmed = String(decoding: Body.trimmed(text[line.range]), as: UTF8.self)
      return declares(trimmed) ? trimmed : nil
    }
  }

  /// Whether a line, without the space around it, declares something public.
  package func declares(_ line: String) -> Bool {
    marks.contains { mark in
      switch mark {
      case .beginning(let beginnings): beginnings.contains { line.hasPrefix($0) }
      case .word(let words): Self.hasWord(words, line)
      case .capital(let keywords): Self.hasCapital(after: keywords, line)
      }
    }
  }

  private static func hasWord(_ words: [String], _ line: String) -> Bool {
    let parts = line.split(separator: " ", omittingEmptySubsequences: true)
    for (index, part) in parts.enumerated().dropLast() {
      if words.contains(String(part)) { return isNameLike(parts[index + 1]) }
      // Modifiers and attributes may stand before it, and nothing else.
      guard part.hasPrefix("@") || part.utf8.allSatisfy({ isLetter($0) || $0 == 40 || $0 == 41 }) else { return false }
    }
    return false
  }

  private static func hasCapital(after keywords: [String], _ line: String) -> Bool {
    guard let keyword = keywords.first(where: { line.hasPrefix($0 + " ") }) else { return false }
    var rest = line.dropFirst(keyword.count + 1).drop { $0 == " " }
    if rest.first == "(", let end = rest.firstIndex(of: ")") {
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
    }
    return rest.utf8.first.map { 65...90 ~= $0 } ?? false
  }

  private static func isNameLike(_ word: Substring) -> Bool {
    word.utf8.first.map { isLetter($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "@") } ?? false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 65...90 ~= byte || 97...122 ~= byte }
}
