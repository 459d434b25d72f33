import Foundation
import TestSupport
import Testing

@Suite("tickets validate --issues") struct ValidateIssuesTests {
  private let workspace: Workspace
  private let id: String

  init() throws {
    workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    id = try workspace.new("A: \"quoted\" ticket")
    let text = try workspace.read(workspace.ticketPath(id))
    try workspace.write(
      text.replacingOccurrences(of: "status: todo", with: "status: TODO\nlabels: bug\npriority: urgent"),
      to: workspace.ticketPath(id))
  }

  private func document(_ words: String...) throws -> [String: Any] {
    let output = try workspace.tool(["validate", "--issues", "--format", "json"] + words).output
    return try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
  }

  @Test func `all issues are in one document with the minimum schema`() throws {
    let document = try document()
    #expect(document["schema_version"] as? Int == 1 && document["tool"] as? String == "tickets")
    #expect(document["generated_at"] as? String == "2026-01-29T18:42:10Z")
    #expect(document["targets"] as? [String] == ["/.tickets"])
    let issues = try #require(document["issues"] as? [[String: Any]])
    #expect(issues.map { $0["id"] as? String } == ["I0001", "I0002", "I0003"])
    #expect(issues.map { $0["code"] as? String } == ["STATUS_UNKNOWN", "LABELS_INVALID", "PRIORITY_UNKNOWN"])
    for issue in issues {
      #expect(issue["severity"] as? String == "error" && issue["message"] is String)
      #expect(issue["ticket_path"] as? String == "/.tickets/\(id)/ticket.md")
      #expect((issue["location"] as? [String: Int])?.keys.sorted() == ["column", "line"])
    }
  }

  @Test func `repairs have all that is needed, null where someone must decide, and none is enabled`() throws {
    let repairs = try #require(try document()["repairs"] as? [[String: Any]])
    #expect(repairs.map { $0["id"] as? String } == ["R0001", "R0002", "R0003"])
    #expect(repairs.map { $0["action"] as? String } == ["normalize_enum", "normalize_list", "set_front_matter_field"])
    #expect(repairs.map { $0["safe"] as? Bool } == [true, true, false])
    #expect(repairs.allSatisfy { $0["enabled"] as? Bool == false && $0["ticket_path"] is String })
    #expect(repairs.map { ($0["issue_ids"] as? [String])?.first } == ["I0001", "I0002", "I0003"])
    let parameters = try #require(repairs[2]["params"] as? [String: Any])
    #expect(parameters["field"] as? String == "priority" && parameters["value"] is NSNull)
  }

  @Test func `a repair of an id has explicit parameters for every strategy`() throws {
    let path = workspace.ticketPath(id)
    try workspace.write(try workspace.read(path).replacingOccurrences(of: "id: \(id)", with: "id: x"), to: path)
    let repairs = try #require(try document()["repairs"] as? [[String: Any]])
    let parameters = try #require(repairs[0]["params"] as? [String: Any])
    #expect(parameters["value"] is NSNull && parameters["update_references"] is NSNull)
    #expect(parameters["generate_uuidv7"] as? Bool == false)
  }

  @Test func `YAML is the default, and the same to the byte each time`() throws {
    let first = try workspace.tool("validate", "--issues")
    #expect(first.status == 1 && first.text.contains("\nschema_version: 1\n") && first.text.contains("\nrepairs:\n"))
    #expect(try workspace.tool("validate", "--issues", "--format", "yaml").output == first.output)
    let json = try workspace.tool("validate", "--issues", "--json")
    #expect(try workspace.tool("validate", "--issues", "--format", "json").output == json.output)
    let both = try workspace.tool("validate", "--issues", "--json", "--format", "yaml")
    #expect(both.status == 2 && both.errorText.contains("'--json' and '--format yaml' name two formats"))
  }

  @Test func `the document goes to a file with --output, over what was there`() throws {
    for _ in 1...2 {
      let result = try workspace.tool("validate", "--issues", "--output", "issues.yaml")
      #expect(result.status == 1 && result.text == "3 issues and 3 repairs written to issues.yaml\n")
    }
    #expect(try workspace.temporary.read("issues.yaml") == (try workspace.tool("validate", "--issues").text))
    let nowhere = try workspace.tool("validate", "--issues", "--output", "no/such/folder.yaml")
    #expect(nowhere.status == 2 && nowhere.text.isEmpty)
  }

  @Test func `targets are the tickets that were named`() throws {
    let other = try workspace.new("Another")
    let named = try document(other)
    #expect(named["targets"] as? [String] == ["/.tickets/\(other)"])
    #expect((named["issues"] as? [Any])?.isEmpty == true)
    #expect(try workspace.tool("validate", "--issues", other).status == 0)
  }

  @Test func `errors make the exit code 1, warnings alone do not, and what cannot be read makes it 2`() throws {
    #expect(try workspace.tool("validate", "--issues").status == 1)
    try workspace.write("---\nid: x", to: workspace.path + "/.tickets/broken/ticket.md")
    #expect(try workspace.tool("validate", "--issues").status == 1)
    let clean = try Workspace()
    try clean.write("", to: clean.path + "/.tickets/empty/notes.txt")
    let warned = try clean.tool("validate", "--issues")
    #expect(warned.status == 0 && warned.text.contains("TICKET_MISSING"))
    #expect(try workspace.tool("validate", "--issues", "--at", "nowhere").status == 2)
  }

  @Test func `codes are listed with their repairs`() throws {
    let text = try workspace.tool.succeed("validate", "--list-codes")
    #expect(text.contains("SECTION_MISSING") && text.contains("error*"))
    let codes = try #require(try workspace.tool.json("validate", "--list-codes") as? [[String: Any]])
    let status = try #require(codes.first { $0["code"] as? String == "STATUS_UNKNOWN" })
    let actions = (status["repairs"] as? [[String: Any]])?.map { $0["action"] as? String }
    #expect(actions == ["normalize_enum", "set_front_matter_field"])
  }
}
