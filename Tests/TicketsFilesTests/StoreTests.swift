import Foundation
import TestSupport
import Testing
import TicketsCore
import TicketsFiles

/// Change sets so large that several threads share them.
@Suite struct StoreTests {
  private let folder: TemporaryFolder
  private let count = 300

  init() throws {
    folder = try TemporaryFolder()
    for number in 0..<count { try folder.write("\(number)/ticket.md", "old \(number)\n") }
  }

  @Test func `a large set is made whole`() throws {
    try apply(ChangeSet(changes))
    for number in 0..<count {
      #expect(try folder.read("\(number)/ticket.md") == "new \(number)\n")
      #expect(try folder.read("\(number)/logs/run.jsonl") == "{}\n")
    }
    #expect(try files().count == 2 * count)
  }

  @Test(arguments: [0, 130, 299])
  func `when one file was changed by someone else, all are as before`(changed: Int) throws {
    try folder.write("\(changed)/ticket.md", "theirs\n")
    let failure = #expect(throws: StoreFailure.self) { try apply(ChangeSet(changes)) }
    #expect(failure?.path == "\(changed)/ticket.md")
    #expect(failure?.reason == .changedMeanwhile)
    try expectUntouched(but: changed, "theirs\n")
  }

  @Test(arguments: [0, 130, 299])
  func `when one change cannot even be staged, nothing is ever seen of the others`(missing: Int) throws {
    try FileManager.default.removeItem(atPath: folder.path("\(missing)/ticket.md"))
    #expect(throws: StoreFailure.self) { try apply(ChangeSet(changes)) }
    try expectUntouched(but: missing, nil)
  }

  @Test func `an empty file goes with the set, and only while it is empty`() throws {
    let removals = (0..<count).map { ChangeSet.Change.removeEmpty("\($0)/logs/killed.jsonl") }
    for number in 0..<count { try folder.write("\(number)/logs/killed.jsonl", "") }
    try folder.write("130/logs/killed.jsonl", "{}\n")
    let failure = #expect(throws: StoreFailure.self) { try apply(ChangeSet(changes + removals)) }
    #expect(failure?.path == "130/logs/killed.jsonl" && failure?.reason == .changedMeanwhile)
    #expect(try folder.read("130/logs/killed.jsonl") == "{}\n")
    #expect(try files().count == 2 * count)
    #expect(try folder.read("7/ticket.md") == "old 7\n")
    try folder.write("130/logs/killed.jsonl", "")
    try apply(ChangeSet(changes + removals))
    #expect(try files().allSatisfy { !$0.hasSuffix("killed.jsonl") })
    #expect(try files().count == 2 * count)
  }

  private var changes: [ChangeSet.Change] {
    (0..<count).flatMap { number -> [ChangeSet.Change] in
      [
        .replace("\(number)/ticket.md", from: Array("old \(number)\n".utf8), to: Array("new \(number)\n".utf8)),
        .append("\(number)/logs/run.jsonl", line: Array("{}".utf8)),
      ]
    }
  }

  private func apply(_ changes: ChangeSet) throws {
    try Store(root: folder.path).apply(changes)
  }

  private func expectUntouched(but special: Int, _ text: String?) throws {
    for number in 0..<count where number != special {
      #expect(try folder.read("\(number)/ticket.md") == "old \(number)\n")
    }
    if let text { #expect(try folder.read("\(special)/ticket.md") == text) }
    #expect(try files().allSatisfy { $0.hasSuffix("/ticket.md") })
  }

  /// The paths of all files, hidden ones too.
  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
      !["", "logs"].contains(path.split(separator: "/").dropFirst().last.map(String.init) ?? "")
    }
  }
}
