import Arguments
import TicketsCore

/// A ticket as people name it; the shell completes it.
struct TicketName: ParameterValue {
  let word: String

  static func parse(_ word: String) throws(Rejection) -> TicketName { TicketName(word: word) }
  static var completion: String? { Completions.ticket }

  /// The folder of the ticket in a tree whose paths begin at the root; its tickets may have been read already.
  func folder(
    in tree: any TicketTree, knowing records: [TicketRecord]? = nil, root: String?, session: Session
  ) throws(Failure) -> TreeEntry {
    let name = try word.contains("/") && PlanName(word) == nil ? folderOfPath(root: root, from: session.folder) : word
    do throws(LocatorFailure) {
      return try TicketLocator(tree, knowing: records).folder(of: name)
    } catch {
      throw Failure(error, in: tree.label)
    }
  }

  /// The folder that a path names: `.tickets/<folder>`, or its `ticket.md`, from here, from the root or absolute.
  private func folderOfPath(root: String?, from folder: String) throws(Failure) -> String {
    let top = Layout.folderName
    var candidates = [word.resolved(from: folder)]
    if let root { candidates.append(word.resolved(from: root)) }
    // Reports write paths as `/.tickets/…`, from the root.
    candidates.append(word.resolved(from: "/"))
    for (path, base) in zip(candidates, [root, root, ""]) {
      guard let base else { continue }
      let prefix = base.resolved(from: "/") == "/" ? "/\(top)/" : "\(base)/\(top)/"
      guard path.hasPrefix(prefix) else { continue }
      let parts = path.dropFirst(prefix.count).split(separator: "/")
      if let folder = parts.first, parts.count == 1 || parts.count == 2 && parts[1] == Layout.ticketFileName {
        return String(folder)
      }
    }
    throw Failure(
      .notATicket, "'\(word)' is no ticket folder in \(top)/",
      hint: "Give a ticket's id, the last characters of it, or \(top)/<id>")
  }
}
