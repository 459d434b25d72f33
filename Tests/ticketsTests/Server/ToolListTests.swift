import Foundation
import TestSupport
import Testing

@testable import Arguments
@testable import TicketsCore
@testable import tickets

/// What a client learns of the tools.
@Suite("MCP: the list of tools") struct ToolListTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func list(_ words: String...) throws -> [JSON] {
    try Talk(tool: workspace.tool, words: words).answer(Talk.modern(1, "tools/list"))["result"]?["tools"]?.elements
      ?? []
  }

  private func names(_ tools: [JSON]) -> Set<String> { Set(tools.compactMap { $0["name"]?.string }) }

  @Test func `the tools for most work cost at most 4 KB, all of them 8 KB`() throws {
    for (words, limit) in [([], 4096), (["--tools", "all"], 8192)] {
      let line = try workspace.tool.succeed(["mcp"] + words, input: Talk.modern(1, "tools/list") + "\n")
      #expect(line.utf8.count <= limit, "\(words): \(line.utf8.count)")
    }
  }

  @Test func `few tools, all, named ones, or only those that read`() throws {
    let core = try names(list())
    #expect(core.isSuperset(of: ["brief", "list", "show", "next", "claim", "log", "edit", "new", "merge_check"]))
    let all = try names(list("--tools", "all"))
    #expect(
      all.isSuperset(
        of: core.union(["status", "release", "validate", "diff", "branches", "plan_show", "flow", "advance"])))
    #expect(try names(list("--tools", "show,log")) == ["show", "log"])
    let reading = try list("--tools", "all", "--read-only")
    #expect(names(reading).isDisjoint(with: ["next", "claim", "log", "edit", "new", "status", "release"]))
    #expect(names(reading).isSuperset(of: ["list", "show", "validate"]))
    #expect(reading.allSatisfy { $0["annotations"]?["readOnlyHint"] == .bool(true) })
    let refused = try workspace.tool("mcp", "--tools", "shw")
    #expect(refused.status == 2 && refused.errorText.contains("Did you mean 'show'?") && refused.text.isEmpty)
  }

  @Test func `nothing is offered that deletes, installs or commits`() throws {
    let all = try names(list("--tools", "all"))
    #expect(all.isDisjoint(with: ["init", "repair", "hooks", "hook", "merge_driver", "mcp", "completions", "man"]))
  }

  @Test func `each tool says what it does and how far it may be trusted`() throws {
    for tool in try list("--tools", "all") {
      let name = tool["name"]?.string ?? ""
      let description = tool["description"]?.string ?? ""
      #expect(name.wholeMatch(of: /[a-z_]{1,128}/) != nil)
      #expect(description.count <= 200 && description.localizedCaseInsensitiveContains("ticket"), "\(name)")
      let hints = tool["annotations"]
      #expect(hints?["openWorldHint"] == .bool(false), "\(name)")
      #expect(hints?["readOnlyHint"] == .bool(true) || hints?["destructiveHint"] == .bool(false), "\(name)")
      let schema = tool["inputSchema"]
      #expect(schema?["type"] == .string("object"), "\(name)")
      let isReader = hints?["readOnlyHint"] == .bool(true)
      #expect(schema?["properties"]?[isReader ? "at" : "worktree"]?["type"] == .string("string"), "\(name)")
      #expect(tool["outputSchema"] == nil)
    }
  }

  /// Each argument of each tool, given with a value, is taken by the parser for the parameter that it stands for.
  @Test func `the arguments are the parameters of the command`() throws {
    for tool in Toolbox.everything {
      let outline = tool.outline
      let parameters = (outline.arguments + outline.options).filter { !$0.isHidden }
      let served: Set = ["json", "at", "staged"]
      for parameter in parameters where parameter.kind != .file && parameter.kind != .folder {
        let name = (parameter.optionName.map { String($0.drop { $0 == "-" }) } ?? parameter.property)
          .replacing("-", with: "_")
        #expect(served.contains(name) || tool.parameters.contains { $0.name == name }, "\(tool.name): \(name)")
      }
      for property in tool.parameters {
        #expect(
          parameters.contains { property.help == $0.help && property.kind == $0.kind }, "\(tool.name): \(property.name)"
        )
      }
      #expect(tool.configuration.shown.allSatisfy { name in tool.parameters.contains { $0.name == name } })
    }
  }

  @Test func `all arguments of a tool are behind its name`() throws {
    let uri = #""uri":"tickets://schema/new""#
    let answer = try Talk(tool: workspace.tool).answer(Talk.modern(1, "resources/read", uri))
    let text = answer["result"]?["contents"]?.elements?.first?["text"]?.string ?? ""
    let schema = try JSONReader.read(text)
    #expect(schema["properties"]?["title"]?["description"] == .string("What is to be done, in one line"))
    #expect(schema["required"]?.strings == ["title"])
    // Files of this machine are nothing that a client may name.
    #expect(schema["properties"]?["body_file"] == nil)
  }
}
