import TicketsCore

/// An issue of ours, where the name means those of the test library too.
typealias TicketIssue = Issue

let sampleID = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"
let otherID = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6e"

/// A ticket that is right, but for the lines that a test puts in.
func ticketText(_ lines: String = "", without key: String = "", id: String = sampleID, body: String? = nil) -> String {
  let fields = ["id: \(id)", "title: A", "status: todo", "created_at: 2026-01-29T18:42:10Z"]
    .filter { key.isEmpty || !$0.hasPrefix("\(key):") }
  let front = (fields + (lines.isEmpty ? [] : [lines])).joined(separator: "\n")
  return "---\n\(front)\n---\n\(body ?? soundBody)"
}

let soundBody = "# Ticket\n## Description\n## Acceptance Criteria\n- [ ] It works.\n## Verification\n"

/// A tree with one ticket, and run logs by name.
func tree(_ ticket: String, logs: [String: String] = [:], more: [String: String] = [:]) -> MemoryTree {
  var files = ["\(sampleID)/ticket.md": Array(ticket.utf8)]
  for (name, text) in logs { files["\(sampleID)/logs/\(name)"] = Array(text.utf8) }
  for (path, text) in more { files[path] = Array(text.utf8) }
  return MemoryTree(files)
}

/// Everything that is wrong with a tree, under its own settings.
func validate(_ tree: some TicketTree, only targets: Set<String>? = nil) throws -> ValidationReport {
  try check(tree, only: targets).report
}

/// A tree after each of its tickets was checked, under its own settings.
func check(_ tree: some TicketTree, only targets: Set<String>? = nil) throws -> TreeCheck {
  try Validator(Settings(from: try tree.reader())).check(tree, only: targets, keepingFaulty: true)
}

extension ValidationReport {
  /// The issues as `CODE` or `CODE line:column`.
  var shown: [String] {
    issues.map { issue in issue.code.rawValue + (issue.place.map { " \($0)" } ?? "") }
  }
}

/// What is wrong with one ticket whose text marks the places: `CODE line:column`.
func issues(in marked: String) throws -> (found: [String], marks: [String], messages: [String]) {
  let text = MarkedText(marked)
  let report = try validate(tree(text.text))
  return (report.shown, text.places, report.issues.map(\.message))
}
