/// A page in mdoc, built line by line.
struct ManualPage {
  private(set) var source = ""

  /// A word of a macro line.
  enum Word {
    case macro(String)
    case text(String)
  }

  mutating func line(_ macro: String, _ words: [Word] = []) {
    source += "." + macro
    for word in words {
      switch word {
      case .macro(let name): source += " " + name
      case .text(let text): source += " " + text.split(separator: " ").map(escapedWord).joined(separator: " ")
      }
    }
    source += "\n"
  }

  /// Adds texts as paragraphs; every sentence begins a line of its own, as mdoc wants it.
  mutating func paragraphs(_ texts: [String]) {
    var wantsBreak = false
    var isLiteral = false
    for line in wrapped(texts.joined(separator: "\n\n"), width: .max) {
      if isLiteral != line.hasPrefix(" ") {
        isLiteral.toggle()
        self.line(isLiteral ? "Bd -literal -offset indent" : "Ed")
        wantsBreak = !isLiteral
      }
      if line.isEmpty {
        wantsBreak = true
      } else if isLiteral {
        source += escaped(line) + "\n"
      } else {
        if wantsBreak { self.line("Pp") }
        wantsBreak = false
        sentences(line)
      }
    }
    if isLiteral { self.line("Ed") }
  }

  mutating func list(_ entries: [(term: [Word], text: String)]) {
    guard !entries.isEmpty else { return }
    line("Bl -tag -width Ds")
    for entry in entries {
      line("It", entry.term)
      sentences(entry.text)
    }
    line("El")
  }

  private mutating func sentences(_ text: String) {
    var sentence: [Substring] = []
    for word in text.split(separator: " ") {
      sentence.append(word)
      let end = word.last { !")'\"".contains($0) }
      if end == "." || end == "!" || end == "?" { flush(&sentence) }
    }
    flush(&sentence)
  }

  private mutating func flush(_ sentence: inout [Substring]) {
    for line in wrapped(sentence.joined(separator: " "), width: 64) { source += escaped(line) + "\n" }
    sentence = []
  }
}

/// Text that roff shows as it is.
private func escaped(_ text: some StringProtocol) -> String {
  // A line that begins with a dot or a quote would be a macro.
  var escaped = text.hasPrefix(".") ? "\\&" : ""
  for character in text {
    switch character {
    case "\\": escaped += "\\e"
    case "-": escaped += "\\-"
    case "'": escaped += "\\(aq"
    case "`": escaped += "\\(ga"
    case "\"": escaped += "\\(dq"
    case "^": escaped += "\\(ha"
    case "~": escaped += "\\(ti"
    default: escaped.append(character)
    }
  }
  return escaped
}

/// A word of a macro line that is not taken for a macro, as `Op` or `No` would be.
private func escapedWord(_ word: Substring) -> String {
  word.hasPrefix("%") || word.count == 2 && word.first?.isUppercase == true ? "\\&" + escaped(word) : escaped(word)
}
