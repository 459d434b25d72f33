import TicketsCore

/// What an edit changed or would change.
struct EditReport: Report {
  var tickets: [EditedTicket]
  let isDryRun: Bool

  func write(to page: inout Page) {
    for ticket in tickets {
      if !ticket.edit.isChange {
        page.line("\(ticket.name): nothing to change")
      } else if isDryRun {
        page.diff(ticket.diff)
      } else {
        for detail in ticket.details {
          page.line(Page.Piece("\(ticket.name) "), Page.Piece(detail.name, .bold), Page.Piece(": "), detail.piece)
        }
      }
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("dry_run", isDryRun)
      json.member("tickets") { json in
        json.array { json in
          for ticket in tickets { ticket.write(to: &json, isDryRun) }
        }
      }
    }
  }
}

/// One ticket of an edit.
struct EditedTicket {
  let edit: EditCheck
  var logPath: String?
  private let fields: [FieldChange]
  private let criteria: [CriterionChange]
  private let sections: [String]

  init(_ edit: EditCheck) {
    self.edit = edit
    fields = FieldChange.between(edit.before.fields, edit.after.fields)
    let (old, new) = (edit.before.body, edit.after.body)
    criteria = CriterionChange.between(old.criteria, new.criteria)
    sections = Body.changedSections(from: old, to: new)
  }

  var name: String { Ticket(edit.after.fields).id?.short ?? edit.folder }
  var diff: String { UnifiedDiff.text(path: edit.path, from: edit.before.bytes, to: edit.after.bytes) }

  var details: [DiffDetail] {
    let details = DiffDetail.all(fields, criteria, sections)
    return details.isEmpty ? [DiffDetail("form", "the text changed, what it says did not", .faint)] : details
  }

  /// The edit as a log entry tells it.
  func sentence(_ move: StatusChange?) -> String {
    if let move, move.isReopening { return "Reopened: status \(move.from.rawValue) -> \(move.to.rawValue)." }
    return "Edited " + details.map { "\($0.name): \($0.text)" }.joined(separator: "; ") + "."
  }

  func write(to json: inout JSONWriter, _ isDryRun: Bool) {
    json.object { json in
      json.member("id", Ticket(edit.after.fields).id?.text ?? edit.folder)
      json.member("path", edit.path)
      json.member("changed", edit.isChange)
      json.member("fields") { json in
        json.array { json in
          for field in fields {
            json.object { json in
              json.member("field", field.path.text)
              json.member("from", field.from)
              json.member("to", field.to)
            }
          }
        }
      }
      json.member("criteria") { json in
        json.array { json in
          for criterion in criteria {
            json.object { json in
              json.member("change", criterion.kind.rawValue)
              json.member("text", criterion.text)
            }
          }
        }
      }
      json.member("sections", sections)
      json.member("log_path", logPath)
      if isDryRun { json.member("diff", diff) }
    }
  }
}

extension DiffDetail {
  fileprivate var piece: Page.Piece { Page.Piece(text, style) }
}
