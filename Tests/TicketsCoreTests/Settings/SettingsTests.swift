import Testing
import TicketsCore

private func settings(_ text: String) -> Settings {
  Settings(from: MemoryTree(["config.yml": Array(text.utf8)]).reader())
}

private func shown(_ settings: Settings) -> [String] {
  settings.issues.map { "\($0.code.rawValue) \($0.place.map { "\($0)" } ?? "-")" }
}

@Suite struct SettingsTests {
  @Test func `every setting is read`() throws {
    let settings = settings(
      """
      base_branch: trunk
      transitions: enforce
      agent_limits: {max_iterations: 6}
      verification:
        commands: [make test]
      templates:
        ticket: .tickets/template.md
      validation:
        RELATION_DANGLING: off
        TITLE_EMPTY: error
      hooks:
        post-commit: true
        pre-push: false
      """)
    #expect(settings.issues == [])
    #expect(settings.baseBranch == "trunk" && settings.enforcesTransitions)
    #expect(settings.agentLimits.maxIterations == 6 && settings.verificationCommands == ["make test"])
    #expect(settings.ticketTemplate == ".tickets/template.md")
    #expect(settings.validation == [.relationDangling: .off, .titleEmpty: .error])
    #expect(settings.hooks == [.postCommit: true, .prePush: false])
  }

  @Test(arguments: ["", "# nothing\n", "\n\n", "base_branch:\nhooks: {}\n", "\u{FEFF}transitions: warn\n"])
  func `an empty file sets nothing`(text: String) throws {
    let settings = settings(text)
    #expect(settings.issues == [] && settings.baseBranch == nil && !settings.enforcesTransitions)
  }

  @Test func `no file at all is fine`() throws {
    #expect(Settings(from: MemoryTree([:]).reader()).issues == [])
  }

  @Test(arguments: [
    ("a: [", "CONFIG_INVALID 1:5"), ("- a", "CONFIG_INVALID 1:1"), ("transitions: never", "CONFIG_INVALID 1:14"),
    ("transitions: [warn]", "CONFIG_INVALID 1:14"), ("base_branch: 5", "CONFIG_INVALID 1:14"),
    ("agent_limits: {max_iterations: 0}", "CONFIG_INVALID 1:32"), ("agent_limits: 5", "CONFIG_INVALID 1:15"),
    ("verification: x", "CONFIG_INVALID 1:15"), ("verification: {commands: x}", "CONFIG_INVALID 1:26"),
    ("templates: x", "CONFIG_INVALID 1:12"), ("templates: {ticket: 1}", "CONFIG_INVALID 1:21"),
    ("validation: [x]", "CONFIG_INVALID 1:13"), ("validation: {TITLE_EMPTY: loud}", "CONFIG_INVALID 1:27"),
    ("validation: {TITLE_MISSING: off}", "CONFIG_INVALID 1:29"),
    ("validation: {WHAT_EVER: off}", "CONFIG_KEY_UNKNOWN 1:14"),
    ("base_brnch: x", "CONFIG_KEY_UNKNOWN 1:1"), ("agent_limits: {x: 1}", "CONFIG_KEY_UNKNOWN 1:16"),
    ("templates: {tickets: x}", "CONFIG_KEY_UNKNOWN 1:13"), ("hooks: x", "CONFIG_INVALID 1:8"),
    ("hooks: {pre-push: 1}", "CONFIG_INVALID 1:19"), ("hooks: {pre-pusch: true}", "CONFIG_KEY_UNKNOWN 1:9"),
    ("a: *b", "CONFIG_INVALID 1:4"), ("a: 1\na: 2", "CONFIG_INVALID 2:1"),
  ])
  func `a mistake is an issue with its place, and the rest is read`(text: String, issue: String) throws {
    let broken = settings(text)
    #expect(shown(broken) == [issue] || issue.hasPrefix("CONFIG_INVALID") && shown(broken).contains(issue))
    if text.utf8.contains(UInt8(ascii: ":")), !text.hasPrefix("a:") {
      #expect(settings(text + "\nhooks_:\n").issues.count == broken.issues.count + 1)
    }
  }

  @Test func `a misspelled key or code names the one that is meant`() throws {
    let settings = settings("base_brnch: x\nvalidation:\n  TITEL_EMPTY: off\n")
    #expect(
      settings.issues.map(\.message) == [
        "The setting 'base_brnch' is unknown; did you mean 'base_branch'?",
        "The setting 'validation.TITEL_EMPTY' is unknown; did you mean 'TITLE_EMPTY'?",
      ])
  }

  @Test func `bytes that are no text are an issue`() throws {
    let settings = Settings(from: MemoryTree(["config.yml": [0x61, 0xFF]]).reader())
    #expect(shown(settings) == ["CONFIG_INVALID 1:2"])
  }

  @Test func `severities are changed for what is no MUST`() throws {
    func issues(_ config: String) throws -> [String] {
      try validate(tree(ticketText("title: ''", without: "title") + "\0", more: ["config.yml": config])).issues
        .map { "\($0.severity) \($0.code.rawValue)" }
    }
    #expect(try issues("") == ["warning TITLE_EMPTY", "warning NUL_BYTE"])
    #expect(try issues("validation: {TITLE_EMPTY: error, NUL_BYTE: off}") == ["error TITLE_EMPTY"])
  }

  @Test func `entries of tools stay errors whatever is set`() throws {
    let logs = ["20260129T184210.123Z-a.jsonl": "{}\n{\"written_by\":\"tickets\"}\n"]
    let config = ["config.yml": "validation: {LOG_FIELD_MISSING: off}"]
    let issues = try validate(tree(ticketText(), logs: logs, more: config)).issues
    #expect(issues.map(\.place?.line) == Array(repeating: 2, count: 5))
    #expect(issues.allSatisfy { $0.severity == .error && $0.code == .logFieldMissing })
  }

  @Test func `issues of the settings are part of the report, unless single tickets are asked about`() throws {
    let broken = tree(ticketText(), more: ["config.yml": "x: 1"])
    let issue = try #require(try validate(broken).issues.first)
    #expect(issue.ticketPath == "/.tickets/config.yml" && issue.code == .configKeyUnknown)
    #expect(try validate(broken, only: [sampleID]).issues == [])
  }
}

@Suite struct WorkflowSettingsTests {
  @Test func `every setting of a workflow is read, and the rest stays as it is`() {
    let read = settings(
      """
      workflow:
        flow: mine
        records: ["agent/**"]
        max_repairs: 5
        quick: {max_files: 2, neutral: ["spec/**"]}
        paths: {security: ["vault/**"]}
        flows: {mine: [{planned: [evidence]}, {delivered: ["git:committed"]}]}
      delivery: {assigned: false}
      """)
    let workflow = read.workflow
    #expect(read.issues == [])
    #expect(workflow.flow == "mine" && workflow.records == [".tickets/**", "agent/**"] && workflow.maxRepairs == 5)
    #expect(workflow.quick.maxFiles == 2 && workflow.quick.maxModules == 1 && workflow.quick.neutral == ["spec/**"])
    #expect(workflow.paths == [.security: ["vault/**"]] && !workflow.delivers)
    #expect(workflow.flow(for: [])?.states.map(\.name) == ["planned", "delivered"])
    #expect(workflow.flow(for: [])?.states.last?.proof == .committed)
    #expect(workflow.flow(for: ["flow:lite"])?.name == "lite")
    #expect(workflow.flow(for: ["flow:none"]) == nil && workflow.unknownFlow(in: ["flow:lote"]) == "flow:lote")
    #expect(settings("").workflow == WorkflowSettings())
  }

  @Test(arguments: [
    ("workflow: {flow: lote}", "CONFIG_INVALID 1:18"), ("workflow: {max_repairs: 0}", "CONFIG_INVALID 1:25"),
    ("workflow: {flows: {mine: [{planned: [evidenc]}]}}", "CONFIG_INVALID 1:37"),
    ("workflow: {flows: {mine: []}}", "CONFIG_INVALID 1:26"), ("workflow: {flwo: lite}", "CONFIG_KEY_UNKNOWN 1:12"),
    ("workflow: {paths: {securty: [a]}}", "CONFIG_KEY_UNKNOWN 1:20"),
    ("delivery: {assigned: maybe}", "CONFIG_INVALID 1:22"),
  ])
  func `a mistake in it is named`(text: String, issue: String) {
    #expect(shown(settings(text)) == [issue])
  }
}
