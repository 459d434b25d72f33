import Foundation
import TestSupport

/// A git repository in which another tool's files lie.
struct ExchangeWorkspace {
  let made: TestRepository
  let tool: Tool
  let fixture: ExchangeFixture

  init(_ fixture: ExchangeFixture, _ variables: [String: String] = [:]) throws {
    self.fixture = fixture
    made = try TestRepository()
    tool = Tool(in: made.path, ["TICKETS_NOW": "2026-03-01T00:00:00Z", "TICKETS_SEED": "7"].merging(variables) { $1 })
    for (path, text) in fixture.files { try made.write(path, text) }
    try made.commit("begin")
  }

  @discardableResult
  func run(_ options: String...) throws -> [String: Any] {
    let printed = try tool.succeed(["import", fixture.format, fixture.source, "--json"] + options)
    return try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any] ?? [:]
  }

  /// Exports everything to a folder beside the repository's files.
  func export(_ words: String...) throws -> [String: String] {
    try tool.succeed(["export", fixture.format, "../out-\(made.path.suffix(8))"] + words)
    let folder = made.path + "/../out-\(made.path.suffix(8))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(path)") {
        files[path] = String(decoding: data, as: UTF8.self)
      }
    }
    return files
  }

  /// All tickets, as `list` shows them, by the title.
  func tickets() throws -> [String: [String: Any]] {
    let rows = try tool.json("list") as? [[String: Any]] ?? []
    return Dictionary(rows.compactMap { row in (row["title"] as? String).map { ($0, row) } }) { $1 }
  }

  /// One ticket, as `show` shows it.
  func show(_ title: String) throws -> [String: Any] {
    guard let id = try tickets()[title]?["id"] as? String else { return [:] }
    return try tool.json("show", id, "--logs", "all") as? [String: Any] ?? [:]
  }

  /// Every file below `.tickets/`, but for those of the source.
  func made(in folder: String = ".tickets") throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: made.path + "/" + folder) where path.contains("/") {
      if let data = FileManager.default.contents(atPath: "\(made.path)/\(folder)/\(path)") {
        files[path] = String(decoding: data, as: UTF8.self)
      }
    }
    return files
  }
}
