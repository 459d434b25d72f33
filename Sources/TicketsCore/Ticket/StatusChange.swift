/// A ticket that goes from one status to another: what the workflow says to it, and what becomes of the file.
package struct StatusChange: Equatable, Sendable {
  package let from: Status?
  package let to: Status

  package init(from: Status?, to: Status) {
    self.from = from
    self.to = to
  }

  /// What the workflow says.
  package enum Verdict: Equatable, Sendable {
    case usual
    /// It is done, with this remark.
    case unusual(String)
    case refused(String, hint: String)
  }

  package var isReopening: Bool { from?.isReopening(to: to) ?? false }

  /// What a log entry says of it.
  package var sentence: String {
    "\(isReopening ? "Reopened: status" : "Status") \(from?.rawValue ?? "?") -> \(to.rawValue)."
  }

  /// To reopen is for people; other unusual moves only where nothing enforces the usual ones.
  package func verdict(byAgent isAgent: Bool, enforcing: Bool) -> Verdict {
    guard let from, from != to else { return .usual }
    if isReopening {
      guard isAgent else { return .usual }
      return .refused(
        "this ticket is \(from.rawValue), and only a person may reopen it", hint: "Ask one, or make a new ticket")
    }
    if from.usualNext.contains(to) { return .usual }
    let sentence = "going from \(from.rawValue) to \(to.rawValue) is unusual"
    guard enforcing else { return .unusual(sentence) }
    let usual = from.usualNext.map(\.rawValue).joined(separator: ", ")
    return .refused(
      "\(sentence), and the config enforces the usual transitions",
      hint: usual.isEmpty ? "A person may reopen it: 'doing'" : "From \(from.rawValue) it goes to: \(usual)")
  }

  /// The file with the new status and no other byte changed; nothing where the old one is more than a word.
  package func bytes(of document: Document) -> [UInt8]? {
    if from == to { return document.bytes }
    return document.setting("status", to: to.rawValue).flatMap { [$0].applied(to: document.bytes) }
  }
}
