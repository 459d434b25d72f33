import Arguments
import TicketsCore
import TicketsFiles

/// Makes tickets of what another tool keeps.
struct ImportTickets: TicketsCommand {
  static let configuration = Configuration(
    "import", abstract: "Make tickets of what another tool keeps",
    discussion: """
      The source is a folder or a file, - for standard input, or SOURCE@REF for its state at a revision, without a \
      checkout. Without a format the tool looks which one it is. All tickets are made, or none; what was imported before \
      is left alone. The same source always makes the same files.

      Formats: \(ExchangeFormats.all.map { "\($0.name) (\($0.title))" }.joined(separator: ", ")).
      """,
    examples: [
      .init("tickets import tk . --dry-run", "what would become of each file"),
      .init("tickets import beads ../other@main", "the issues of another repository at a revision"),
    ])

  @Argument(placeholder: "format|path", help: "The format, and the source: a folder, a file, - or SOURCE@REF")
  var words: [String]

  @Flag(help: "Show what would become of each file, and make nothing")
  var dryRun: Bool

  @Flag(help: "Make nothing when there is anything to remark")
  var strict: Bool

  @Flag(help: "Take over what changed in the source since it was imported")
  var update: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if words.isEmpty { throw .custom("no source is named", hint: "Like 'tickets import tk .'") }
    if words.count > 2 {
      throw .custom("'\(words[2])' is one word too many", hint: "A format and one source: 'tickets import tk .'")
    }
    if words.count == 2, ExchangeFormats.named(words[0]) == nil {
      throw .custom("there is no format '\(words[0])'", hint: Self.known(words[0]))
    }
    if words.count == 1, ExchangeFormats.named(words[0]) != nil {
      throw .custom(
        "'\(words[0])' is a format, and no source is named",
        hint: "Like 'tickets import \(words[0]) .'; a folder of that name is './\(words[0])'")
    }
  }

  /// What may have been meant by the name of a format.
  private static func known(_ word: String) -> String {
    let names = ExchangeFormats.names
    if let meant = Nearness.nearest(to: word, among: names, within: 2) { return "Did you mean '\(meant)'?" }
    return "Known are \(names.joined(separator: ", "))"
  }

  func run(in session: Session) throws(Failure) -> ImportReport {
    let format = words.count == 2 ? ExchangeFormats.named(words[0]) : nil
    let place = try ImportPlace(words[words.count - 1], in: session)
    let source = try ImportSource(place, format, in: session)
    if format == nil { session.console.note("found \(source.format.title) in \(source.label)") }
    session.console.progress("reading \(source.paths.count) files")
    let items = try source.items()
    let root = dryRun ? try session.root() : try session.rootToWrite()
    let report = try session.apply(at: root) { () throws(Failure) in
      let outcomes = try outcomes(of: items, source, root, session)
      let report = ImportReport(format: source.format.name, source: source.label, outcomes: outcomes, isDryRun: dryRun)
      if strict { try report.checkStrictly() }
      try report.checkConflicts()
      if !dryRun { session.console.progress("writing \(report.count(of: .imported)) tickets") }
      return (dryRun ? ChangeSet() : report.changes, report)
    }
    session.console.progress(nil)
    return report
  }

  private func outcomes(
    of items: [SourceItem], _ source: ImportSource, _ root: String, _ session: Session
  ) throws(Failure) -> [ImportOutcome] {
    let tree = WorkingTree(root: root)
    let parts: Snapshot.Parts = update ? [.logs, .document] : .logs
    let snapshot = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree, reading: parts) }
    let known = KnownImports(snapshot, source.format)
    let undated = Importer.undated(items, source.format)
    var options = Importer.Options(now: session.now, isUpdate: update)
    if !undated.isEmpty { options.added = try source.times(of: undated) }
    return Importer(source.format, items, known: known, options).outcomes()
  }
}
