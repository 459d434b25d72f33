import TicketsCore
import TicketsGit

/// The life of a ticket.
struct HistoryReport: Report {
  /// The id, or the name of the folder where there is none.
  let name: String
  let history: TicketHistory

  func write(to page: inout Page) {
    page.line(Page.Piece(history.present?.ticket.title ?? "(no title)", .bold), Page.Piece("  \(name)", .faint))
    for event in history.events {
      let commit = event.commit
      page.line()
      page.line(
        Page.Piece(commit.date.text, .cyan), Page.Piece("  \(commit.author.name)  "),
        Page.Piece(String(commit.id.hex.prefix(10)), .yellow), Page.Piece("  \(commit.subject)", .faint))
      for change in event.changes.fields { line("\(change.path.text): ", DiffDetail.difference(change), to: &page) }
      for change in event.changes.criteria { line("criterion \(change.kind.rawValue): ", change.text, to: &page) }
    }
    page.line()
    if let done = history.firstDone {
      page.line(
        Page.Piece("first done    ", .faint), Page.Piece(done.commit.date.text, .green),
        Page.Piece("  \(done.commit.author.name)  \(done.commit.id.hex.prefix(10))"))
    }
    for (title, names) in [("in branches   ", history.branches), ("in tags       ", history.tags)] where !names.isEmpty
    {
      page.wrap(Page.Piece(title, .faint), names.joined(separator: ", "))
    }
  }

  private func line(_ name: String, _ text: String, to page: inout Page) {
    page.line(Page.Piece("  \(name)", .faint), Page.Piece(DiffDetail.cut(text)))
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", name)
      json.member("events") { json in
        json.array { json in
          for event in history.events { Self.write(event, to: &json) }
        }
      }
      json.member("first_done", history.firstDone?.commit.id.hex)
      json.member("contained_in") { json in
        json.object { json in
          json.member("branches", history.branches)
          json.member("tags", history.tags)
        }
      }
    }
  }

  /// Writes what one commit changed.
  static func write(_ event: TicketHistory.Event, to json: inout JSONWriter) {
    json.object { json in
      json.member("commit", event.commit.id.hex)
      json.member("author", event.commit.author.name)
      json.member("email", event.commit.author.email)
      json.member("date", event.commit.date)
      json.member("changes", event.changes.fields)
      json.member("criteria", event.changes.criteria)
    }
  }
}

extension Commit {
  /// When the author made it.
  var date: Instant { Instant(milliseconds: author.seconds * 1000) }
}
