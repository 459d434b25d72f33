import TicketsCore
import TicketsFiles
import TicketsGit

/// What becomes of each file that is not committed when a ticket is delivered.
struct DirtSorting {
  struct Row {
    let file: ChangedFile
    let dirt: Dirt
  }

  let rows: [Row]

  var delivered: [ChangedFile] { rows.filter { $0.dirt == .delivered }.map(\.file) }

  /// What stops the delivery, a line each.
  var blocks: [String] {
    rows.compactMap { row in if case .blocks(let why) = row.dirt { "\(row.file.path): \(why)" } else { nil } }
  }

  var warnings: [String] {
    rows.compactMap { row in if case .warned(let why) = row.dirt { "\(row.file.path): \(why)" } else { nil } }
  }
}

extension Session {
  /// Sorts what is not committed; the paths were given by name.
  func sortDirt(of gate: Gate, given: Set<String>) throws(Failure) -> DirtSorting {
    let ground = gate.ground
    let dirty = try asking { () throws(GitError) in try ground.changes.files(since: ground.branch.head) }
    let reader = try reading(ground.tree) { () throws(TreeFailure) in
      RecordReader(reader: try ground.tree.reader(), parts: [])
    }
    var statuses: [String: (id: String, status: Status?)] = [:]
    var rows: [DirtSorting.Row] = []
    for file in dirty {
      var owner: Dirt.Owner?
      var isOwnTrace = false
      if let folder = gate.paths.ticketFolder(of: file.path) {
        if folder == gate.folder.name {
          owner = .this
        } else {
          if statuses[folder] == nil {
            let record = reader.record(of: TreeEntry(name: folder, kind: .folder))
            statuses[folder] = (record.idText, record.ticket.status)
          }
          owner = statuses[folder].map { .other(id: $0.id, $0.status) }
          isOwnTrace = try isTrace(of: gate, in: file)
        }
      } else if gate.paths.isInTickets(file.path) {
        owner = Dirt.Owner.none
      }
      let known = Dirt.File(path: file.path, blob: file.blob, owner: owner, isOwnTrace: isOwnTrace)
      let dirt = Dirt(
        known, gate.paths, baseline: gate.baseline.blobs, given: given, takesUnnamed: gate.flow?.bindsChange ?? false)
      rows.append(DirtSorting.Row(file: file, dirt: dirt))
    }
    return DirtSorting(rows: rows)
  }

  /// Whether a log of another ticket has grown by nothing but lines in which the tool names this one.
  private func isTrace(of gate: Gate, in file: ChangedFile) throws(Failure) -> Bool {
    guard file.path.hasSuffix(RunLogName.suffix), !file.isGone else { return false }
    let (old, new) = gate.ground.changes.texts(of: file, at: nil)
    guard new.starts(with: old), new.count > old.count else { return false }
    let added = RunLog(Array(new[old.count...])).entries
    return !added.isEmpty
      && added.allSatisfy { entry in
        entry.writtenBy == LogEntry.toolName && entry.ticketsCreated.contains(gate.record.idText)
      }
  }
}
