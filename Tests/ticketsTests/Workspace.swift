import Foundation
import TestSupport

/// A folder with tickets in it, and the built tool to work on them.
struct Workspace {
  let temporary: TemporaryFolder
  var tool: Tool

  /// Begins tickets in a new folder outside git.
  init(_ variables: [String: String] = [:], isBegun: Bool = true) throws {
    temporary = try TemporaryFolder()
    tool = Tool(in: temporary.path, variables)
    if isBegun { try tool.succeed("init") }
  }

  var path: String { temporary.path }

  /// Makes a ticket and returns its id.
  func new(_ title: String = "A ticket", _ words: String...) throws -> String {
    try tool.succeed(["new", "--title", title] + words)
  }

  func ticketPath(_ id: String) -> String { path + "/.tickets/\(id)/ticket.md" }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The names of the ticket folders.
  func ticketFolders() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/.tickets").filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The run logs of a ticket, by name.
  func logs(_ id: String) throws -> [String: String] {
    let folder = path + "/.tickets/\(id)/logs"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try read(folder + "/" + $0)) })
  }
}
