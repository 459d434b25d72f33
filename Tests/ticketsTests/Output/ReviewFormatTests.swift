import Foundation
import TestSupport
import Testing

/// What tools for reviews read, judged by parsers that are not ours.
@Suite struct ReviewFormatTests {
  private let project: TestRepository
  private let tool: Tool

  /// Tickets with an error, a warning and a double claim, in a folder of the repository, with titles that mean harm.
  init() throws {
    project = try TestRepository()
    try project.write("sub/.tickets/config.yml", "base_branch: main\n")
    tool = Tool(in: project.path + "/sub")
    let first = try tool.succeed("new", "--title", "::add-mask::secret")
    _ = try tool.succeed("new", "--title", "<b>&'\" sound")
    let faulty = try tool.succeed("new", "--title", "%0A::error::x")
    try project.commit("Begin")
    try project.git("switch", "--quiet", "--create", "feature")
    try tool.succeed("status", first, "doing", "--log", "--actor-id", "a<b>")
    try project.commit("Take")
    try project.git("switch", "--quiet", "main")
    try tool.succeed("status", first, "doing", "--log", "--actor-id", "::stop-commands::x")
    try project.commit("Take as well")
    let path = "sub/.tickets/\(faulty)/ticket.md"
    let text = try project.read(path)
    try project.write(
      path, text.replacing("status: todo", with: "status: \"::error,:%\"\npriorty: high\nlabels: [a\u{85}b, 3]"))
  }

  private func written(_ words: String..., status: Int32 = 1) throws -> (text: String, file: String) {
    let execution = try tool(words)
    #expect(execution.status == status, "\(execution.errorText)")
    let file = project.temporary.path("written")
    try Data(execution.output).write(to: URL(fileURLWithPath: file))
    return (execution.text, file)
  }

  private func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  private func codes(_ words: String...) throws -> [String] {
    let report = try tool.json(words) as? [String: Any]
    return (report?["issues"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
  }

  @Test func `SARIF names rules, files from the top of the repository, and a place for each finding`() throws {
    let (text, file) = try written("validate", "--format", "sarif")
    let log = try #require(try json(text) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(Set(results.compactMap { $0["ruleId"] as? String }) == Set(try codes("validate")) && !results.isEmpty)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    for result in results {
      #expect(rules[try #require(result["ruleIndex"] as? Int)]["id"] as? String == result["ruleId"] as? String)
      let location = try #require(
        (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
      let artifact = try #require(location["artifactLocation"] as? [String: Any])
      #expect((artifact["uri"] as? String)?.hasPrefix("sub/.tickets/") == true)
      #expect((location["region"] as? [String: Any])?["startLine"] as? Int != nil)
    }
    let prints = results.compactMap { ($0["partialFingerprints"] as? [String: String])?["tickets/v1"] }
    #expect(Set(prints).count == results.count)
    if Judges.hasSARIF {
      let judged = try Judges.run("formats", "sarif", file)
      #expect(judged["results"] as? [String] == results.compactMap { $0["ruleId"] as? String })
    }
  }

  @Test func `a finding keeps its fingerprint when it moves to another line`() throws {
    func prints() throws -> [String] {
      let report = try #require(try json(written("validate", "--format", "gitlab").text) as? [[String: Any]])
      return report.compactMap { $0["fingerprint"] as? String }.sorted()
    }
    let before = try prints()
    let path = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: project.path).first { name in
        name.hasSuffix("ticket.md") && (try? project.read(name).contains("priorty")) == true
      })
    try project.write(path, project.read(path).replacing("---\nid:", with: "---\n# a comment\n\nid:"))
    #expect(try prints() == before)
  }

  @Test func `GitLab gets four fields of each finding, and no fingerprint twice`() throws {
    let report = try #require(try json(written("validate", "--format", "gitlab").text) as? [[String: Any]])
    #expect(report.compactMap { $0["check_name"] as? String } == (try codes("validate")))
    for finding in report {
      #expect(finding["description"] is String && ["major", "minor"].contains(finding["severity"] as? String))
      let location = try #require(finding["location"] as? [String: Any])
      #expect((location["path"] as? String)?.hasPrefix("sub/.tickets/") == true)
      #expect((location["lines"] as? [String: Any])?["begin"] is Int)
    }
    #expect(Set(report.compactMap { $0["fingerprint"] as? String }).count == report.count)
  }

  @Test(
    .enabled(if: Judges.hasGitLab, "gitlab-cq is not installed"),
    arguments: [["validate"], ["merge-check", "main", "feature"]])
  func `a model of GitLab's report that is not ours takes it`(words: [String]) throws {
    let file = project.temporary.path("report")
    let execution = try tool(words + ["--format", "gitlab"])
    try Data(execution.output).write(to: URL(fileURLWithPath: file))
    let found = try #require(try json(execution.text) as? [[String: Any]])
    let judged = try Judges.run("formats", "gitlab", file)
    #expect(judged["checks"] as? [String] == found.compactMap { $0["check_name"] as? String } && !found.isEmpty)
  }

  @Test(
    .enabled(if: Judges.hasGitHub, "github-action-utils is not installed"),
    arguments: [["validate"], ["merge-check", "main", "feature"]])
  func `a library for authors of actions writes the same annotations`(words: [String]) throws {
    let file = project.temporary.path("annotations")
    let execution = try tool(words + ["--format", "github"])
    try Data(execution.output).write(to: URL(fileURLWithPath: file))
    let judged = try Judges.run("formats", "github", file)
    #expect(
      judged["lines"] as? Int == execution.lines.count && (judged["different"] as? [Any])?.isEmpty == true, "\(judged)")
  }

  @Test(arguments: [["validate"], ["merge-check", "main", "feature"]])
  func `a runner of GitHub reads commands of ours only, whatever tickets say`(words: [String]) throws {
    let execution = try tool(words + ["--format", "github"])
    #expect(execution.status == 1 && !execution.lines.isEmpty)
    for line in execution.lines {
      let command = try #require(line.wholeMatch(of: /::(error|warning|notice) ([^:]*)::(.*)/), "\(line)")
      for property in command.2.split(separator: ",") {
        #expect(property.wholeMatch(of: /(file|line|col|title)=.*/) != nil, "\(property)")
      }
      #expect(!line.dropFirst(2).contains("\r"))
    }
    #expect(execution.lines.count { $0.hasPrefix("::error") } <= 10)
  }

  @Test func `JUnit has a case for each ticket, sound or not`() throws {
    let (text, file) = try written("validate", "--format", "junit")
    let document = try JUnitDocument(text)
    let cases = document.cases
    #expect(Set(cases.map(\.ticket)).count == 3)
    #expect(cases.count { $0.name == "validate" } == 2)
    #expect(Set(cases.filter { $0.name != "validate" }.map(\.name)) == Set(try codes("validate")))
    if let xmllint = Judges.xmllint { #expect(try run(xmllint, ["--noout", file], in: "/").status == 0) }
    if Judges.hasJUnit {
      let judged = try Judges.run("formats", "junit", file)
      #expect(judged["tests"] as? Int == cases.count)
    }
  }

  @Test func `a forecast is in all of them, with what git cannot see`() throws {
    let sarif = try written("merge-check", "main", "feature", "--format", "sarif").text
    #expect(sarif.contains("\"ruleId\": \"DOUBLE_CLAIM\"") && sarif.contains("sub/.tickets/"))
    let junit = try JUnitDocument(written("merge-check", "main", "feature", "--format", "junit").text)
    #expect(junit.cases.contains { $0.name == "DOUBLE_CLAIM" })
    let html = try written("merge-check", "main", "feature", "--format", "html").text
    #expect(html.hasPrefix("<!doctype html>") && html.contains("DOUBLE_CLAIM"))
    let diff = try tool.succeed("diff", "main...feature", "--format", "html")
    #expect(diff.contains("todo → doing") && diff.contains("::add-mask::secret"))
  }

  @Test func `the document of --issues is no format of a tool for reviews`() throws {
    let execution = try tool("validate", "--issues", "--format", "sarif")
    #expect(execution.status == 2 && execution.errorText.contains("YAML or JSON"))
  }
}

/// The test cases of a document of JUnit.
private struct JUnitDocument {
  let cases: [(ticket: String, name: String)]

  init(_ text: String) throws {
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    cases = text.matches(of: /<testcase classname="([^"]*)" name="([^"]*)">/).map { (String($0.1), String($0.2)) }
  }
}
