import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// Keeps others from taking numbers of plans and milestones while the work is done, which is told all tickets that may
  /// have one: those here, in the other work trees, and of every reference.
  ///
  /// The lock is on the folder that all work trees share, and leaves nothing behind in it.
  func holdingNumbers<Value>(
    at root: String, _ work: ([TicketRecord]) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard Root.workTree(from: folder) != nil else {
      let lock = try held(root)
      let value = try work(try records(at: root))
      _ = consume lock
      return value
    }
    let lock = try held(try repository().commonFolder)
    // Opened only now, so that it sees what others wrote before.
    let repository = try repository()
    let prefix = try prefix(nil, in: repository)
    var others = try records(at: root)
    for folder in try asking({ () throws(GitError) in try repository.workTrees() }) where !folder.isGone {
      let other = prefix.isEmpty ? folder.path : "\(folder.path)/\(prefix.dropLast())"
      if other != root { others += (try? records(at: other)) ?? [] }
    }
    others += try asking { () throws(GitError) in try TipTickets(in: repository, prefix: prefix).records }
    let value = try work(others)
    _ = consume lock
    return value
  }

  private func records(at root: String) throws(Failure) -> [TicketRecord] {
    let tree = WorkingTree(root: root)
    return try reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree) }.records
  }

  private func held(_ folder: String) throws(Failure) -> Descriptor {
    do throws(Errno) {
      let lock = try Descriptor.folder(at: folder)
      try lock.lock()
      return lock
    } catch {
      throw Failure(.notWritten, "cannot lock \(folder): \(error.message)", hint: "Nothing was changed")
    }
  }
}
