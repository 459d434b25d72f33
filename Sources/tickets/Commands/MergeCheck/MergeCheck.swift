import Arguments
import TicketsCore
import TicketsGit

/// Forecasts a merge.
struct MergeCheck: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "merge-check", abstract: "Say what a merge would do to the tickets, without touching anything",
    discussion: """
      Tells for each ticket that both sides changed whether git merges it alone, only with the drivers of 'tickets init \
      --merge-drivers', or not at all; and what git cannot see: a ticket taken up on both sides, done here and changed \
      there, deleted and changed, a cycle or a dangling reference that only the merge has, an id used twice, a lost log \
      line. Exit code 1 means that there is a conflict, a hazard or a new error.
      """,
    examples: [
      .init("tickets merge-check main", "merging main into HEAD"),
      .init("tickets merge-check main feature --format markdown", "merging feature into main, for a pull request"),
    ], tool: .init(.reads, core: true, shows: "revisions"))

  @Argument(
    placeholder: "rev", completion: Completions.revision, help: "What is merged: THEIRS into HEAD, or OURS and THEIRS")
  var revisions: [String]

  @Option(help: "Who merges: git with the drivers, or alone as on a host; by default as this repository is set up")
  var assume: TreeMerge.Assumption?

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: FormatOptions<ForecastFormat>

  func validate() throws(UsageError) {
    guard (1...2).contains(revisions.count) else {
      throw .custom(
        "give one or two revisions", hint: "Like 'tickets merge-check main' or 'tickets merge-check main feature'")
    }
  }

  func run(in session: Session) throws(Failure) -> MergeCheckReport {
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    let assumption = if let assume { assume } else { try session.mergeAssumption(in: repository, prefix: prefix) }
    let (ours, theirs) = (revisions.count > 1 ? revisions[0] : "HEAD", revisions[revisions.count - 1])
    var report = try session.forecast(
      of: theirs, into: ours, assuming: assumption, prefix: prefix, in: repository, as: output.format ?? .text)
    // Only people read the line, and a script has 'overlap'.
    if !output.isJSON, (output.format ?? .text) == .text {
      report.meeting = session.collisions(of: [theirs], prefix: prefix, in: repository)[theirs]
    }
    return report
  }
}

extension TreeMerge.Assumption: ParameterValue {}

extension Session {
  /// What merging one revision into another would do.
  func forecast(
    of theirs: String, into ours: String, assuming assumption: TreeMerge.Assumption, prefix: String,
    in repository: Repository, as format: ForecastFormat = .text
  ) throws(Failure) -> MergeCheckReport {
    let sides = try mergeSides(ours, theirs, prefix: prefix, in: repository)
    let merge = try merge(sides, assuming: assumption)
    let settings = try settings(of: merge.tree)
    return try reading(merge.tree) { () throws(TreeFailure) in
      let review = try MergeReview(
        of: merge, isFastForward: sides.relation == .fastForward,
        claims: { ticket, name in repository.claim(named: name, of: ticket) }
      ) { id, folder, isOurs in
        sides.states(of: id, folder: folder, ours: isOurs, prefix: prefix, in: repository)
      }
      return MergeCheckReport(
        ours: ours, theirs: theirs, sides: sides, assumption: assumption, review: review,
        issues: try MergeIssues(of: merge, besides: review.hazards, settings), prefix: prefix, format: format)
    }
  }

  /// The two sides of a merge, with a word about what git would not merge.
  func mergeSides(
    _ ours: String, _ theirs: String, prefix: String, in repository: Repository
  ) throws(Failure) -> MergeSides {
    let sides = try asking { () throws(GitError) in
      try MergeSides(ours, theirs, prefix: prefix, in: repository)
    }
    if sides.relation == .unrelated {
      console.note("\(ours) and \(theirs) have no history in common; git merges them only if told to")
    }
    return sides
  }

  func merge(_ sides: MergeSides, assuming assumption: TreeMerge.Assumption) throws(Failure) -> TreeMerge {
    do throws(TreeFailure) {
      return try sides.merge(assuming: assumption)
    } catch {
      throw Failure(error, in: "\(sides.ours.label) or \(sides.theirs.label)")
    }
  }

  /// Whether git here merges with the drivers of this tool.
  func mergeAssumption(in repository: Repository, prefix: String) throws(Failure) -> TreeMerge.Assumption {
    try asking { () throws(GitError) in
      guard let top = try repository.workFolder(),
        let attributes = try? contents(of: MergeDriverSetup.attributesFile, in: top)
      else { return .host }
      for kind in MergeDriver.Kind.allCases {
        let isWanted = Lines(of: attributes).contains { line in
          String(decoding: attributes[line.range], as: UTF8.self).hasSuffix("merge=tickets-\(kind.rawValue)")
        }
        guard isWanted, try repository.setting("merge.tickets-\(kind.rawValue).driver") != nil else { return .host }
      }
      return .drivers
    }
  }
}
