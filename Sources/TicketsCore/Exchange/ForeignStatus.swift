/// Statuses of other tools.
enum ForeignStatus {
  /// The status that a word means; one that nobody knows is open work, with a remark.
  static func read(_ word: String?, _ table: [(foreign: String, status: Status)], _ remarks: inout [String]) -> Status {
    guard let word else { return .todo }
    let plain = normal(word)
    if let found = table.first(where: { normal($0.foreign) == plain }) { return found.status }
    if let own = Status(rawValue: plain) { return own }
    remarks.append("the status '\(word.singleLine)' is unknown, so it is todo")
    return .todo
  }

  /// A word without what people write in different ways: case, space, dashes and apostrophes.
  static func normal(_ word: String) -> String {
    String(decoding: word.lowercased().utf8.filter { !" -_'".utf8.contains($0) }, as: UTF8.self)
      .replacingCurlyApostrophes
  }
}

extension String {
  fileprivate var replacingCurlyApostrophes: String {
    unicodeScalars.contains("\u{2019}")
      ? String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\u{2019}" })) : self
  }
}
