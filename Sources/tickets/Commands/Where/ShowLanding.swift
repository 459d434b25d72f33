import Arguments
import TicketsCore
import TicketsGit

/// Says where work has landed.
struct ShowLanding: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "where", abstract: "Say where the work of a ticket landed: commits, branches, the first release",
    discussion: """
      Goes by the commits and never by the status: those whose 'Ticket:' trailers name the ticket, those that its logs \
      record, those on the base branch that change the same after a rebase or a cherry-pick, and squashes that hold all \
      that its commits change. What was reverted has not landed, unless the revert was. Where nobody can know, as in a \
      shallow clone, it says 'unknown' and why.

      With --all it names the tickets whose status and commits of HEAD disagree: open, though their work is merged, and \
      done without a commit here. Exit code 1 means that there is one.
      """,
    examples: [
      .init("tickets where 4f1e2d3c", "on which branches, and since which release"),
      .init("tickets where --all", "work that is merged while its ticket is open, and the reverse"),
    ], tool: .init(.reads, shows: "ticket all"))

  @Options var ticket: OptionalTicketOptions

  @Flag(help: "Name the tickets whose status and commits disagree")
  var all: Bool

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if all, ticket.name != nil { throw .custom("'--all' asks about every ticket", hint: "Leave one of the two out") }
    if !all, ticket.name == nil { throw .missingTicket }
  }

  func run(in session: Session) throws(Failure) -> LandingOutcome {
    if all { return .all(try session.commitAudit(prefix: prefix)) }
    guard let name = ticket.name else { throw Failure(.missingTicket) }
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    let base = try session.baseBranchSetting(in: repository, prefix: prefix)
    let root = self.prefix == nil ? try? session.root() : nil
    let tree: any TicketTree =
      if let root {
        session.workingTree(at: root)
      } else {
        try session.asking { () throws(GitError) in try CommitTree("HEAD", prefix: prefix, in: repository) }
      }
    let records = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree).records }
    let folder = try folder(of: name, in: tree, records, root, session)
    let record = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: .logs).record(of: TreeEntry(name: folder, kind: .folder))
    }
    return try session.asking { () throws(GitError) in
      let reader = try LandingReader(base: base, prefix: prefix, in: repository)
      let logs = try record.logs + reader.logs(ofFolder: folder)
      let landing = try reader.landing(
        of: .init(folder: folder, logs: logs, isNamed: session.naming(folder, among: records)))
      return .one(
        LandingReport(
          record: record, landing: landing, base: reader.base?.name,
          subjects: try landing.commits.map { commit throws(GitError) in
            try ObjectID(hex: commit.id).map { id throws(GitError) in try repository.commit(id) }
          }))
    }
  }

  /// The folder of the ticket, be it only on other branches.
  private func folder(
    of name: TicketName, in tree: any TicketTree, _ records: [TicketRecord], _ root: String?, _ session: Session
  ) throws(Failure) -> String {
    do throws(Failure) {
      return try name.folder(in: tree, knowing: records, root: root, session: session).name
    } catch  where error.code == .notFound {
      guard let id = TicketID(name.word) else { throw error }
      return id.text
    }
  }
}

extension Session {
  /// Whether a message means a ticket by a name.
  func naming(_ folder: String, among records: [TicketRecord]) -> (String) -> Bool {
    var known: [String: Bool] = [:]
    return { name in
      if let known = known[name] { return known }
      let found = CommitWork.folder(of: name, among: records)
      let isMeant = found == folder || found == nil && name.lowercased() == folder
      known[name] = isMeant
      return isMeant
    }
  }

  /// Holds the commits of HEAD, or of a range, against the states of the tickets.
  func commitAudit(at revision: String = "HEAD", from start: String? = nil, prefix given: String?) throws(Failure)
    -> CommitAuditReport
  {
    let repository = try repository()
    let prefix = try prefix(given, in: repository)
    let base = try baseBranchSetting(in: repository, prefix: prefix)
    noteShallow(repository)
    return try asking { () throws(GitError) in
      let audit = try CommitAudit(at: revision, from: start, base: base, prefix: prefix, in: repository)
      var report = CommitAuditReport(audit: audit)
      guard !audit.unproven.isEmpty else { return report }
      // Who says that there is no commit has looked everywhere.
      let reader = try LandingReader(base: base, prefix: prefix, in: repository)
      for record in audit.unproven {
        report.landings[record.folder] = try reader.landing(
          of: .init(folder: record.folder, logs: record.logs, isNamed: naming(record.folder, among: audit.records)),
          naming: false)
      }
      return report
    }
  }
}

/// Where one ticket landed, or which ones disagree with the commits.
enum LandingOutcome: Report {
  case one(LandingReport)
  case all(CommitAuditReport)

  private var report: any Report {
    switch self {
    case .one(let report): report
    case .all(let report): report
    }
  }

  var exitCode: ExitCode { report.exitCode }
  func write(to page: inout Page) { report.write(to: &page) }
  func write(to json: inout JSONWriter) { report.write(to: &json) }
}
