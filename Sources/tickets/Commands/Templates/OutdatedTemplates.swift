import Arguments
import TicketsCore
import TicketsFiles

/// Lists tickets whose template has changed since.
struct OutdatedTemplates: TicketsCommand {
  static let configuration = Configuration(
    "outdated", abstract: "List tickets whose template is another one today",
    discussion: "Exits with 1 when there are any. Built-in templates are not compared.")

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> OutdatedReport {
    let tree = WorkingTree(root: try session.root())
    let library = try TemplateLibrary(in: session)
    let records = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree, reading: .logs) }.records
    var current: [String: String?] = [:]
    var report = OutdatedReport()
    for record in records {
      let entries = record.logs.flatMap { (try? $0.content.get()).map { RunLog($0).entries } ?? [] }
      for origin in entries.compactMap({ $0.others["template"] }) {
        guard let reference = origin["ref"]?.string, let recorded = origin["blob"]?.string else { continue }
        if current[reference] == nil { current[reference] = blob(reference, library, session) }
        guard let today = current[reference], today != recorded else { continue }
        report.rows.append(OutdatedReport.Row(record: record, reference: reference, recorded: recorded, current: today))
      }
    }
    return report
  }

  /// The blob that a template's name leads to now; nothing where it leads nowhere.
  private func blob(_ reference: String, _ library: TemplateLibrary, _ session: Session) -> String? {
    guard let name = TemplateName(reference), let found = try? library.load(name), let loaded = found.first else {
      return nil
    }
    return (try? loaded.origin(in: session))?.blob
  }
}

/// Tickets, and the templates that they came from.
struct OutdatedReport: Report {
  struct Row {
    let record: TicketRecord
    let reference: String
    let recorded: String
    let current: String?
  }

  var rows: [Row] = []

  var exitCode: ExitCode { rows.isEmpty ? .done : .found }

  func write(to page: inout Page) {
    guard !rows.isEmpty else { return page.line("Every template is as it was.") }
    var table = Table(["ID", "TEMPLATE", "TITLE"])
    for row in rows {
      let remark = row.current == nil ? " (gone)" : ""
      table.add([
        Page.Piece(row.record.ticket.id?.short ?? row.record.folder, .cyan), Page.Piece(row.reference + remark),
        Page.Piece(row.record.ticket.title ?? "-"),
      ])
    }
    table.write(to: &page)
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for row in rows {
        json.object { json in
          json.member("id", row.record.idText)
          json.member("template", row.reference)
          json.member("recorded", row.recorded)
          json.member("current", row.current)
        }
      }
    }
  }
}
