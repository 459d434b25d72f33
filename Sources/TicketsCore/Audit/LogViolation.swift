extension LogAudit {
  /// A run log wherever its ticket lies: the id of the ticket and the name of the file.
  struct LogName: Hashable {
    let ticket: String
    let file: String
  }

  /// A log as it was before something happened to it.
  struct State {
    let log: LogName
    /// Where the log lies now, or would lie, from `.tickets`.
    let target: String
    let original: [UInt8]
    /// Whether the order counts, and how often a line was there: of the further parents of a merge neither does.
    let isExact: Bool
  }

  /// A line that is not as it was, or a log in which lines changed places.
  package struct Violation: Sendable {
    package enum Kind: String, Sendable {
      case lost, rewritten, reordered
    }

    package let kind: Kind
    /// The id of the ticket.
    package let ticket: String
    /// Where the line was, from the root, and its number.
    package let path: String
    package let line: Int
    /// The commit that did it; none when it happened in the working tree.
    package let commit: String?

    let bytes: ArraySlice<UInt8>
    /// How many lines like it were lost before it in the same step.
    let ordinal: Int
    /// The number of the state before it happened.
    let state: Int
    /// The line that was put in its place.
    var became: ArraySlice<UInt8>?

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Where a rewritten line differs from what it was.
    package var difference: LineDifference? {
      became.map { LineDifference(text, String(decoding: $0, as: UTF8.self)) }
    }

    var log: LogName { LogName(ticket: ticket, file: path.splitAtLastSlash.name) }
  }

  /// What makes two violations one: a line is lost once, and a commit changes an order once.
  struct Key: Hashable {
    let log: LogName
    let bytes: ArraySlice<UInt8>
    let ordinal: Int
    let commit: String?

    init(_ violation: Violation) {
      (log, bytes, ordinal) = (violation.log, violation.bytes, violation.ordinal)
      commit = violation.kind == .reordered ? violation.commit ?? "" : nil
    }
  }
}

extension LogAudit.Violation: Equatable {
  package static func == (one: Self, other: Self) -> Bool {
    one.kind == other.kind && LogAudit.Key(one) == LogAudit.Key(other)
  }
}

extension LogAudit.Violation: JSONWritable {
  /// Writes what happened to which line, and where.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", kind.rawValue)
      json.member("path", path)
      json.member("line", line)
      json.member("text", text)
      json.member("commit", commit)
    }
  }
}
