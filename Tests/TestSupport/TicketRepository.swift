/// A repository of tickets that change at random, with a clock that goes on.
package struct TicketRepository {
  package let made: TestRepository
  package private(set) var random: SeededGenerator
  private var minute = 0
  private var tickets = 0

  package init(seed: UInt64) throws {
    made = try TestRepository()
    random = SeededGenerator(seed: seed)
  }

  package static let statuses = ["todo", "doing", "blocked", "done", "canceled"]
  package static let owners = ["null", "\"@ada\"", "\"@bob\""]

  /// An id that was never used before.
  package mutating func newID() -> String {
    tickets += 1
    let digits = String(tickets, radix: 16)
    return "01980000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  /// Writes the file of a ticket.
  package func write(_ id: String, folder: String? = nil, status: String, owner: String = "null", checked: Bool = false)
    throws
  {
    try made.write(
      ".tickets/\(folder ?? id)/ticket.md",
      """
      ---
      id: \(id)
      title: "Ticket \(id.suffix(4))"
      status: \(status)
      created_at: 2026-01-01T00:00:00Z
      assignment:
        owner: \(owner)
      ---
      # Ticket

      ## Description

      Text.

      ## Acceptance Criteria

      - [\(checked ? "x" : " ")] It works.

      """)
  }

  /// Writes a ticket in some state.
  package mutating func writeRandomly(_ id: String, folder: String? = nil) throws {
    try write(
      id, folder: folder, status: Self.statuses.randomElement(using: &random) ?? "todo",
      owner: Self.owners.randomElement(using: &random) ?? "null", checked: Bool.random(using: &random))
  }

  /// Adds an entry to a log of a run.
  package mutating func log(_ id: String, folder: String? = nil, run: String, text: String = "") throws {
    minute += 1
    let path = ".tickets/\(folder ?? id)/logs/20260201T000000.000Z-\(run).jsonl"
    let line =
      #"{"ts":"2026-02-01T0\#(minute / 60):\#(minute % 60 < 10 ? "0" : "")\#(minute % 60):00.000Z","run_started":"#
      + #""20260201T000000.000Z","actor_type":"agent","actor_id":"a","summary":"s","written_by":"tickets"}"#
    try made.write(path, ((try? made.read(path)) ?? "") + line + "\n")
  }

  /// Commits everything a minute later than the commit before.
  @discardableResult
  package mutating func commit(_ message: String = "Change") throws -> String {
    minute += 1
    let date = "2026-03-01T0\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60):00Z"
    let git = made.git.with(environment: ["GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date])
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message", message)
    return try git("rev-parse", "HEAD").lines[0]
  }

  /// Runs something that needs random numbers.
  package mutating func chance<Value>(_ body: (inout SeededGenerator) throws -> Value) rethrows -> Value {
    try body(&random)
  }
}
