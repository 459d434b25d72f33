import Arguments
import TicketsCore

/// Lists templates.
struct ListTemplates: TicketsCommand {
  static let configuration = Configuration(
    "list", abstract: "List templates, their titles and their blanks",
    examples: [.init("tickets templates list @main", "those of this repository at main")])

  @Argument(placeholder: "[source][@ref]", help: "A source, a revision or both; without, what can be named without one")
  var source: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> TemplateListing {
    let library = try TemplateLibrary(in: session)
    let word = (source ?? "").split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = word.first.flatMap { $0.isEmpty ? nil : $0 }
    var listing = TemplateListing()
    for place in try library.places(name, word.count > 1 ? word[1] : nil) {
      do throws(TreeFailure) {
        for path in try place.paths()
        where !listing.rows.contains(where: { $0.name == TemplateName.baseName(of: path) }) {
          for loaded in try place.templates(at: path) { listing.rows.append(Self.row(loaded, place)) }
        }
      } catch  where error.reason == .missing {
        continue
      } catch {
        throw Failure(.template, "cannot list \(place.label): \(error.message)")
      }
    }
    return listing
  }

  private static func row(_ loaded: LoadedTemplate, _ place: TemplatePlace) -> TemplateListing.Row {
    let name = loaded.path.hasSuffix(".md") ? String(loaded.path.dropLast(3)) : loaded.path
    do throws(Failure) {
      let template = try loaded.template()
      return TemplateListing.Row(name: name, source: place.label, title: template.title, blanks: template.ownBlanks)
    } catch {
      return TemplateListing.Row(name: name, source: place.label, title: nil, blanks: [], broken: error.message)
    }
  }
}

extension Template {
  /// The blanks that a person fills; the others are filled by what is made.
  var ownBlanks: [String] { blanks.names.filter { !Backlog.builtinValues.contains($0) } }
}

/// Templates, as a table.
struct TemplateListing: Report {
  struct Row {
    let name: String
    let source: String
    let title: String?
    let blanks: [String]
    var broken: String?
  }

  var rows: [Row] = []

  func write(to page: inout Page) {
    var table = Table(["TEMPLATE", "BLANKS", "TITLE"])
    for row in rows {
      let title = row.broken.map { Page.Piece($0, .red) } ?? Page.Piece(row.title ?? "-")
      table.add([
        Page.Piece(row.name, .cyan), Page.Piece(Self.cell(row.blanks)), title,
      ])
    }
    table.write(to: &page)
  }

  /// The first few names: one template must not push the others' titles out of sight.
  private static func cell(_ blanks: [String]) -> String {
    if blanks.isEmpty { return "-" }
    let more = blanks.count > 8 ? ["\(blanks.count - 7) more"] : []
    return (blanks.prefix(8 - more.count) + more).joined(separator: ", ")
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for row in rows {
        json.object { json in
          json.member("name", row.name)
          json.member("source", row.source)
          json.member("title", row.title)
          json.member("blanks", row.blanks)
          if let broken = row.broken { json.member("broken", broken) }
        }
      }
    }
  }
}
