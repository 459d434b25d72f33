/// The rules for one entry of a run log.
package struct LogLineCheck: Sendable {
  private let name: RunLogName?
  private let start: Instant?

  /// Makes a check for the entries of one file: its name, if it has one of the right form, and the `run_started` that
  /// its entries so far agree on.
  package init(fileName: RunLogName?, runStarted: Instant? = nil) {
    name = fileName
    start = runStarted
  }

  /// Everything that is wrong with an entry, in the order of the fields of the format.
  package func problems(of object: [JSON.Member]) -> [LogProblem] {
    var findings = EntryFindings(object: object)
    findings.checkTimestamp("ts")
    findings.checkTimestamp("run_started")
    findings.problems += startProblems(object["run_started"]?.string)
    if let type = findings.requiredText("actor_type"), LogEntry.ActorType(rawValue: type) == nil {
      findings.problems.append(.unknownActorType(type))
    }
    _ = findings.requiredText("actor_id")
    _ = findings.requiredText("summary")
    findings.checkObject("changes", lists: ["files", "commits", "prs"], texts: [])
    findings.checkObject("verification", lists: ["commands"], texts: ["results"])
    findings.checkObject("workflow", lists: [], texts: ["flow", "state", "contract"])
    findings.checkIDs("created_from", findings.text("created_from").map { [$0] })
    findings.checkIDs("tickets_created", findings.texts("tickets_created"))
    for field in ["context_carried_over", "decisions", "next_steps", "blockers"] { _ = findings.texts(field) }
    return findings.problems
  }

  private func startProblems(_ text: String?) -> [LogProblem] {
    guard let text, let instant = Timestamp.guess(text) else { return [] }
    if let name, name.runStarted != instant { return [.startDiffersFromName(found: text, name: name.startedText)] }
    if let start, start != instant { return [.startDiffersFromOthers(found: text, others: start)] }
    return []
  }
}

private struct EntryFindings {
  let object: [JSON.Member]
  var prefix = ""
  var problems: [LogProblem] = []

  mutating func requiredText(_ field: String) -> String? {
    if object[field] == nil { problems.append(.missingField(field)) }
    return text(field)
  }

  mutating func checkTimestamp(_ field: String) {
    guard let text = requiredText(field), Timestamp.parse(text) == nil else { return }
    problems.append(.notATimestamp(field, text))
  }

  mutating func checkIDs(_ field: String, _ texts: [String]?) {
    for text in texts ?? [] where !TicketID.looksLikeUUID(text) { problems.append(.notAUUID(field, text)) }
  }

  mutating func checkObject(_ field: String, lists: [String], texts: [String]) {
    guard let value = object[field] else { return }
    guard let members = value.members else { return wrong(field, "an object", value) }
    var inner = EntryFindings(object: members, prefix: "\(field).")
    for list in lists { _ = inner.texts(list) }
    for text in texts { _ = inner.text(text) }
    problems += inner.problems
  }

  mutating func text(_ field: String) -> String? {
    guard let value = object[field] else { return nil }
    if value.string == nil { wrong(field, "a string", value) }
    return value.string
  }

  mutating func texts(_ field: String) -> [String]? {
    guard let value = object[field] else { return nil }
    if value.strings == nil { wrong(field, "a list of strings", value) }
    return value.strings
  }

  private mutating func wrong(_ field: String, _ expected: String, _ value: JSON) {
    let odd = value.elements?.first { $0.string == nil }
    let found = odd.map { "a list with \($0.kind) in it" } ?? value.kind
    problems.append(.wrongType(prefix + field, expected: expected, found: found))
  }
}
