import TicketsCore
import TicketsFiles
import TicketsGit

/// Whether `Ticket:` trailers of a commit message name tickets; staged ones count, in any of the roots.
struct TrailerCheck {
  /// Tickets that a trailer may name.
  private struct Place {
    let prefix: String
    let staged: IndexTree
    let folder: String?
  }

  private let session: Session
  private let places: [Place]

  init(_ roots: [HookChecks], session: Session) throws(Failure) {
    self.session = session
    places = try roots.map { root throws(Failure) in
      let staged = try session.asking { () throws(GitError) in
        try IndexTree(prefix: root.prefix, in: root.repository)
      }
      return Place(prefix: root.prefix, staged: staged, folder: try root.folder())
    }
  }

  func check(_ message: Trailers) throws(Failure) -> HookVerdict {
    var verdict = HookVerdict(
      root: places.count == 1 ? places[0].prefix : "",
      hint: "'tickets list --staged' shows the tickets there are; write 'Ticket: <id>', or several ids with commas")
    for value in message.values(of: Trailers.ticketKey) {
      let names = Trailers.names(in: value)
      if names.isEmpty { verdict.problems.append("the trailer 'Ticket: \(value)' names no ticket") }
      for name in names {
        guard let reason = try objection(to: TicketName(word: name)) else { continue }
        if let path = unstaged(TicketName(word: name)) {
          verdict.problems.append("the trailer 'Ticket: \(value)' names a ticket that is not staged: 'git add \(path)'")
        } else {
          verdict.problems.append("the trailer 'Ticket: \(value)' names no ticket: \(reason)")
        }
      }
    }
    return verdict
  }

  /// Why a name is none of a ticket in the commit.
  private func objection(to name: TicketName) throws(Failure) -> String? {
    var reason: String?
    for place in places {
      do throws(Failure) {
        _ = try name.folder(in: place.staged, root: place.folder, session: session)
        return nil
      } catch  where error.code != .unreadable {
        reason = reason ?? error.message
      }
    }
    return reason
  }

  /// Where a ticket lies that only the files have.
  private func unstaged(_ name: TicketName) -> String? {
    for place in places {
      guard let root = place.folder,
        let folder = try? name.folder(in: WorkingTree(root: root), root: root, session: session)
      else { continue }
      return "\(place.prefix)\(Layout.folderName)/\(folder.name)"
    }
    return nil
  }
}
