import Arguments
import TicketsCore

extension Status: ParameterValue {}
extension Priority: ParameterValue {}
extension AssignmentMode: ParameterValue {}
extension AgentHost: ParameterValue {}
extension LogEntry.ActorType: ParameterValue {}

/// A whole number above zero.
struct PositiveInt: ParameterValue {
  let value: Int

  static var kind: ValueKind { .integer }

  static func parse(_ word: String) throws(Rejection) -> PositiveInt {
    guard let value = Int(word), value > 0 else { throw Rejection("not a whole number above zero") }
    return PositiveInt(value: value)
  }

  var word: String { String(value) }
}

/// A moment in UTC.
struct UTCTime: ParameterValue {
  let instant: Instant

  static var kind: ValueKind { .time }

  static func parse(_ word: String) throws(Rejection) -> UTCTime {
    guard let instant = Timestamp.parse(word) else {
      throw Rejection("not a UTC timestamp such as 2026-01-29T18:42:10Z")
    }
    return UTCTime(instant: instant)
  }

  var word: String { instant.text }
}

/// How long a claim holds.
struct LeaseTime: ParameterValue {
  let lease: Lease
  let word: String

  static func parse(_ word: String) throws(Rejection) -> LeaseTime {
    guard let lease = Lease(word) else { throw Rejection("not a time such as 90s, 30m or 2h") }
    return LeaseTime(lease: lease, word: word)
  }
}

/// Free text: as typed, or `-` for standard input, or `@file` for what a file holds.
struct FreeText: ParameterValue {
  let word: String

  static func parse(_ word: String) throws(Rejection) -> FreeText { FreeText(word: word) }
}

/// A folder; the shell completes it.
struct FolderPath: ParameterValue {
  let word: String

  static func parse(_ word: String) throws(Rejection) -> FolderPath { FolderPath(word: word) }
  static var kind: ValueKind { .folder }
}

/// A file; the shell completes it.
struct FilePath: ParameterValue {
  let word: String

  static func parse(_ word: String) throws(Rejection) -> FilePath { FilePath(word: word) }
  static var kind: ValueKind { .file }
}
