import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// What a page can be written as.
enum PageFormat: String, OutputFormat {
  case html, json

  static let help = "Output format (default: html)"
}

/// Writes everything as one page.
struct MakePage: TicketsCommand {
  static let configuration = Configuration(
    "page", abstract: "Write one HTML file that shows everything and needs nothing else",
    discussion: """
      The file has all in it: what needs a person, the board, where branches differ, what merging each of them would do, \
      what waits for what, who worked when, and each ticket. It loads nothing, runs nothing that a ticket holds, and \
      works without JavaScript. Without revisions it compares all branches and work trees.
      """,
    examples: [
      .init("tickets page --output tickets.html --open", "look at it now"),
      .init("tickets page --at main --output public/index.html", "publish what the branch main holds"),
      .init("tickets page --output tickets.html --json-out tickets.json", "the same values for a script as well"),
    ])

  @Argument(placeholder: "ref", completion: Completions.revision, help: "Compare only these branches or revisions")
  var refs: [String]

  @Option(placeholder: "rev", completion: Completions.revision, help: "Show the tickets of this revision")
  var at: String?

  @Option(
    placeholder: "branch", completion: Completions.revision, help: "The branch that the others would be merged into")
  var base: String?

  @Option("--output", placeholder: "path", help: "Write the page to this file")
  var file: FilePath?

  @Option("--json-out", placeholder: "path", help: "Write the same values as JSON to this file")
  var jsonFile: FilePath?

  @Flag(help: "Open the page that was written")
  var open: Bool

  @Option(placeholder: "text", help: "The title of the page (default: the name of the folder)")
  var title: String?

  @Flag(help: "Show every ticket with all its text, however large the page becomes")
  var full: Bool

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: FormatOptions<PageFormat>

  func validate() throws(UsageError) {
    if open, file == nil {
      throw .custom("'--open' opens a file, and none is named", hint: "Add '--output tickets.html'")
    }
    if let file, let jsonFile, file.word.resolved(from: "/") == jsonFile.word.resolved(from: "/") {
      throw .custom("'--output' and '--json-out' name the same file", hint: "Give each its own")
    }
  }

  func run(in session: Session) throws(Failure) -> PageOutcome {
    let page = try WebPage(
      WebPage.Request(refs: refs, at: at, base: base, title: title, prefix: prefix, isFull: full), in: session)
    if let jsonFile { try session.write(page.jsonBytes, to: jsonFile.word) }
    guard let file else { return .page(page) }
    do throws(Failure) {
      try session.write(output.isJSON ? page.jsonBytes : Array(page.html.utf8), to: file.word)
    } catch {
      throw error.after(jsonFile.map { [$0.word] } ?? [])
    }
    if open { try Opener.open(file.word.resolved(from: session.folder)) }
    return .written(WrittenPage(page: page, path: file.word))
  }
}

/// A page, or that it was written to a file.
enum PageOutcome: Report {
  case page(WebPage)
  case written(WrittenPage)

  private var content: any Report {
    switch self {
    case .page(let page): page
    case .written(let written): written
    }
  }

  func write(to page: inout Page) { content.write(to: &page) }
  func write(to json: inout JSONWriter) { content.write(to: &json) }
  var exitCode: ExitCode { content.exitCode }
}

/// That a page went to a file.
struct WrittenPage: Report {
  let page: WebPage
  let path: String

  func write(to page: inout Page) {
    page.line("\(self.page.pages.count.counting("ticket")) written to \(path)")
  }

  func write(to json: inout JSONWriter) {
    json.object { $0.member("path", path) }
  }

  var exitCode: ExitCode { page.exitCode }
}

/// What shows a file to the user: the system's own opener.
enum Opener {
  static func open(_ path: String) throws(Failure) {
    let opener = Process.opener
    guard let result = try? ChildProcess.run([opener, path]), result.status == 0 else {
      throw Failure(
        .notOpened, "the page is written, but '\(opener)' could not open it", hint: "Open \(path) in a browser",
        exitCode: .found)
    }
  }
}
