import Foundation
import TestSupport
import Testing

/// The scripts that install and uninstall, with the binary of this build.
@Suite struct InstallTests {
  private let temporary: TemporaryFolder
  private let prefix: String

  init() throws {
    temporary = try TemporaryFolder()
    prefix = temporary.path("a prefix")
  }

  private func script(_ name: String, _ words: String...) throws -> Execution {
    try run(
      "\(Checkout.path)/scripts/\(name)", ["--prefix", prefix] + words, in: temporary.path,
      environment: ["PATH": Tool(in: temporary.path).environment["PATH"] ?? "/usr/bin:/bin", "HOME": temporary.path])
  }

  private func install() throws {
    let execution = try script("install", "--binary", Tool.path)
    #expect(execution.status == 0, "\(execution.errorText)")
  }

  private var everything: [String] {
    get throws { try FileManager.default.subpathsOfDirectory(atPath: temporary.path).sorted() }
  }

  /// The real git, which finds programs in the prefix before others.
  private func git(in repository: TestRepository) -> Git {
    let path = "\(prefix)/bin:" + (repository.git.environment["PATH"] ?? "/usr/bin:/bin")
    return repository.git.with(environment: ["PATH": path])
  }

  @Test func `uninstalling leaves nothing behind, even after installing twice`() throws {
    try install()
    try install()
    #expect(FileManager.default.isExecutableFile(atPath: "\(prefix)/bin/tickets"))
    #expect(FileManager.default.fileExists(atPath: "\(prefix)/share/man/man1/git-tickets.1"))
    #expect(FileManager.default.fileExists(atPath: "\(prefix)/share/bash-completion/completions/tickets"))
    #expect(try script("uninstall").status == 0)
    #expect(try everything == [])
    #expect(try script("uninstall").status == 2)
  }

  @Test func `what others have put into the prefix stays`() throws {
    try FileManager.default.createDirectory(atPath: "\(prefix)/share/man", withIntermediateDirectories: true)
    try temporary.write("a prefix/bin/other", "other\n")
    let before = try everything
    try install()
    #expect(try script("uninstall").status == 0)
    #expect(try everything == before)

    try temporary.write("a prefix/bin/tickets", "not ours\n")
    let refused = try script("install", "--binary", Tool.path)
    #expect(refused.status == 2)
    #expect(refused.errorText.contains("bin/tickets is there already"))
    #expect(try temporary.read("a prefix/bin/tickets") == "not ours\n")
    #expect(try everything == (before + ["a prefix/bin/tickets"]).sorted())
  }

  @Test func `DESTDIR goes in front of the prefix`() throws {
    let destination = temporary.path("destination")
    let execution = try run(
      "/bin/sh",
      ["-c", #"DESTDIR="$1" "$2" --prefix /opt/it --binary "$3""#, "sh", destination]
        + ["\(Checkout.path)/scripts/install", Tool.path], in: temporary.path,
      environment: ["PATH": Tool(in: temporary.path).environment["PATH"] ?? "/usr/bin:/bin"])
    #expect(execution.status == 0, "\(execution.errorText)")
    #expect(FileManager.default.isExecutableFile(atPath: "\(destination)/opt/it/bin/git-tickets"))
  }

  @Test func `git finds the tool as a command of its own`() throws {
    try install()
    let repository = try TestRepository()
    let git = git(in: repository)
    try git("tickets", "init")
    try git("tickets", "new", "--title", "Found by git")
    #expect(try git("tickets", "list").text.contains("Found by git"))
    let mistaken = try git.attempt("tickets", "lst")
    #expect(mistaken.status == 2)
    #expect(mistaken.errorText.contains("Did you mean 'list'?"))
  }

  @Test(.enabled(if: Program.has("man"), "needs man"))
  func `git shows the manual`() throws {
    try install()
    let repository = try TestRepository()
    let git = git(in: repository).with(environment: ["MANPATH": "\(prefix)/share/man", "MANPAGER": "cat"])
    #expect(try git("tickets", "--help").text.contains("readable at any revision"))
  }

  @Test func `a hook finds the tool where it was installed, and says so when it is gone`() throws {
    try install()
    let repository = try TestRepository()
    try git(in: repository)("tickets", "init", "--hooks")
    let id = try git(in: repository)("tickets", "new", "--title", "Broken by hand").lines[0]
    let ticket = ".tickets/\(id)/ticket.md"
    try repository.write(ticket, try repository.read(ticket).replacing("status: todo", with: "status: tood"))
    try repository.git("add", "--all")
    // Only the block in the hook says where the tool is.
    let plain = repository.git.with(environment: ["PATH": "/usr/bin:/bin"])
    #expect(try plain.attempt("commit", "--message", "x").errorText.contains("STATUS_UNKNOWN"))
    #expect(try script("uninstall").status == 0)
    #expect(try plain.attempt("commit", "--message", "x").errorText.contains("cannot run: the tool is neither where"))
  }
}
