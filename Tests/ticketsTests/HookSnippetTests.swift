import Foundation
import TestSupport
import Testing
import TicketsCore

/// What `hooks/README.md` tells to put into the settings of other tools that keep hooks, run as they run it.
@Suite struct HookSnippetTests: TicketInGitTests {
  @Begun var begun: TicketInGit
  @Begun private var git: Git

  private mutating func begin(_ roots: Roots = .plain) throws {
    begun = try TicketInGit(roots)
    let (repository, tool, id) = (begun.repository, begun.tool, begun.id)
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "s")
    try repository.commit("Begin")
    try FileManager.default.createDirectory(
      atPath: repository.temporary.path("bin"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: repository.temporary.path("bin/tickets"), withDestinationPath: Tool.path)
    git = repository.git.with(
      environment: ["PATH": repository.temporary.path("bin") + ":" + (repository.git.environment["PATH"] ?? "")])
  }

  /// The first block of code of a language below a heading.
  private func snippet(_ heading: String, _ language: String) throws -> String {
    let text = try Checkout.text("hooks/README.md")
    let section = try #require(text.components(separatedBy: "## \(heading)\n").dropFirst().first)
    let block = try #require(section.components(separatedBy: "```\(language)\n").dropFirst().first)
    return rooted(try #require(block.components(separatedBy: "```").first))
  }

  /// The calls with the option that the page tells of, where tickets lie below the top.
  private func rooted(_ text: String) -> String {
    let option = begun.roots == .plain ? "" : begun.roots.names.map { " --root \($0)" }.joined()
    return text.replacing(/tickets hook [a-z-]+/) { $0.output + option }
  }

  private func install(_ event: String, _ script: String, in folder: String = ".git/hooks") throws {
    try writeScript("#!/bin/sh\n\(script)\n", to: "\(repository.path)/\(folder)/\(event)")
  }

  /// Tries what each hook is there to stop; true for those that did.
  private func stopped() throws -> [String: Bool] {
    var stopped: [String: Bool] = [:]
    let log = try #require(
      FileManager.default.contentsOfDirectory(atPath: repository.path + "/\(tickets)/\(id)/logs").first)
    try git("rm", "--quiet", "\(tickets)/\(id)/logs/\(log)")
    stopped["pre-commit"] = try git.attempt("commit", "--quiet", "--message", "Delete").status != 0
    try git("reset", "--quiet", "--hard")
    try repository.write("a.txt", "a")
    try git("add", "a.txt")
    stopped["commit-msg"] =
      try git.attempt("commit", "--quiet", "--message", "a", "--message", "Ticket: 12345678").status != 0
    try git("commit", "--quiet", "--message", "a", "--message", "Ticket: \(id)")
    stopped["prepare-commit-msg"] = try git.attempt("revert", "--no-edit", "HEAD~1").status != 0
    try git("reset", "--quiet", "--hard")
    let bare = try TestRepository("--bare", named: "bare", in: repository.temporary)
    try git("push", "--quiet", bare.path, "HEAD~1:refs/heads/main")
    try git("rm", "--quiet", "\(tickets)/\(id)/logs/\(log)")
    try git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", "Delete")
    stopped["pre-push"] = try git.attempt("push", "--quiet", bare.path, "main").status != 0
    return stopped
  }

  private static let all = ["commit-msg": true, "pre-commit": true, "pre-push": true, "prepare-commit-msg": true]

  @Test(arguments: Roots.allCases)
  mutating func `lefthook's stops what it should`(roots: Roots) throws {
    try begin(roots)
    let text = try snippet("lefthook", "yaml")
    for event in try #require(YAMLReader.read(Array(text.utf8), in: 0..<text.utf8.count)?.mapping) {
      let command = try #require(event.value.mapping?["commands"]?.mapping?["tickets"]?.mapping)
      let script = try #require(command["run"]?.string)
      let input = command["use_stdin"] == nil ? " </dev/null" : ""
      try install(event.key, script.replacing("{1}", with: "\"$1\"").replacing("{2}", with: "\"$2\"") + input)
    }
    #expect(try stopped() == Self.all)
  }

  @Test(arguments: Roots.allCases)
  mutating func `husky's stops what it should`(roots: Roots) throws {
    try begin(roots)
    try repository.write(".husky/.gitignore", "*\n")
    let added = try run(
      "/bin/sh", ["-ec", snippet("husky", "sh")], in: repository.path, environment: git.environment)
    #expect(added.status == 0)
    // What husky itself puts in place.
    for event in Self.all.keys { try install(event, "exec sh -e \".husky/\(event)\" \"$@\"", in: ".husky/_") }
    try git("config", "core.hooksPath", ".husky/_")
    #expect(try stopped() == Self.all)
  }

  /// The framework reads what git says of a push itself, and tells its hooks by variables.
  private static let frameworkPush = """
    read -r branch to remote from
    exec </dev/null
    export PRE_COMMIT_LOCAL_BRANCH=$branch PRE_COMMIT_REMOTE_BRANCH=$remote
    case $from in *[!0]*) export PRE_COMMIT_FROM_REF=$from PRE_COMMIT_TO_REF=$to ;; esac

    """

  @Test(arguments: Roots.allCases)
  mutating func `the pre-commit framework finds hooks that stop what they should`(roots: Roots) throws {
    try begin(roots)
    let text = try Checkout.text(".pre-commit-hooks.yaml")
    let hooks = try #require(YAMLReader.read(Array(text.utf8), in: 0..<text.utf8.count)?.sequence).compactMap(\.mapping)
    let used = try snippet("pre-commit", "yaml")
    for hook in hooks {
      #expect(used.contains("- id: \(try #require(hook["id"]?.string))\n"))
      #expect(hook["language"]?.string == "system" && hook["name"]?.string != nil)
      for stage in try #require(hook["stages"]?.sequence).compactMap(\.string) {
        let call = rooted(try #require(hook["entry"]?.string)) + (hook["pass_filenames"] == nil ? " \"$1\"" : "")
        try install(stage, stage == "pre-push" ? Self.frameworkPush + call : call)
      }
    }
    #expect(try stopped() == Self.all)
  }

  @Test mutating func `the workflow calls the action with the whole history`() throws {
    try begin()
    let text = try snippet("A workflow for pull requests", "yaml")
    let fields = try #require(YAMLReader.read(Array(text.utf8), in: 0..<text.utf8.count)?.mapping)
    let steps = try #require(fields["jobs"]?.mapping?["tickets"]?.mapping?["steps"]?.sequence).compactMap(\.mapping)
    #expect(steps.first?["with"]?.mapping?["fetch-depth"]?.scalar?.text == "0")
    #expect(steps.last?["uses"]?.string == "<owner>/tickets@main")
  }
}
