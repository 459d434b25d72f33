/// What rules find in one file, gathered before places are counted.
package struct Findings {
  /// One problem at a byte of the file.
  struct Finding {
    let code: IssueCode
    let message: String
    let offset: Int
    let details: [JSON.Member]
  }

  private(set) var all: [Finding] = []

  /// Notes a problem; the message is one full sentence.
  mutating func add(_ code: IssueCode, _ message: String, at offset: Int, _ details: JSON.Member...) {
    all.append(Finding(code: code, message: message, offset: offset, details: details))
  }

  /// The issues these findings are in a text.
  func issues(in bytes: [UInt8], of ticketPath: String) -> [Issue] {
    if all.isEmpty { return [] }
    var scanner = PlaceScanner(bytes)
    // Ascending offsets let the scanner read the text once.
    return all.sorted { $0.offset < $1.offset }.map { finding in
      Issue(
        finding.code, finding.message, ticketPath: ticketPath, place: scanner.place(of: finding.offset),
        details: finding.details)
    }
  }
}

extension JSON.Member {
  /// The field that a finding is about.
  static func field(_ name: String) -> JSON.Member { JSON.Member("field", .string(name)) }

  /// The text that a finding is about.
  static func value(_ text: String) -> JSON.Member { JSON.Member("value", .string(text)) }
}

extension YAMLNode {
  /// What stands there, as a message shows it: the text in quotes, or the kind.
  var shown: String {
    guard let scalar, scalar.kind != .null else { return kindName }
    return scalar.text.quotedForMessage
  }
}

extension String {
  /// The text in quotes, cut where nobody would read on.
  var quotedForMessage: String {
    let shown = prefix(80)
    return "'\(shown)\(shown.endIndex < endIndex ? "…" : "")'"
  }
}

extension [String] {
  /// The words as a choice in a sentence: `low, medium or high`.
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) or \(last)"
  }
}
