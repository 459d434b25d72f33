import Foundation
import TestSupport
import Testing

@testable import TicketsCore
@testable import TicketsGit

/// Which renames the forecast follows, each beside the merge that the real git makes.
@Suite struct RenameChoiceTests {
  private let repository: TestRepository
  private let id = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c60"
  private let run = "logs/20260129T184210.123Z-a.jsonl"

  init() throws {
    repository = try TestRepository()
    try repository.write(".tickets/\(id)/ticket.md", ticket())
  }

  private func ticket(_ title: String = "A") -> String {
    "---\nid: \(id)\ntitle: \(title)\nstatus: todo\n---\n" + (0..<12).map { "Line \($0) of it.\n" }.joined()
  }

  /// Commits what is there, and then what each side does.
  private func diverge(_ ours: () throws -> Void, _ theirs: () throws -> Void) throws {
    try repository.commit("Begin")
    try repository.git("branch", "theirs")
    try ours()
    try repository.commit("Ours")
    try repository.git("checkout", "--quiet", "theirs")
    try theirs()
    try repository.commit("Theirs")
    try repository.git("checkout", "--quiet", "main")
  }

  private func move(_ old: String, _ new: String) throws {
    try FileManager.default.createDirectory(
      atPath: (repository.path + "/.tickets/\(new)" as NSString).deletingLastPathComponent,
      withIntermediateDirectories: true)
    try repository.git("mv", ".tickets/\(old)", ".tickets/\(new)")
  }

  /// What the forecast says, once git has been asked the same; a clean one must have git's tree.
  private func forecast(
    gitStops: Bool, _ assumption: TreeMerge.Assumption = .host
  ) throws -> MergeReview.Verdict {
    let git = try repository.git.attempt("-c", "merge.renames=true", "merge-tree", "--write-tree", "main", "theirs")
    #expect((git.status == 1) == gitStops, "\(git.text)")
    let merge = try MergeSides("main", "theirs", in: repository.open()).merge(assuming: assumption)
    let result = try MergeReview(of: merge).result(assuming: assumption)
    if result != .conflict, result != .renames {
      // Only the tickets are compared: nothing else is there.
      #expect(try MergeSidesTests.id(of: merge.tree) == git.lines.first)
    }
    return result
  }

  @Test func `a folder is not moved into one that the other side has besides`() throws {
    try FileManager.default.removeItem(atPath: "\(repository.path)/.tickets/\(id)")
    try repository.write(".tickets/named/ticket.md", ticket())
    try repository.write(".tickets/named/\(run)", "1\n2\n3\n")
    try diverge {
      try repository.write(".tickets/\(id)/ticket.md", ticket())
      try repository.write(".tickets/\(id)/\(run)", "4\n5\n6\n")
    } _: {
      try move("named", id)
      try repository.write(".tickets/\(id)/\(run)", "7\n8\n9\n")
    }
    #expect(try forecast(gitStops: true) == .renames)
  }

  @Test func `of several folders with one id the texts say which belong together`() throws {
    let other = ticket("B") + (0..<12).map { "Another line \($0).\n" }.joined()
    try repository.write(".tickets/one/ticket.md", other)
    try diverge {
      try repository.write(".tickets/one/ticket.md", other.replacing("todo", with: "doing"))
    } _: {
      try move("one", "new-one")
      try move(id, "anew")
    }
    #expect(try forecast(gitStops: false) == .renames)
  }

  @Test func `logs made on both sides of a rename stay where each made them`() throws {
    try diverge {
      try repository.write(".tickets/\(id)/\(run)", "1\n")
    } _: {
      try move(id, "named")
      try repository.write(".tickets/named/\(run)", "1\n")
    }
    #expect(try forecast(gitStops: false) == .clean)
  }

  @Test func `a ticket renamed and rewritten here is gone for git, and so is what is deleted there`() throws {
    try diverge {
      try move(id, "named")
      try repository.write(".tickets/named/ticket.md", "---\nid: \(id)\ntitle: A\n---\nAll of it is new.\n")
    } _: {
      try repository.git("rm", "--quiet", "-r", ".tickets/\(id)")
      try repository.write(".tickets/config.yml", "base_branch: main\n")
    }
    #expect(try forecast(gitStops: false) == .renames)
  }

  @Test func `git follows no empty file`() throws {
    try repository.write(".tickets/\(id)/\(run)", "")
    try diverge {
      try move(id, "named")
    } _: {
      try repository.write(".tickets/\(id)/\(run)", "1\n")
    }
    #expect(try forecast(gitStops: true) == .renames)
  }

  @Test func `where one side changed only the mode of a log, no driver is asked`() throws {
    try repository.write(".tickets/\(id)/\(run)", "1\n2\n")
    try diverge {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(repository.path)/.tickets/\(id)/\(run)")
    } _: {
      try repository.write(".tickets/\(id)/\(run)", "1\n")
    }
    #expect(try forecast(gitStops: false, .drivers) == .clean)
  }

  @Test func `the markers in a base that is merged first are git's, and so is what looks like it`() throws {
    let path = ".tickets/\(id)/\(run)"
    try repository.write(path, "0\n")
    try diverge {
      try repository.write(path, "1\n")
    } _: {
      try repository.write(path, "2\n")
    }
    // Each takes the other in and keeps its own, so that there are two bases; then each goes on.
    try repository.git("branch", "other")
    try repository.git("merge", "--quiet", "--strategy", "ours", "--no-edit", "theirs")
    try repository.write(path, "3\n")
    try repository.commit("Ours again")
    try repository.git("checkout", "--quiet", "theirs")
    try repository.git("merge", "--quiet", "--strategy", "ours", "--no-edit", "other")
    try repository.write(path, "4\n")
    try repository.commit("Theirs again")
    let git = try repository.git.attempt(
      "-c", "merge.conflictStyle=diff3", "merge-tree", "--write-tree", "main", "theirs")
    // Asked to show the base, git shows that of the base too, which it does not merge with.
    let conflict = try repository.git("show", "\(git.lines[0]):\(path)").text.replacing(/\|{9} .*\n0\n/, with: "")
    let merge = try MergeSides("main", "theirs", in: repository.open()).merge(assuming: .host)
    let base = String(decoding: try merge.tree.sides.base.reader().read("\(id)/\(run)"), as: UTF8.self)
    #expect(base.contains("1\n=========\n2\n") || base.contains("2\n=========\n1\n"))
    #expect(conflict.contains("\n\(base)======="), "\(conflict)")
  }
}
