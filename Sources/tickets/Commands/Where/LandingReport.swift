import TicketsCore
import TicketsGit

/// Where the work of a ticket landed.
struct LandingReport: Report {
  let record: TicketRecord
  let landing: Landing
  let base: String?
  /// The commits themselves, in the order of the landing.
  let subjects: [Commit?]

  func write(to page: inout Page) {
    page.line(
      Page.Piece(record.ticket.title ?? "(no title)", .bold), Page.Piece("  \(record.idText)", .faint))
    page.line(Page.Piece(sentence, landing.state.style))
    if !landing.commits.isEmpty { page.line() }
    for (commit, subject) in zip(landing.commits, subjects) {
      page.line(
        Page.Piece(String(commit.id.prefix(10)), .yellow), Page.Piece("  \(commit.how.rawValue)".padding(to: 11)),
        Page.Piece("\(subject?.date.text ?? "-")  ", .faint), Page.Piece(subject?.subject ?? "(not here)"))
      if !commit.branches.isEmpty {
        page.line(Page.Piece("            on ", .faint), Page.Piece(Self.listed(commit.branches)))
      }
      if !commit.tags.isEmpty { page.line(Page.Piece("            in ", .faint), Page.Piece(Self.listed(commit.tags))) }
      if !commit.isKept { page.line(Page.Piece("            on no branch any more", .faint)) }
    }
    for revert in landing.reverts {
      let place = revert.tags.first.map { ", in \($0)" } ?? ""
      page.line(
        Page.Piece("\(revert.of.prefix(10)) ", .yellow), Page.Piece("was reverted by "),
        Page.Piece("\(revert.commit.prefix(10))", .yellow), Page.Piece(place))
    }
  }

  /// More names than these say nothing.
  private static let mostNames = 8

  private static func listed(_ names: [String]) -> String {
    let rest = names.count - mostNames
    return names.prefix(mostNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// The answer in one sentence.
  var sentence: String {
    let base = base ?? "the base branch"
    let release = landing.firstRelease
    switch landing.state {
    case .landed:
      guard landing.commits.contains(where: \.isOnBase) else {
        return "released in \(release ?? "a tag"), not on \(base)"
      }
      let missing = landing.missing.count
      let rest = missing > 0 ? "; \(missing) of \(landing.commits.count.counting("commit")) only elsewhere" : ""
      return "landed on \(base)\(release.map { ", released since \($0)" } ?? "")\(rest)"
    case .reverted:
      let taken = landing.reverts.lazy.compactMap(\.tags.first).first.map { " in \($0)" } ?? ""
      return "landed on \(base)\(release.map { " and released in \($0)" } ?? ""), then reverted\(taken)"
    case .open:
      let branches = landing.commits.flatMap(\.branches).withoutRepeats
      let places = branches.isEmpty ? landing.commits.flatMap(\.tags).withoutRepeats.map { "the tag \($0)" } : branches
      return "not on \(base): only on \(places.isEmpty ? "a work tree without a branch" : Self.listed(places))"
    case .unknown: return "unknown: \(landing.reason ?? "")"
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", record.idText)
      json.member("title", record.ticket.title)
      json.member("status", record.ticket.status?.rawValue)
      json.member("base", base)
      json.member("state", landing.state.rawValue)
      json.member("reason", landing.reason)
      json.member("first_release", landing.firstRelease)
      json.member("commits") { json in
        json.array { json in
          for commit in landing.commits {
            json.object { json in
              json.member("commit", commit.id)
              json.member("how", commit.how.rawValue)
              json.member("on_base", commit.isOnBase)
              json.member("branches", commit.branches)
              json.member("tags", commit.tags)
            }
          }
        }
      }
      json.member("reverts") { json in
        json.array { json in
          for revert in landing.reverts {
            json.object { json in
              json.member("commit", revert.commit)
              json.member("of", revert.of)
              json.member("tags", revert.tags)
            }
          }
        }
      }
      json.member("missing", landing.missing)
    }
  }
}

extension Landing.State {
  fileprivate var style: Page.Style {
    switch self {
    case .landed: .green
    case .reverted: .red
    case .open: .yellow
    case .unknown: .faint
    }
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String { self + String(repeating: " ", count: max(0, count - self.count)) }
}
