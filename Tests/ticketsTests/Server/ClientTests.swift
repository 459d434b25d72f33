import Foundation
import TestSupport
import Testing

/// The clients that hosts are built with, each in an environment of its own that is made once.
@Suite("MCP: real clients") struct ClientTests {
  struct Client: CustomTestStringConvertible, Sendable {
    let package: String
    let script: String
    let mode: String
    var testDescription: String { "\(package) \(mode)" }

    /// Those whose packages can be had here.
    static let all: [Client] = [
      Client(package: "mcp==2.3.0", script: "mcp2.py", mode: "auto"),
      Client(package: "mcp==2.3.0", script: "mcp2.py", mode: "legacy"),
      Client(package: "mcp==2.3.0", script: "mcp2.py", mode: "2026-07-28"),
      Client(package: "mcp==2.3.0", script: "wire.py", mode: "lines"),
      Client(package: "mcp==1.30.0", script: "mcp1.py", mode: "legacy"),
      Client(package: "fastmcp==4.2.3", script: "fast.py", mode: "auto"),
    ]
  }

  private static let impossible: Int32 = 77

  private static func run(_ words: [String], in folder: String) throws -> Execution {
    try TestSupport.run(
      "/usr/bin/env", ["python3", Checkout.path + "/Tests/clients/run.py"] + words, in: folder,
      environment: ProcessInfo.processInfo.environment, timeout: 300)
  }

  @Test(arguments: Client.all)
  func `a whole ticket from its beginning to its end`(client: Client) throws {
    let repository = try TestRepository()
    try repository.git("config", "user.name", "Ada")
    try Tool(in: repository.path).succeed("init")
    try Tool(in: repository.path).succeed("new", "Before")
    try repository.commit("begin")
    let ended = try Self.run(
      [client.package, client.script, client.mode, Tool.path, repository.path], in: repository.path)
    if ended.status == Self.impossible || ended.status == 127 {
      print("\(client.package) cannot be had here, so it judges nothing: \(ended.text)")
      return
    }
    #expect(ended.status == 0, "\(ended.text)\(ended.errorText)")
  }
}
