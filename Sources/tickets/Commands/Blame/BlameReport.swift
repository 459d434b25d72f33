import TicketsCore
import TicketsGit

/// Who set what a ticket says.
struct BlameReport: Report {
  /// The id, or the name of the folder where there is none.
  let name: String
  let blame: TicketBlame

  private static let unknown = "before the end of this shallow clone"

  func write(to page: inout Page) {
    page.line(Page.Piece(blame.present?.ticket.title ?? "(no title)", .bold), Page.Piece("  \(name)", .faint))
    page.line()
    var table = Table(["COMMIT", "DATE", "WHO", "BRANCH", "FIELD", "VALUE"])
    for row in blame.blame.rows {
      let source = row.commit.flatMap { blame.sources[$0] }
      table.add([
        Page.Piece(source.map { String($0.commit.id.hex.prefix(10)) } ?? "?", .yellow),
        Page.Piece(source.map { String($0.commit.date.text.prefix(10)) } ?? "-", .cyan), Page.Piece(Self.who(source)),
        Page.Piece(source == nil ? Self.unknown : source?.branch ?? "-", .faint), Page.Piece(row.fact.label, .faint),
        Page.Piece(row.text),
      ])
    }
    table.write(to: &page)
    if !blame.blame.dropped.isEmpty { page.line() }
    for dropped in blame.blame.dropped {
      let merge = blame.sources[dropped.merge]?.commit
      let set = dropped.commit.flatMap { blame.sources[$0] }
      page.line(
        Page.Piece("dropped by the merge ", .red), Page.Piece("\(merge?.id.hex.prefix(10) ?? "?")", .yellow),
        Page.Piece(" (\(merge?.author.name ?? "?")): "), Page.Piece(dropped.text),
        Page.Piece(set.map { ", set in \($0.commit.id.hex.prefix(10)) by \(Self.who($0))" } ?? "", .faint))
    }
  }

  private static func who(_ source: TicketBlame.Source?) -> String {
    guard let source else { return "-" }
    return source.commit.author.name + (source.run.map { " (run \($0))" } ?? "")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", name)
      json.member("fields") { json in
        json.array { json in
          for row in blame.blame.rows {
            json.object { json in
              json.member("field", row.fact.field)
              json.member("item", row.fact.item)
              json.member("value", row.value)
              Self.write(row.commit.flatMap { blame.sources[$0] }, to: &json)
            }
          }
        }
      }
      json.member("dropped") { json in
        json.array { json in
          for dropped in blame.blame.dropped {
            json.object { json in
              json.member("field", dropped.fact.field)
              json.member("item", dropped.fact.item)
              json.member("value", dropped.value)
              Self.write(dropped.commit.flatMap { blame.sources[$0] }, to: &json)
              json.member("merge", blame.sources[dropped.merge]?.commit.id.hex)
            }
          }
        }
      }
      json.member("cut_off", blame.isCut)
    }
  }

  private static func write(_ source: TicketBlame.Source?, to json: inout JSONWriter) {
    json.member("commit", source?.commit.id.hex)
    json.member("run", source?.run)
    json.member("author", source?.commit.author.name)
    json.member("date", source?.commit.date)
    json.member("branch", source?.branch)
  }
}

extension TicketFact {
  /// The field as people read it.
  fileprivate var label: String { field == Self.criteria ? "criterion" : field }
}

extension Blame.Row {
  /// The value as people read it.
  fileprivate var text: String {
    if fact.field == TicketFact.criteria {
      return "[\(value == .bool(true) ? "x" : " ")] \(DiffDetail.cut(fact.item ?? ""))"
    }
    return DiffDetail.word(value)
  }
}

extension Blame.Dropped {
  fileprivate var text: String {
    if fact == .ticket { return value == nil ? "that the ticket was deleted" : "the ticket" }
    if fact.field == TicketFact.criteria {
      switch value {
      case .bool(let isChecked): return "criterion \(isChecked ? "checked" : "unchecked or added"): \(fact.item ?? "")"
      default: return "criterion removed: \(fact.item ?? "")"
      }
    }
    guard let item = fact.item else { return "\(fact.field): \(DiffDetail.word(value))" }
    return "\(fact.field): \(value == nil ? "without" : "with") \(item)"
  }
}
