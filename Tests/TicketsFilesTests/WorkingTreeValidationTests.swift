import Foundation
import TestSupport
import Testing
import TicketsCore
import TicketsFiles

@Suite struct WorkingTreeValidationTests {
  private let folder: TemporaryFolder
  private let sampleID = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"
  private let otherID = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6e"

  init() throws {
    folder = try TemporaryFolder()
    try write(ticketText(id: sampleID), to: "\(sampleID)/ticket.md")
  }

  private func ticketText(id: String) -> String {
    """
    ---
    id: \(id)
    title: A
    status: todo
    created_at: 2026-01-29T18:42:10Z
    ---
    # Ticket
    ## Description
    ## Acceptance Criteria
    - [ ] It works.
    ## Verification

    """
  }

  private func validated() throws -> ValidationReport {
    let tree = WorkingTree(root: folder.path)
    return try Validator(Settings(from: try tree.reader())).check(tree, only: nil).report
  }

  private func path(_ name: String) -> String { "\(folder.path)/.tickets/\(name)" }

  private func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path(name) as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }

  private func shown() throws -> [String] {
    try validated().issues.map { "\($0.severity) \($0.code.rawValue) \($0.path)" }
  }

  @Test func `symbolic links are errors and are not followed`() throws {
    try link("a/ticket.md", to: path("\(sampleID)/ticket.md"))
    try link("b", to: path(sampleID))
    try link("\(sampleID)/logs/x.jsonl", to: "/etc/passwd")
    try write(ticketText(id: otherID), to: "\(otherID)/ticket.md")
    try link("\(otherID)/logs", to: "/etc")
    #expect(
      try shown() == [
        "error LOG_NOT_A_FILE /.tickets/\(sampleID)/logs/x.jsonl", "error LOG_NOT_A_FILE /.tickets/\(otherID)/logs",
        "error TICKET_NOT_A_FILE /.tickets/a/ticket.md", "error TICKET_NOT_A_FILE /.tickets/b",
      ])
  }

  @Test(.timeLimit(.minutes(1))) func `a pipe or a folder where a file should be is an error`() throws {
    try write("", to: "a/ticket.md/x")
    try write("", to: "\(sampleID)/logs")
    try FileManager.default.createDirectory(atPath: path("p"), withIntermediateDirectories: true)
    #expect(unsafe mkfifo(path("p/ticket.md"), 0o600) == 0)
    #expect(
      try shown() == [
        "error LOG_NOT_A_FILE /.tickets/\(sampleID)/logs", "error TICKET_NOT_A_FILE /.tickets/a/ticket.md",
        "error TICKET_NOT_A_FILE /.tickets/p/ticket.md",
      ])
  }

  @Test func `settings that are a link are not followed`() throws {
    try link("config.yml", to: "/etc/passwd")
    #expect(try shown() == ["error CONFIG_INVALID /.tickets/config.yml"])
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `a file without permission makes the check incomplete`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path("\(sampleID)/ticket.md"))
    let report = try validated()
    #expect(report.isIncomplete && report.issues.map(\.code) == [.ticketUnreadable])
  }
}
