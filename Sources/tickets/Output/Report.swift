import TicketsCore

/// What a command found or did: one value, from which text and JSON are both written.
protocol Report {
  /// Writes the report for people.
  func write(to page: inout Page)
  /// Writes the report for scripts.
  func write(to json: inout JSONWriter)
  var exitCode: ExitCode { get }
  /// Whether it only says to a person why something is stopped, which is no result.
  var isRefusal: Bool { get }
}

extension Report {
  var exitCode: ExitCode { .done }
  var isRefusal: Bool { false }
}

/// A result that is a line or some lines of text as they are: an id, a path, a script.
struct TextReport: Report {
  let key: String
  let text: String

  func write(to page: inout Page) { page.block(text.hasSuffix("\n") ? String(text.dropLast()) : text) }

  func write(to json: inout JSONWriter) {
    json.object { $0.member(key, text) }
  }
}
