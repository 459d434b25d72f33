import Foundation
import TestSupport
import TicketsCore
import Testing

@testable import TicketsGit

@Suite struct PlainSettingsTests {
  private static let names = ["user.name", "author.name", "tickets.actor", "tickets.actortype", "core.excludesfile"]

  private let folder: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    repository = try TestRepository()
    folder = repository.temporary
  }

  private func settings(_ files: [String], _ variables: [String: String] = [:]) throws -> PlainSettings? {
    var paths: [String] = []
    for (number, text) in files.enumerated() {
      paths.append(folder.path("settings-\(number)"))
      try Data(text.utf8).write(to: URL(fileURLWithPath: paths[number]))
    }
    return PlainSettings(files: paths, SettingsEnvironment(currentFolder: "/") { variables[$0] })
  }

  private func judged(_ name: String) throws -> PlainSettings.Setting {
    let said = try repository.git.attempt("config", "--file", folder.path("settings-0"), "--get", name)
    return said.status == 0 ? .text(String(said.text.dropLast())) : .missing
  }

  @Test(arguments: [
    "", "[user]\n\tname = Ada Lovelace\n", "[User]\nNAME=Ada\n[user]\n  name  =   Ada   King  \n",
    "# [user]\n; name\n[core]\n\teditor = vi\n", "[user]\n\tname =\n", "[user \"Two\"]\n\tname = Other\n",
    "[user.two]\n\tname = Other\n", "[user]\r\n\tname = Ada\r\n", "[tickets]\n\tactor = x=y\n\tactorType = agent",
    "# a comment that ends in \\\n[user]\n\tname = Ada\n",
    "[core]\n\teditor = vi # a comment that ends in \\\n[user]\n\tname = Ada\n",
    "[core]\n\teditor = C:\\\\\n[user]\n\tname = Ada\n",
    "[alias]\n\ta = \"!f() { \\\n  [user] name = no; \\\n }; f\"\n[user]\n\tname = Ada\n",
    "[core]\n\texcludesFile = ~/ignore\n\tquiet\n",
  ]) func `what is said plainly is what git says`(text: String) throws {
    let settings = try #require(try settings([text]))
    for name in Self.names { #expect(try settings.value(of: name) == judged(name), "\(name)") }
  }

  @Test(arguments: [
    "\tname = \"Ada\"", "\tname = Ada # King", "\tname = Ada ; King", "\tname = A\\\\da", "\tname = Ada \\\n King",
    "\tname",
  ]) func `what is said in another way is git's to tell`(line: String) throws {
    #expect(try settings(["[user]\n\(line)\n"])?.value(of: "user.name") == .unknown)
    // A plain one that comes later counts.
    #expect(try settings(["[user]\n\(line)\n\tname = B\n"])?.value(of: "user.name") == .text("B"))
  }

  @Test(arguments: [
    "[include]\n\tpath = x\n", "[includeIf \"gitdir:/\"]\n\tpath = x\n", "[user] name = Ada\n", "name = Ada\n",
  ])
  func `a file that is not plain is none of ours`(text: String) throws {
    #expect(try settings([text]) == nil)
  }

  @Test func `later files and variables win`() throws {
    let files = ["[user]\n\tname = A\n[author]\n\tname = D\n", "[user]\n\tname = B\n"]
    #expect(try settings(files)?.value(of: "user.name") == .text("B"))
    #expect(try settings(files)?.value(of: "author.name") == .text("D"))
    let variables = ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "User.Name", "GIT_CONFIG_VALUE_0": "C"]
    #expect(try settings(files, variables)?.value(of: "user.name") == .text("C"))
  }
}
