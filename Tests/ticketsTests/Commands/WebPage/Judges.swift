import Foundation
import TestSupport
import Testing

/// Programs that are not ours and judge what we write, where they are installed; `scripts/test` installs what it can.
enum Judges {
  static let chromium: String? = find(["chromium", "chromium-browser", "google-chrome"])
  static let hasHTMLParser = imports("html5lib")
  static let hasSchemas = imports("jsonschema")
  static let hasSARIF = imports("sarif_pydantic")
  static let hasGitLab = imports("gitlab_cq, pydantic")
  static let hasGitHub = imports("github_action_utils")
  static let hasTerminal = imports("pyte")
  static let hasAxe = imports("axe_playwright_python")
  static let hasJUnit = imports("junitparser")
  static let hasBacklog = imports("backlog_py")
  static let hasCAR = imports("importlib.util, yaml; assert importlib.util.find_spec('codex_autorunner')")
  static let xmllint: String? = find(["xmllint"])

  private static let python: String? = {
    let own = Checkout.path + "/.judges/bin/python3"
    return FileManager.default.isExecutableFile(atPath: own) ? own : find(["python3"])
  }()

  /// Runs one of the scripts in `Tests/judges`, and returns the JSON that it prints.
  static func run(_ script: String, _ words: String..., timeout: Double = 60) throws -> [String: Any] {
    try run(script, words, timeout: timeout)
  }

  static func run(
    _ script: String, _ words: [String], timeout: Double = 60, in folder: String = "/",
    _ variables: [String: String] = [:]
  ) throws -> [String: Any] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let execution = try TestSupport.run(
      try #require(python), [Checkout.path + "/Tests/judges/\(script).py"] + words, in: folder,
      environment: ["PATH": path, "HOME": NSTemporaryDirectory(), "PYTHONDONTWRITEBYTECODE": "1"].merging(variables) {
        $1
      },
      timeout: timeout)
    try #require(execution.status == 0, "\(script): \(execution.errorText)")
    return try #require(try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any])
  }

  static func find(_ names: [String]) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.flatMap { name in folders.map { "\($0)/\(name)" } }.first(
      where: FileManager.default.isExecutableFile(atPath:))
  }

  private static func imports(_ module: String) -> Bool {
    guard let python, let path = ProcessInfo.processInfo.environment["PATH"] else { return false }
    let execution = try? TestSupport.run(python, ["-c", "import \(module)"], in: "/", environment: ["PATH": path])
    return execution?.status == 0
  }
}
