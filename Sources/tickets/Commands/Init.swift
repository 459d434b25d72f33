import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Begins tickets in a repository.
struct Init: TicketsCommand {
  static let configuration = Configuration(
    "init", abstract: "Set up tickets here, creating what is missing",
    discussion: """
      Creates .tickets/, TICKETS.md and AGENTS_EXAMPLE.md at the top of the work tree, or here outside git. Where a folder \
      on the way up holds .tickets/ already, it is that folder's. What is there is left alone, so running it twice is \
      harmless.
      """)

  @Flag(help: "Also write .tickets/config.yml with every setting explained")
  var config: Bool

  @Flag(help: "Also let git ask this tool before it commits, merges and pushes")
  var hooks: Bool

  @Flag(help: "Also let git merge tickets and run logs with this tool")
  var mergeDrivers: Bool

  @Option(
    placeholder: "host",
    help: "Also tell these hosts of agents of this tool: a pointer and a skill in the files they read")
  var agent: [AgentHost]

  @Option(placeholder: "host", help: "Only take out again what --agent wrote for these hosts")
  var noAgent: [AgentHost]

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> InitReport {
    if let gitFolder = Root.gitFolder(from: session.folder) { throw .amongGitFiles(gitFolder) }
    let root = Root.begun(from: session.folder) ?? Root.workTree(from: session.folder) ?? session.folder
    try refuseOtherKinds(in: root)
    _ = try session.rootToWrite(at: root)
    if !noAgent.isEmpty { return try forget(at: root, in: session) }
    var report = InitReport()
    do throws(Failure) {
      try make(at: root, in: session, &report)
    } catch {
      throw error.after(report.made + report.changed + report.hooks)
    }
    session.warn(of: session.ignoredLogs(of: [session.nextID().text], at: root), at: root)
    return report
  }

  /// Makes what is missing, one thing after the other.
  private func make(at root: String, in session: Session, _ report: inout InitReport) throws(Failure) {
    var wanted: [ChangeSet.Change] = [
      .createFolder(Layout.folderName, []),
      .createFile("\(Layout.folderName)/\(IgnoreFile.name)", Array(IgnoreFile.besideTickets.utf8)),
      .createFile("TICKETS.md", PackageResources.TICKETS_md),
      .createFile("AGENTS_EXAMPLE.md", PackageResources.AGENTS_EXAMPLE_md),
    ]
    if config { wanted.append(.createFile("\(Layout.folderName)/config.yml", PackageResources.config_yml)) }
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
    if hooks {
      let folder = try HookFolder(in: session)
      if folder.isForeign {
        session.console.warn(
          "core.hooksPath says that the hooks lie in \(folder.path)", hint: "'tickets hooks install' says what to add")
      } else {
        for event in try session.usualHooks() where try folder.install(event) { report.hooks.append(event.rawValue) }
      }
    }
    if !agent.isEmpty {
      try AgentFiles(in: session, at: root).apply(adding: agent, removing: [], to: &report)
      report.servers = agent.map(\.server)
    }
  }

  /// What has the name of the folder and is none cannot hold tickets, and a folder is no document.
  private func refuseOtherKinds(in root: String) throws(Failure) {
    func refuse(_ name: String, _ isWrong: (TreeEntry.Kind) -> Bool, _ code: Failure.Code, _ need: String)
      throws(Failure)
    {
      let path = name.resolved(from: root)
      guard let kind = try? Platform.status(ofFile: path).kind, isWrong(kind) else { return }
      throw Failure(
        code, "\(path) is \(kind.name), and \(need) of that name",
        hint: "Move it away, then run 'tickets init' again; nothing was made")
    }
    try refuse(Layout.folderName, { $0 != .folder }, .notAFolder, "tickets need a folder")
    for name in Self.documents { try refuse(name, { $0 == .folder }, .notAFile, "init writes a file") }
  }

  private static let documents = ["TICKETS.md", "AGENTS_EXAMPLE.md"]

  private func forget(at root: String, in session: Session) throws(Failure) -> InitReport {
    guard agent.isEmpty, !config, !hooks, !mergeDrivers else {
      throw Failure(.usage, "--no-agent takes things out, and stands alone", hint: "Run 'tickets init' twice")
    }
    var report = InitReport()
    try AgentFiles(in: session, at: root).apply(adding: [], removing: noAgent, to: &report)
    return report
  }
}

/// What `init` made, and what it found.
struct InitReport: Report {
  var made: [String] = []
  var changed: [String] = []
  var removed: [String] = []
  var kept: [String] = []
  var hooks: [String] = []
  /// What hosts need that have no shell, for a person to put there: these files are theirs.
  var servers: [(file: String, entry: String)] = []

  func write(to page: inout Page) {
    for path in made { page.line(Page.Piece("created ", .green), Page.Piece(path)) }
    for path in changed { page.line(Page.Piece("changed ", .green), Page.Piece(path)) }
    for path in removed { page.line(Page.Piece("removed ", .green), Page.Piece(path)) }
    for hook in hooks { page.line(Page.Piece("hook    ", .green), Page.Piece(hook)) }
    for path in kept { page.line(Page.Piece("kept    ", .faint), Page.Piece(path)) }
    for server in servers { page.line("For a host without a shell, \(server.file): \(server.entry)") }
    if !made.isEmpty { page.line("Next: tickets new --title \"…\"") }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("created", made)
      json.member("changed", changed)
      json.member("removed", removed)
      json.member("kept", kept)
      json.member("hooks", hooks)
      json.member("servers") { json in
        json.array { json in
          for server in servers {
            json.object { json in
              json.member("file", server.file)
              json.member("entry", server.entry)
            }
          }
        }
      }
    }
  }
}
