import Foundation
import TestSupport
import Testing

/// The page in a real browser.
@Suite(.enabled(if: Judges.chromium != nil, "Chromium is not installed")) struct BrowserTests {
  private func browse(
    _ project: TestRepository, width: Int, theme: String, search: String
  ) throws -> [String: Any] {
    let file = project.temporary.path("page.html")
    try Tool(in: project.path).succeed("page", "--output", file)
    return try Judges.run(
      "browser", try #require(Judges.chromium), file, String(width), theme, search, timeout: 120)
  }

  @Test(arguments: [(360, "light"), (360, "dark"), (1920, "light"), (1920, "dark")])
  func `hostile tickets run nothing, ask for nothing, and can be read by everyone`(width: Int, theme: String) throws {
    let result = try browse(HostileTexts.repository(), width: width, theme: theme, search: "onmouseover")
    #expect(result["pwned"] is NSNull)
    #expect(result["messages"] as? [String] == [])
    #expect(result["requests"] as? [String] == [])
    #expect(result["problems"] as? [String] == [])
    #expect(result["unfocused"] as? [String] == [])
    if Judges.hasAxe { #expect(result["axe"] as? [String] == []) }
    #expect(result["linked"] as? Bool == true)
    let filter = try #require(result["filter"] as? [String: Any])
    // The one that says it, and the one that waits for it.
    #expect((1...3).contains(filter["shown"] as? Int ?? 0) && result["all"] as? Int == HostileTexts.all.count + 1)
    #expect(filter["shown"] as? Int == filter["cards"] as? Int)
    let status = try #require(result["status"] as? [String: Any])
    #expect(status["words"] as? [String] == [status["asked"] as? String ?? ""])
    #expect(result["sorted"] as? Bool == true)
    let keys = try #require(result["keys"] as? [String: Any])
    #expect(keys["searching"] as? String == "q" && keys["first"] as? Bool == true && keys["helping"] as? Bool == true)
    let scriptless = try #require(result["scriptless"] as? [String: Any])
    #expect(scriptless["tickets"] as? Int == HostileTexts.all.count + 1 && scriptless["tools"] as? Bool == false)
  }

  @Test func `an empty page is a page as well`() throws {
    let result = try browse(TestRepository(), width: 800, theme: "light", search: "x")
    #expect(result["problems"] as? [String] == [] && result["messages"] as? [String] == [])
    if Judges.hasAxe { #expect(result["axe"] as? [String] == []) }
  }

  @Test(arguments: [(360, "dark"), (2000, "light")])
  func `every part of a page can be read by everyone`(width: Int, theme: String) throws {
    let result = try browse(ManyParts().project, width: width, theme: theme, search: "Part")
    #expect(result["problems"] as? [String] == [] && result["messages"] as? [String] == [])
    #expect(result["unfocused"] as? [String] == [])
    if Judges.hasAxe { #expect(result["axe"] as? [String] == []) }
  }

  @Test func `the picture in the readme can be drawn, and stays small`() throws {
    let temporary = try TemporaryFolder()
    let picture = temporary.path("page.png")
    let drawn = try run(
      "\(Checkout.path)/scripts/screenshot", [Tool.path, picture], in: temporary.path,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": temporary.path],
      timeout: 240)
    #expect(drawn.status == 0, "\(drawn.errorText)")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: picture))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count < 150_000)
  }

  @Test func `thousands of tickets open and filter about as fast as a plain list of them`() throws {
    let workspace = try Workspace()
    let count = 2_500
    for number in 0..<count {
      let id = "01980000-0000-7000-8000-" + String(number + 0x1_0000_0000_000, radix: 16)
      try workspace.write(
        "---\nid: \(id)\ntitle: \"Ticket number \(number)\(number % 100 == 0 ? " of note" : "")\"\nstatus: todo\n---\n# Ticket\n",
        to: workspace.ticketPath(id))
    }
    let file = workspace.path + "/page.html"
    try workspace.tool.succeed("page", "--output", file)
    // What the page itself is busy, so that it does not matter what else the machine does.
    let seconds = try Judges.run(
      "browser", try #require(Judges.chromium), file, "1200", "light", "note", "--quick", String(count),
      timeout: 240)
    let plain = try #require(seconds["plain"] as? Double)
    for name in ["opened", "nothing", "all", "some"] {
      let own = try #require(seconds[name] as? Double)
      #expect(own < 8 * plain + 0.25, "\(name): \(own) against \(plain)")
    }
    #expect((seconds["filter"] as? [String: Any])?["shown"] as? Int == 25)
  }
}
