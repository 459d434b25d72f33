/// What is wrong with an entry of a run log; how bad that is depends on who wrote it.
package enum LogProblem: Equatable, Sendable {
  case missingField(String)
  /// Field, what it must be, what it is.
  case wrongType(String, expected: String, found: String)
  /// Field and its text.
  case notATimestamp(String, String)
  case unknownActorType(String)
  /// Field and its text.
  case notAUUID(String, String)
  /// The entry says another `run_started` than the name of its file.
  case startDiffersFromName(found: String, name: String)
  /// The entry says another `run_started` than the entries before it.
  case startDiffersFromOthers(found: String, others: Instant)

  /// The field, with a dot before a field within a field.
  package var field: String {
    switch self {
    case .missingField(let field), .wrongType(let field, _, _), .notATimestamp(let field, _), .notAUUID(let field, _):
      field
    case .unknownActorType: "actor_type"
    case .startDiffersFromName, .startDiffersFromOthers: "run_started"
    }
  }

  /// The problem in one sentence.
  package var message: String {
    switch self {
    case .missingField(let field):
      "\(field) is missing."
    case .wrongType(let field, let expected, let found):
      "\(field) must be \(expected), but is \(found)."
    case .notATimestamp(let field, let text):
      "\(field) must be a UTC timestamp such as 2026-01-29T18:42:10Z, but is \"\(text)\"."
    case .unknownActorType(let text):
      "actor_type must be human or agent, but is \"\(text)\"."
    case .notAUUID(let field, let text):
      "\(field) must hold ticket ids, but holds \"\(text)\"."
    case .startDiffersFromName(let found, let name):
      "run_started is \(found), but the name of the file says \(name)."
    case .startDiffersFromOthers(let found, let others):
      "run_started is \(found), but the entries before it say \(Timestamp.basic(others))."
    }
  }
}
