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

let package = Package(
  name: "tickets",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "tickets", targets: ["tickets"])],
  targets: [
    .systemLibrary(name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "Arguments", swiftSettings: strict),
    .target(name: "TicketsCore", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "TicketsGit", dependencies: ["CGit2", "TicketsCore"], swiftSettings: strict),
    .executableTarget(
      name: "tickets", dependencies: ["Arguments", "TicketsCore", "TicketsGit"],
      resources: [
        .embedInCode("Resources/TICKETS.md"), .embedInCode("Resources/AGENTS_EXAMPLE.md"),
        .embedInCode("Resources/config.yml"),
      ],
      swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "ArgumentsTests", dependencies: ["Arguments", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TicketsCoreTests", dependencies: ["TicketsCore", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TicketsGitTests", dependencies: ["TicketsGit", "TicketsCore", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ticketsTests", dependencies: ["tickets", "Arguments", "TicketsCore", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
