import Testing
import TicketsCore

/// Each trigger, set off and left alone.
@Suite struct ClassificationTests {
  private static let sound = """
    # Ticket
    ## Description
    Text.
    ## Acceptance Criteria
    - [ ] It works.
    ## Verification
    - `make test`
    """

  private func classify(
    _ files: [String], _ front: String = "", body: String = ClassificationTests.sound, settings: String = "",
    declarations: [String] = []
  ) throws -> Classification {
    let document = try Document(Array(ticketText(front, body: body).utf8))
    let settings = Settings(from: MemoryTree(["config.yml": Array(settings.utf8)]).reader())
    #expect(settings.issues == [])
    let change = files.enumerated().map { number, path in
      Classification.File(path, declarations: number == 0 ? declarations : [])
    }
    return Classification(document, change: change, settings)
  }

  private func triggers(_ classification: Classification) -> [String] {
    classification.triggers.map(\.trigger.rawValue)
  }

  @Test(arguments: [
    ("Sources/Auth/Login.swift", "security_auth_privacy"), ("src/OAuthClient.py", "security_auth_privacy"),
    (".github/workflows/ci.yml", "security_auth_privacy"), ("ops/Dockerfile", "security_auth_privacy"),
    ("deep/.env.local", "security_auth_privacy"), ("db/migrations/0001.py", "schema_data"),
    ("q/report.sql", "schema_data"),
    ("Package.swift", "dependencies"), ("web/package-lock.json", "dependencies"), (".gitmodules", "dependencies"),
    ("api/shop.proto", "public_api_shared_contract"), ("web/main.css", "visual_flow_ambiguity"),
  ])
  func `a path sets off its trigger`(path: String, trigger: String) throws {
    let found = try classify([path])
    #expect(triggers(found) == [trigger] && found.verdict == .full)
    #expect(found.triggers.first?.evidence.first?.hasPrefix(path) == true)
  }

  @Test(arguments: [
    "Sources/Text/author.c", "Sources/Text/Authority.swift", "src/schematic.py", "Sources/paymentless.rs",
    "src/sqlite.py",
    "src/main.py", "docs/Packages.swift.md", "src/uint.c", "environment.c",
  ])
  func `a path that only looks like it does not`(path: String) throws {
    #expect(try classify([path]).verdict == .quick)
  }

  @Test func `more than one module is more than quick, and what is neutral is none`() throws {
    #expect(triggers(try classify(["Sources/A/x.c", "Sources/B/y.c"])) == ["multiple_services_modules"])
    #expect(triggers(try classify(["Sources/A/x.c", "Sources/A/Deep/y.c"])) == [])
    #expect(triggers(try classify(["Sources/A/x.c", "Tests/B/y.c", "docs/z.md"])) == [])
    #expect(triggers(try classify(["Sources/A/x.c", "z.c"])) == ["multiple_services_modules"])
    let settings = "workflow: {quick: {max_modules: 2, module_depth: 1}}"
    #expect(triggers(try classify(["a/x.c", "b/y.c"], settings: settings)) == [])
  }

  @Test func `five files are too many, three are not, and records do not count`() throws {
    let files = (1...5).map { "src/\($0).c" }
    #expect(triggers(try classify(files)) == ["broad_file_scope"])
    #expect(triggers(try classify(Array(files.prefix(3)))) == [])
    let records = [".tickets/a/ticket.md", ".tickets/a/logs/b.jsonl"]
    #expect(try classify(Array(files.prefix(3)) + records) == classify(Array(files.prefix(3))))
    #expect(triggers(try classify(files + ["x"], settings: "workflow: {records: [\"src/**\"]}")) == [])
  }

  @Test func `before there is a change, the scope is the plan, and a glob in it could be anything`() throws {
    #expect(triggers(try classify([], "scope: {allow: [src/a.c, src/b.c]}")) == [])
    #expect(triggers(try classify([], "scope: {allow: [src/a.c, \"src/**\"]}")) == ["broad_file_scope"])
    #expect(triggers(try classify([])) == ["broad_file_scope"])
    #expect(triggers(try classify([], "scope: {allow: [src/auth.c]}")) == ["security_auth_privacy"])
    #expect(triggers(try classify(["src/a.c"], "scope: {allow: [\"src/**\"]}")) == [])
  }

  @Test func `a file outside of the scope, and one that is forbidden`() throws {
    #expect(triggers(try classify(["lib/a.c"], "scope: {allow: [\"src/**\"]}")) == ["broad_file_scope"])
    let denied = try classify(["src/a.c"], "scope: {deny: [\"**/a.c\"]}")
    #expect(triggers(denied) == ["forbidden_path"] && denied.reviewers == ["security"])
    #expect(triggers(try classify(["src/b.c"], "scope: {deny: [\"**/a.c\"]}")) == [])
  }

  @Test func `what is not clear, or cannot be shown, is not quick`() throws {
    let bare = "# Ticket\n## Description\n## Acceptance Criteria\nIt works.\n## Verification\n"
    #expect(triggers(try classify(["a.c"], body: bare)) == ["unclear_requirements", "proof_unavailable"])
    #expect(triggers(try classify(["a.c"], "verification: {commands: [make]}", body: soundBody)) == [])
    #expect(triggers(try classify(["a.c"], body: soundBody)) == ["proof_unavailable"])
    for more in ["\n[FILL_ME: the goal]\n", "\n## Open Questions\n- Which one?\n"] {
      #expect(triggers(try classify(["a.c"], body: Self.sound + more)) == ["unclear_requirements"])
    }
    for more in ["\n## Open Questions\n", "\n## Open Questions\n<!-- none -->\n"] {
      #expect(triggers(try classify(["a.c"], body: Self.sound + more)) == [])
    }
  }

  @Test func `a look at it is a check of what is seen`() throws {
    let body = Self.sound + "\n- Compare the screenshots.\n"
    #expect(triggers(try classify(["web/main.css"], body: body)) == [])
  }

  @Test func `public declarations and paths of the repository's own count`() throws {
    #expect(triggers(try classify(["a.c"], declarations: ["int f();"])) == ["public_api_shared_contract"])
    let settings = "workflow: {paths: {security: [\"vault/**\"], ui: [\"*.tmpl\"]}}"
    #expect(triggers(try classify(["vault/x.c"], settings: settings)) == ["security_auth_privacy"])
    #expect(triggers(try classify(["x.tmpl"], settings: settings)) == ["visual_flow_ambiguity"])
    #expect(triggers(try classify(["vault/x.c"])) == [])
  }

  @Test func `a label forces the full flow, and none forces the quick one`() throws {
    #expect(try classify(["a.c"], "labels: [\"flow:full-sdd\"]").verdict == .full)
    #expect(try classify(["Package.swift"], "labels: [\"flow:quick\"]").verdict == .full)
    #expect(try classify(["a.c"], "labels: [\"flow:quick\"]").verdict == .quick)
  }

  @Test func `the order of the files changes nothing`() throws {
    let files = ["src/auth.c", "Package.swift", "db/migrations/1.sql", "lib/x.c", "web/a.css"]
    let first = try classify(files)
    #expect(first.triggers.count == 6)
    for _ in 0..<20 { #expect(try classify(files.shuffled()) == first) }
  }
}

@Suite struct PublicDeclarationTests {
  @Test(arguments: [
    ("a.swift", "public func f() {}", true), ("a.swift", "  @objc open class A {", true),
    ("a.swift", "final public class A", true), ("a.swift", "public private(set) var x = 1", true),
    ("a.swift", "func publish() {}", false), ("a.swift", "open(file)", false), ("a.swift", "// public func", false),
    ("a.ts", "export const a = 1", true), ("a.ts", "export { a }", true), ("a.ts", "exportAll()", false),
    ("a.js", "module.exports = f", true), ("a.js", "const exported = 1", false), ("a.rs", "pub fn f() {}", true),
    ("a.rs", "pub(crate) fn f() {}", false), ("a.go", "func (s *Shop) Sell() {}", true),
    ("a.go", "func Sell() {}", true),
    ("a.go", "func sell() {}", false), ("a.go", "type Shop struct {", true),
    ("a.java", "public static void main()", true),
    ("a.java", "private int x;", false), ("a.cs", "public class A", true), ("a.kt", "public fun f()", true),
    ("a.php", "public function f()", true), ("a.py", "__all__ = [\"f\"]", true), ("a.py", "def f():", false),
    ("a.zig", "pub fn f() void {}", true), ("a.hs", "module Shop where", true), ("a.erl", "-export([f/1]).", true),
  ])
  func `a line declares something for others`(path: String, line: String, isPublic: Bool) throws {
    let language = try #require(PublicDeclarations.language(of: path))
    let added = language.added(from: [], to: Array("\(line)\n".utf8))
    #expect(added.isEmpty != isPublic, "\(line)")
  }

  @Test func `what was there before is not new, wherever it moves`() throws {
    let swift = try #require(PublicDeclarations.language(of: "a.swift"))
    let (old, new) = ("public let a = 1\nlet b = 2\n", "let b = 3\n\n  public let a = 1\npublic let c = 4\n")
    #expect(swift.added(from: Array(old.utf8), to: Array(new.utf8)) == ["public let c = 4"])
    #expect(PublicDeclarations.language(of: "Makefile") == nil && PublicDeclarations.language(of: "a.txt") == nil)
  }
}
