/// The name of a run log, `<run_started>-<run_id>.jsonl`, taken apart.
///
/// Reading is wider than writing: the start may be in extended form, and the id is whatever follows its `Z-`.
package struct RunLogName: Hashable, Sendable {
  /// The moment the run started.
  package let runStarted: Instant
  /// The start as it stands in the name.
  package let startedText: String
  /// What follows the start.
  package let runID: String

  /// Makes the name for a new file; `isValidRunID` must have said yes to the id.
  package init(runStarted: Instant, runID: String) {
    self.runStarted = runStarted
    self.runID = runID
    startedText = Timestamp.basic(runStarted)
  }

  /// Takes the name of a file apart; a name of another form is none.
  package init?(_ fileName: some StringProtocol) {
    let bytes = Array(fileName.utf8)
    guard
      fileName.hasSuffix(Self.suffix), let zone = bytes.firstIndex(of: UInt8(ascii: "Z")),
      let start = Timestamp.parse(bytes[...zone])
    else { return nil }
    let rest = bytes[(zone + 1)...].dropLast(Self.suffix.utf8.count)
    guard rest.first == UInt8(ascii: "-"), rest.count > 1 else { return nil }
    runStarted = start
    startedText = String(decoding: bytes[...zone], as: UTF8.self)
    runID = String(decoding: rest.dropFirst(), as: UTF8.self)
  }

  /// The name of the file.
  package var fileName: String { "\(startedText)-\(runID)\(Self.suffix)" }

  /// How the name of every run log ends.
  package static let suffix = ".jsonl"

  /// Whether an id may name a new file: `[A-Za-z0-9][A-Za-z0-9._-]{0,127}`.
  package static func isValidRunID(_ id: some StringProtocol) -> Bool {
    guard 1...128 ~= id.utf8.count, let first = id.utf8.first, isAlphanumeric(first) else { return false }
    return id.utf8.allSatisfy {
      isAlphanumeric($0) || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains($0)
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
