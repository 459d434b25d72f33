import Arguments
import Foundation
import TestSupport
import Testing

@testable import tickets

@Suite struct OutlineTests {
  @Test func `every command declares itself without a mistake`() {
    #expect(Outline.mistakes(in: Tickets.self) == [])
  }
}

@Suite struct ManualTests {
  @Test(.enabled(if: Program.has("mandoc"), "needs mandoc"))
  func `the manual passes mandoc's lint`() throws {
    let folder = try TemporaryFolder()
    let execution = try Program.run("'\(Tool.path)' man | mandoc -T lint", in: folder.path)
    #expect(execution.text == "" && execution.status == 0)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `each shell can read its completion script`(shell: String) throws {
    let folder = try TemporaryFolder()
    let script = try Tool(in: folder.path).succeed("completions", shell)
    #expect(script.contains("tickets"))
    guard Program.has(shell) else { return }
    #expect(try Program.run("'\(Tool.path)' completions \(shell) | \(shell) -n", in: folder.path).status == 0)
  }
}

/// Programs of the machine.
enum Program {
  static func has(_ program: String) -> Bool {
    (try? run("command -v \(program)", in: "/").status) == 0
  }

  static func run(_ line: String, in folder: String) throws -> Execution {
    try TestSupport.run(
      "/bin/sh", ["-c", line], in: folder,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
  }
}
