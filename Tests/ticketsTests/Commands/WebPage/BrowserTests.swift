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
    let filter = try #require(result["filter"] as? [String: Any])
    // The one that says it, and the one that waits for it.
    #expect((1...3).contains(filter["shown"] as? Int ?? 0) && filter["all"] as? Int == HostileTexts.all.count + 1)
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
  }
}
