import TicketsCore
import TicketsFiles

extension FreeText {
  /// The text itself, its line ends made `\n`, without the ones at its end.
  func text(for option: String, in session: Session) throws(Failure) -> String {
    // Who has no standard input and no files here means what they wrote.
    guard session.isAttended else { return try Self.text(of: Array(word.utf8), for: option) }
    if word == "-" { return try Self.text(of: session.standardInput(), for: option) }
    if word.hasPrefix("@"), !word.hasPrefix("@@"), word.utf8.count > 1 {
      return try session.text(ofFile: String(word.dropFirst()), for: option)
    }
    return try Self.text(of: Array(word.utf8.dropFirst(word.hasPrefix("@@") ? 1 : 0)), for: option)
  }

  fileprivate static func text(of bytes: [UInt8], for option: String) throws(Failure) -> String {
    if let offset = UTF8Check.firstInvalid(in: bytes) {
      throw Failure(.notText, "the text for \(option) is not UTF-8 (byte \(offset + 1))")
    }
    var text = String(decoding: bytes, as: UTF8.self)
    if text.utf8.contains(Ascii.carriageReturn) { text = text.replacingLineEnds }
    while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    if let scalar = text.unicodeScalars.first(where: {
      $0.properties.generalCategory == .control && !"\n\t".unicodeScalars.contains($0)
    }) {
      throw Failure(
        .controlCharacter,
        "the text for \(option) holds the control character U+\(String(scalar.value, radix: 16, uppercase: true))",
        hint: "Take it out: files and terminals would act on it")
    }
    return text
  }

  /// The text, when it must be one line that is not empty.
  func line(for option: String, in session: Session) throws(Failure) -> String {
    let text = try text(for: option, in: session).trimmed
    if text.isEmpty { throw Failure(.usage, "\(option) is empty", hint: "Give it some text") }
    if text.unicodeScalars.contains("\n") || text.unicodeScalars.contains("\t") {
      throw Failure(.usage, "\(option) must be one line without tabs")
    }
    return text
  }
}

extension [FreeText] {
  func lines(for option: String, in session: Session) throws(Failure) -> [String] {
    var lines: [String] = []
    for text in self { lines.append(try text.line(for: option, in: session)) }
    return lines
  }
}

extension Session {
  func standardInput() throws(Failure) -> [UInt8] {
    do throws(Errno) {
      return try StandardStream.input.readAll()
    } catch {
      throw Failure(.input, "cannot read standard input: \(error.message)")
    }
  }

  /// The text in a file, as free text is taken.
  func text(ofFile file: String, for option: String) throws(Failure) -> String {
    try FreeText.text(of: read(file: file, for: option), for: option)
  }

  func read(file: String, for option: String) throws(Failure) -> [UInt8] {
    do throws(Errno) {
      let (folder, name) = file.resolved(from: folder).splitAtLastSlash
      let descriptor = try Descriptor.folder(at: folder.isEmpty ? "/" : folder).open(name, .readingThroughLinks)
      return try descriptor.read(expected: descriptor.status().size)
    } catch {
      throw Failure(.input, "cannot read \(file) for \(option): \(error.message)")
    }
  }
}

extension String {
  var trimmed: String {
    let isSpace = { (character: Character) in character.isWhitespace }
    var rest = self[...].drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(rest)
  }

  fileprivate var replacingLineEnds: String {
    var text = ""
    var previousWasReturn = false
    for scalar in unicodeScalars {
      if previousWasReturn, scalar != "\n" { text.unicodeScalars.append("\r") }
      previousWasReturn = scalar == "\r"
      if !previousWasReturn { text.unicodeScalars.append(scalar) }
    }
    if previousWasReturn { text.unicodeScalars.append("\r") }
    return text
  }
}
