import Arguments
import TicketsCore

/// Shows what changed in tickets between two states.
struct Diff: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "diff", abstract: "Show what changed in tickets between two states",
    discussion: """
      Without a revision: HEAD against the files. With one: that revision against the files. 'A..B' or 'A B' compares \
      two revisions, 'A...B' starts where B left A. Log lines that were removed or rewritten come first.
      """,
    examples: [
      .init("tickets diff", "what is not committed yet"),
      .init("tickets diff main...feature", "what a branch does to the tickets"),
      .init("tickets diff main...feature --format markdown", "the same as a comment for a pull request"),
    ], tool: .init(.reads, shows: "revisions ticket stat"))

  @Argument(
    placeholder: "revision", completion: Completions.revision,
    help: "What to compare: A..B, A...B, or one or two revisions")
  var revisions: [String]

  @Flag(help: "Compare with what is staged instead of the files")
  var staged: Bool

  @Option(placeholder: "ticket", help: "Only this ticket")
  var ticket: TicketName?

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Flag(help: "Only how much changed in each ticket")
  var stat: Bool

  @Flag(help: "Show every new log entry, not only the newest")
  var logs: Bool

  @Flag(help: "Exit with 1 when there is a difference")
  var exitCode: Bool

  @Options var output: FormatOptions<ReportFormat>

  func validate() throws(UsageError) {
    let range = try RevisionRange(revisions)
    if staged, range.to != nil {
      throw .custom("'--staged' compares one revision with the index", hint: "Give at most one revision")
    }
  }

  func run(in session: Session) throws(Failure) -> DiffReport {
    let range = try range
    let sides = try DiffSides(in: session, root: prefix)
    let from = try sides.from(range, isTyped: !revisions.isEmpty)
    let to: DiffSide =
      if let to = range.to {
        try sides.at(to)
      } else if staged {
        try sides.index
      } else {
        try sides.workTree(isRootGiven: prefix != nil)
      }
    let folders: Set<[UInt8]>? = if let ticket { try self.folders(of: ticket, from, to, session) } else { nil }
    var diff = try session.diff(from.tree, to.tree) { folders?.contains(Array($0.name.utf8)) ?? true }
    let base = range.isFromMergeBase || diff.logLinesLost == 0 && !diff.isReordered ? nil : try sides.parting(from, to)
    if let base {
      diff = try session.reading(base) { () throws(TreeFailure) in try diff.parted(from: base, to: to.tree) }
    }
    return DiffReport(
      range: range, from: from, to: to, diff: diff,
      format: output.format ?? .text, isShort: stat, showsEntries: logs, setsExitCode: exitCode)
  }

  private var range: RevisionRange {
    get throws(Failure) {
      do throws(UsageError) { return try RevisionRange(revisions) } catch { throw Failure(error) }
    }
  }

  /// The folders of one ticket on both sides, by their bytes.
  private func folders(
    of name: TicketName, _ from: DiffSide, _ to: DiffSide, _ session: Session
  ) throws(Failure) -> Set<[UInt8]> {
    let root = try? session.root()
    var name = name
    var folders: Set<[UInt8]> = []
    var missing: Failure?
    for tree in [to.tree, from.tree] {
      do throws(Failure) {
        let folder = try name.folder(in: tree, root: root, session: session)
        folders.insert(Array(folder.name.utf8))
        // A piece of an id may fit another ticket over there.
        let record = try session.reading(tree) { () throws(TreeFailure) in
          let reader = RecordReader(reader: try tree.reader(), parts: [])
          let record = reader.record(of: folder)
          if reader.holdsOnlyLogs(record.idText) { folders.insert(Array(record.idText.utf8)) }
          return record
        }
        name = TicketName(word: record.idText)
      } catch  where error.code == .notFound {
        missing = missing ?? error
      }
    }
    if folders.isEmpty, let missing { throw missing }
    return folders
  }
}
