import TicketsCore
import TicketsFiles

/// What the files of a work tree hold that its commit does not.
struct UnsavedTickets {
  let number: Int
  var changes: [[UInt8]: Fingerprint?]
  var records: [Fingerprint: TicketRecord] = [:]

  init(number: Int, changes: [[UInt8]: Fingerprint?]) {
    (self.number, self.changes) = (number, changes)
  }

  /// Compares a commit with files, or only some of their folders.
  mutating func compare(_ commit: any TicketTree, _ files: any TicketTree, only names: Set<String>?) throws(TreeFailure)
  {
    if names?.isEmpty == true { return }
    let diff: TreeDiff
    do throws(TreeDiffFailure) {
      diff = try TreeDiff(from: commit, to: files) { names?.contains($0.name) ?? true }
    } catch {
      throw error.failure
    }
    let reader = RecordReader(reader: try files.reader(), parts: [.logs, .logTimes])
    for ticket in diff.tickets {
      if let old = ticket.old { changes[Array(old.folder.utf8)] = .some(nil) }
      guard let new = ticket.new else { continue }
      // No content that git could have has such a name.
      let content = Fingerprint(.max, UInt64(number + records.count), .max, .max)
      changes[Array(new.folder.utf8)] = content
      records[content] = reader.record(of: TreeEntry(name: new.folder, kind: .folder))
    }
  }
}
