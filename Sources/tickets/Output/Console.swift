import TicketsCore

/// The one place that prints.
///
/// Results go to standard output, everything else to standard error.
struct Console {
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  private let color: ColorChoice
  private let isJSON: Bool

  init(color: ColorChoice, isJSON: Bool) {
    self.color = color
    self.isJSON = isJSON
  }

  /// Prints a result.
  func show(_ report: some Report) throws(Failure) {
    if isJSON {
      var json = JSONWriter(.pretty)
      report.write(to: &json)
      try write(json.bytes)
      try write([Ascii.newline])
    } else {
      let isTerminal = Process.isTerminal(.output)
      var page = Page(width: isTerminal ? Process.terminalWidth : nil, hasColor: hasColor(isTerminal))
      report.write(to: &page)
      try show(text: page.text)
    }
  }

  /// Prints text for people, piece by piece, since it may be long and no second copy of it is wanted.
  func show(text: String) throws(Failure) {
    var rest = text.utf8[...]
    while !rest.isEmpty {
      try write(Array(rest.prefix(Self.pieceSize)))
      rest = rest.dropFirst(Self.pieceSize)
    }
  }

  private static let pieceSize = 1 << 16

  private func write(_ bytes: [UInt8]) throws(Failure) {
    do throws(Errno) {
      try StandardStream.output.write(bytes)
    } catch .brokenPipe {
      // The reader has seen enough.
    } catch {
      throw Failure("OUTPUT", "cannot write the result: \(error.message)")
    }
  }

  /// Says something beside the result that people should know.
  func warn(_ message: String, hint: String? = nil) {
    say("warning", .yellow, message, hint: hint)
  }

  func note(_ message: String) {
    say("note", .cyan, message, hint: nil)
  }

  /// Asks something; the answer comes from standard input.
  func ask(_ question: String) {
    try? StandardStream.error.write(Array(Escape.block(question).utf8))
  }

  func fail(_ failure: Failure) {
    guard isJSON else { return say("error", .red, failure.message, hint: failure.hint) }
    var json = JSONWriter(.compact)
    json.object { json in
      json.member("error") { json in
        json.object { json in
          json.member("code", failure.code)
          json.member("message", failure.message)
          json.member("hint", failure.hint)
        }
      }
    }
    try? StandardStream.error.write(json.bytes + [Ascii.newline])
  }

  private func say(_ kind: String, _ style: Page.Style, _ message: String, hint: String?) {
    var page = Page(width: nil, hasColor: hasColor(Process.isTerminal(.error)))
    page.line(Page.Piece(kind + ":", style), Page.Piece(" " + message))
    if let hint { page.block(hint, indent: 2) }
    // Where standard error is closed there is nobody left to tell.
    try? StandardStream.error.write(Array(page.text.utf8))
  }

  private func hasColor(_ isTerminal: Bool) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isTerminal && Process.environment("NO_COLOR") == nil && Process.environment("TERM") != "dumb"
    }
  }
}
