// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in our own checks (`./scripts/test` sets the switch), not for a stranger with next year's compiler.
let strict: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["TICKETS_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

// On Linux libgit2 is loaded by CGit2Loader when it is first needed, so nothing may link it.
#if os(Linux) && (arch(x86_64) || arch(arm64))
  let libgit2PackageConfig: String? = nil
#else
  let libgit2PackageConfig: String? = "libgit2"
#endif

let builtinTemplates = [
  "ticket", "milestone", "plan", "review", "open-pr", "orchestrator", "decision", "bootstrap",
]

// The page, as files that a web developer can open.
let pageFiles = [
  "page.html", "page.css", "page.js", "summary.html", "attention.html", "board.html", "branches.html", "forecast.html",
  "graph.html", "timeline.html", "tickets.html", "ticket.html", "row.html", "diff.html", "plans.html",
]

let package = Package(
  name: "tickets",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "tickets", targets: ["tickets"])],
  targets: [
    .systemLibrary(
      name: "CGit2", pkgConfig: libgit2PackageConfig, providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .target(
      name: "CGit2Loader",
      // valgrind on Debian 12 cannot read newer debug information.
      cSettings: [.unsafeFlags(["-gdwarf-4"])], linkerSettings: [.linkedLibrary("git2", .when(platforms: [.macOS]))]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "Arguments", swiftSettings: strict),
    .target(name: "TicketsCore", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "TicketsFiles", dependencies: ["TicketsCore"], swiftSettings: strict),
    .target(
      name: "TicketsGit", dependencies: ["CGit2", "CGit2Loader", "TicketsCore", "TicketsFiles"], swiftSettings: strict),
    .executableTarget(
      name: "tickets", dependencies: ["Arguments", "TicketsCore", "TicketsFiles", "TicketsGit"],
      resources: [
        .embedInCode("Resources/TICKETS.md"), .embedInCode("Resources/AGENTS_EXAMPLE.md"),
        .embedInCode("Resources/config.yml"), .embedInCode("Resources/hook.sh"),
        .embedInCode("Resources/agent-pointer.md"), .embedInCode("Resources/SKILL.md"),
      ] + builtinTemplates.map { .embedInCode("Resources/templates/\($0).md") }
        + pageFiles.map { .embedInCode("Resources/page/\($0)") },
      swiftSettings: strict,
      // See CGit2Loader: the name that keeps libgit2 from reading certificates.
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--export-dynamic-symbol=mbedtls_x509_crt_parse_file"], .when(platforms: [.linux]))
      ]),
    .target(
      name: "Invariants", dependencies: ["Arguments", "TicketsCore", "TicketsGit"], path: "Fuzz/Invariants",
      swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "ArgumentsTests", dependencies: ["Arguments", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TicketsCoreTests", dependencies: ["TicketsCore", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "InvariantsTests", dependencies: ["Invariants", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TicketsFilesTests", dependencies: ["TicketsFiles", "TicketsCore", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TicketsGitTests", dependencies: ["TicketsGit", "TicketsFiles", "TicketsCore", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ticketsTests", dependencies: ["tickets", "Arguments", "TicketsCore", "TicketsFiles", "TestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// `scripts/fuzz` attacks the invariants with libFuzzer, which has to see into everything that they call.
if Context.environment["FUZZ"] != nil {
  let sanitizers = ["-sanitize=fuzzer,address"]
  for target in package.targets
  where ["Arguments", "TicketsCore", "TicketsFiles", "TicketsGit", "Invariants"].contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(sanitizers + ["-parse-as-library"]))
  }
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Invariants"], path: "Fuzz/Driver",
      swiftSettings: strict + [.unsafeFlags(sanitizers + ["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])]))
}
