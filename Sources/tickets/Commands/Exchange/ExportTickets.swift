import Arguments
import TicketsCore
import TicketsFiles

/// Writes tickets as another tool keeps them.
struct ExportTickets: TicketsCommand {
  static let configuration = Configuration(
    "export", abstract: "Write tickets as another tool keeps them",
    discussion: """
      What was imported comes back as it was, with what was changed here laid over it. Files that are there already and \
      say something else stop it, unless --replace allows it. All files are written, or none.

      Formats: \(ExchangeFormats.all.map { "\($0.name) (\($0.title))" }.joined(separator: ", ")).
      """,
    examples: [
      .init("tickets export tk ../with-tk/.tickets", "all tickets as files of tk"),
      .init("tickets export beads /tmp/out --at v1.0", "those of a revision"),
    ])

  @Argument(placeholder: "format", help: "The format")
  var name: FormatName

  @Argument(placeholder: "dir", help: "The folder to write to, which is made when it is missing")
  var target: FolderPath

  @Argument(placeholder: "ticket", help: "Tickets (default: all)")
  var tickets: [TicketName]

  @Option(placeholder: "rev", completion: Completions.revision, help: "Export the tickets at this revision")
  var at: String?

  @Flag(help: "Replace files that are there and say something else")
  var replace: Bool

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> ExportReport {
    let format = name.format
    let tree = try tree(in: session)
    let snapshot = try session.reading(tree) { () throws(TreeFailure) in
      try Snapshot(of: tree, reading: [.document, .logs])
    }
    var wanted: Set<TicketID>?
    if !tickets.isEmpty {
      var ids: Set<TicketID> = []
      for name in tickets {
        let folder = try name.folder(in: tree, root: at == nil ? try session.root() : nil, session: session)
        guard let id = snapshot.records.first(where: { $0.folder == folder.name })?.ticket.id else {
          throw Failure(.broken, "\(folder.name) has no readable id", hint: "'tickets validate' says what is wrong")
        }
        ids.insert(id)
      }
      wanted = ids
    }
    let result = Exporter(format, snapshot).output(only: wanted)
    let folder = ExportFolder(target.word.resolved(from: session.folder))
    if let root = try? session.root() { try folder.refuseAmongTickets(of: root, format) }
    let written = try folder.write(result.files, replacing: replace, in: session)
    return ExportReport(format: format.name, folder: target.word, files: written, remarks: result.remarks)
  }

  private func tree(in session: Session) throws(Failure) -> any TicketTree {
    let options = TreeOptions()
    options.at = at
    return try options.tree(in: session)
  }
}

/// The files that were written, and what there was no room for.
struct ExportReport: Report {
  let format: String
  let folder: String
  let files: [ExportFolder.File]
  let remarks: [String]

  func write(to page: inout Page) {
    for remark in remarks { page.line(Page.Piece("left out ", .yellow), Page.Piece(remark)) }
    let same = files.count { $0.isSame }
    let written = files.count - same
    page.line(
      "\(written) file\(written == 1 ? "" : "s") written to \(folder)\(same > 0 ? ", \(same) as they were" : "")")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("format", format)
      json.member("folder", folder)
      json.member("files") { json in
        json.array { json in
          for file in files {
            json.object { json in
              json.member("path", file.path)
              json.member("written", !file.isSame)
            }
          }
        }
      }
      json.member("remarks", remarks)
    }
  }
}
