import Arguments
import TicketsCore

/// Begins tickets in a repository.
struct Init: TicketsCommand {
  static let configuration = Configuration(
    "init", abstract: "Begin tickets here: make what is missing",
    discussion: """
      Makes .tickets/, TICKETS.md and AGENTS_EXAMPLE.md at the top of the work tree, or here outside git. What is there \
      already is left alone, so running it twice is harmless.
      """)

  @Flag(help: "Also write .tickets/config.yml with every setting explained")
  var config: Bool

  @Flag(help: "Also let git merge tickets and run logs with this tool")
  var mergeDrivers: Bool

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> InitReport {
    let root = Root.workTree(from: session.folder) ?? session.folder
    var wanted: [ChangeSet.Change] = [
      .createFolder(WorkingTree.folderName, []),
      .createFile("TICKETS.md", PackageResources.TICKETS_md),
      .createFile("AGENTS_EXAMPLE.md", PackageResources.AGENTS_EXAMPLE_md),
    ]
    if config { wanted.append(.createFile("\(WorkingTree.folderName)/config.yml", PackageResources.config_yml)) }
    var report = InitReport()
    for change in wanted {
      do throws(StoreFailure) {
        try Store(root: root).apply(ChangeSet([change]))
        report.made.append(change.path)
      } catch  where error.reason == .exists {
        report.kept.append(change.path)
      } catch {
        throw Failure(error)
      }
    }
    if mergeDrivers {
      let attributes = try MergeDriverSetup(in: session).install()
      if attributes.isNew { report.made.append(attributes.path) } else { report.kept.append(attributes.path) }
    }
    return report
  }
}

/// What `init` made, and what it found.
struct InitReport: Report {
  var made: [String] = []
  var kept: [String] = []

  func write(to page: inout Page) {
    for path in made { page.line(Page.Piece("created ", .green), Page.Piece(path)) }
    for path in kept { page.line(Page.Piece("kept    ", .faint), Page.Piece(path)) }
    if !made.isEmpty { page.line("Next: tickets new --title \"…\"") }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("created", made)
      json.member("kept", kept)
    }
  }
}
