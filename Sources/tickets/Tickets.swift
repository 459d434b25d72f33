import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// The tool itself: what is said before the command.
@main
struct Tickets: Command {
  static let version = "0.1.0"
  /// The day of this version, for the manual.
  static let released = "2026-11-21"

  static let configuration = Configuration(
    "tickets",
    abstract: "Tickets in your git repository, readable at any revision",
    discussion: """
      Tickets live in .tickets/<id>/ticket.md, their history in append-only run logs beside it. A ticket is named by its \
      id, by a unique beginning or end of it (4 characters or more), or by its path.

      Exit codes: 0: done, nothing found wrong; 1: the check found something; 2: the command could not run.
      """,
    version: version,
    subcommands: [
      .init(
        "Work on tickets",
        [Init.self, New.self, Templates.self, Plans.self, SetStatus.self, EditTicket.self, Log.self, Repair.self]),
      .init("Share the work", [Brief.self, Next.self, MakeClaim.self, Release.self, ListClaims.self]),
      .init("Go through gates", [Classify.self, ShowFlow.self, Advance.self, Deliver.self]),
      .init("Look at tickets", [List.self, Show.self, ShowBoard.self, ShowGraph.self, MakePage.self, Validate.self]),
      .init(
        "Look across branches",
        [
          Branches.self, ShowOverlap.self, ShowTrain.self, ShowLanding.self, History.self, ShowBlame.self, Diff.self,
          MergeCheck.self,
          Audit.self,
        ]),
      .init("Come and go", [ImportTickets.self, ExportTickets.self]),
      .init("Work with git", [Hooks.self, Hook.self, MergeDriver.self]),
      .init("Set up", [Doctor.self, Serve.self, WriteCompletions.self, WriteManual.self]),
    ])

  @Option("-C", placeholder: "dir", help: "Run as if started in this folder")
  var folder: FolderPath?

  @Option(help: "When to colour text")
  var color: Console.ColorChoice = .auto

  @Flag(help: "Write long results to the terminal as they are")
  var noPager: Bool

  static func main() {
    Process.ignoreClosedPipes()
    let words = Array(CommandLine.arguments.dropFirst())
    if let damaged = Process.unreadableArgument, !isCalledByGit(words.prefix(damaged)) {
      let failure = Failure(
        .usage, "'\(words[damaged])' is not UTF-8 text",
        hint: "Write it in UTF-8")
      Console(color: .auto, isJSON: WrittenFormat.isJSON(words)).fail(failure)
      Process.end(failure.exitCode)
    }
    Process.end(run(words))
  }

  /// Whether git says what follows: it hands on names as they are, and nothing of them is kept.
  private static func isCalledByGit(_ words: ArraySlice<String>) -> Bool {
    words.contains { ["hook", "merge-driver"].contains($0) }
  }

  /// Runs one command line and says how it went.
  static func run(_ words: [String]) -> ExitCode {
    var console = Console(color: .auto, isJSON: WrittenFormat.isJSON(words))
    do throws(Failure) {
      switch try request(words) {
      case .run(let command, _, let root):
        console = Console(color: root.color, isJSON: WrittenFormat.isJSON(words), mayPage: !root.noPager)
        guard let command = command as? any TicketsCommand else { return .failed }
        return try command.perform(Session(folder: startFolder(root.folder), console: console))
      case .help(let path):
        try console.show(text: Outline(of: Tickets.self).help(for: path, width: Process.terminalWidth ?? 80))
      case .version(let version): try console.show(text: "tickets \(version)\n")
      case .complete(let words):
        let completions = Completions(for: words)
        let offers = Outline(of: Tickets.self).completions(of: words, asking: completions.words)
        try console.show(text: offers.map { $0 + "\n" }.joined())
      }
      return .done
    } catch {
      console.fail(error)
      return error.exitCode
    }
  }

  /// The folder to work from, which must be there when it was named.
  private static func startFolder(_ named: FolderPath?) throws(Failure) -> String {
    guard let named else { return Process.currentFolder }
    let folder = named.word.resolved(from: Process.currentFolder)
    do throws(Errno) {
      _ = try Descriptor.folder(at: folder)
    } catch {
      throw Failure(.noFolder, "cannot work in '\(named.word)': \(error.message)", hint: "Give -C a folder")
    }
    return folder
  }

  /// What the words ask for.
  static func request(_ words: [String]) throws(Failure) -> Request<Tickets> {
    do throws(UsageError) {
      return try Parser(Tickets.self).parse(words)
    } catch {
      throw Failure(error, in: words)
    }
  }
}

extension Failure {
  /// A mistake in a command line, which may stem from another tracker.
  fileprivate init(_ error: UsageError, in words: [String]) {
    if case .unexpectedArgument(let word, of: "tickets new") = error {
      self.init(.usage, error.message, hint: "A title of several words needs quotes: tickets new \"… \(word)\"")
      return
    }
    guard case .unknownCommand(let word, of: "tickets", _) = error,
      let start = words.firstIndex(of: word), let hint = ForeignCommands.hint(for: words[start...])
    else {
      self.init(error)
      return
    }
    self.init(.usage, error.message, hint: hint)
  }
}

extension Console.ColorChoice: ParameterValue {}

/// A command that makes a report.
protocol TicketsCommand: Command {
  associatedtype Outcome: Report
  /// Whether people read the result, so that a long one goes through their pager.
  static var isLong: Bool { get }
  func run(in session: Session) throws(Failure) -> Outcome
}

extension TicketsCommand {
  static var isLong: Bool { false }

  /// Runs the command and shows what it made.
  func perform(_ session: Session) throws(Failure) -> ExitCode {
    // What another command of this process has met is no news.
    _ = LostReader.take()
    let report = try run(in: session)
    // Some who ask git can do without its answer; nobody can tell then what is missing here.
    if let lost = LostReader.take() { throw Failure(lost) }
    try session.console.show(report, isLong: Self.isLong, in: session.folder)
    return report.exitCode
  }
}
