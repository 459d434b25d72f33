import TicketsCore
import TicketsGit

/// Whether `Ticket:` trailers of a commit message name tickets; staged ones count, in any of the roots.
struct TrailerCheck {
  let roots: [HookChecks]
  let session: Session

  func check(_ path: String?) throws(Failure) -> HookVerdict {
    guard let path else { throw Failure("USAGE", "commit-msg needs the file of the message") }
    var verdict = HookVerdict(
      root: roots.count == 1 ? roots[0].prefix : "", hint: "'tickets list --staged' shows the tickets there are")
    let text = String(decoding: try session.read(file: path, for: "commit-msg"), as: UTF8.self)
    let names = Trailers(of: text).values(of: Trailers.ticketKey)
    guard !names.isEmpty else { return verdict }
    var staged: [(tree: IndexTree, root: String?)] = []
    for root in roots {
      let tree = try session.asking { () throws(GitError) in
        try IndexTree(prefix: root.prefix, in: root.repository)
      }
      staged.append((tree, try root.folder()))
    }
    for name in names {
      var reason: String?
      for (tree, root) in staged {
        do throws(Failure) {
          _ = try TicketName(word: name).folder(in: tree, root: root, session: session)
          reason = nil
          break
        } catch  where error.code != "UNREADABLE" {
          reason = reason ?? error.message
        }
      }
      if let reason { verdict.problems.append("the trailer 'Ticket: \(name)' names no ticket: \(reason)") }
    }
    return verdict
  }
}
