import TicketsCore

/// A line in a hook of someone else that calls this tool.
struct HookCall {
  /// The roots that it names; the top when it names none.
  let roots: [String]

  init?(of event: HookEvent, in text: String) {
    let call = "tickets hook \(event.rawValue)"
    let lines = text.split(whereSeparator: \.isNewline)
    let calls = lines.compactMap { line in line.firstRange(of: call).map { line[$0.upperBound...] } }
    guard !calls.isEmpty else { return nil }
    roots = calls.flatMap { call in
      let words = call.split { $0.isWhitespace || $0 == "=" }.map { $0.filter { $0 != "'" && $0 != "\"" } }
      let named = words.indices.dropLast().filter { words[$0] == "--root" }.map { Session.prefix(named: words[$0 + 1]) }
      return named.isEmpty ? [""] : named
    }
  }
}
