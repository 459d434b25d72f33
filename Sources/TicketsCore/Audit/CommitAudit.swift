/// Commits against the states of the tickets that they belong to.
package struct CommitAudit: Sendable {
  /// A commit and the tickets that its trailers name, in any form.
  package struct Work: Sendable {
    package let commit: String
    let tickets: [String]

    package init(commit: String, tickets: [String]) {
      (self.commit, self.tickets) = (commit, tickets)
    }
  }

  /// A ticket and commits of it.
  package struct Finding: Sendable {
    package let ticket: TicketRecord
    package let commits: [String]
  }

  /// A commit that a log names and no branch has any more.
  package struct Lost: Sendable {
    package let ticket: TicketRecord
    package let commit: String
    /// The commit that changes the same now, after a rebase.
    package let became: String?
  }

  /// Open tickets whose work is merged.
  package let open: [Finding]
  /// Done tickets that no commit belongs to.
  package let unproven: [TicketRecord]
  package let lost: [Lost]

  /// Compares tickets, whose logs are read, with the commits that are merged and those that are on this branch at all.
  package init(
    of records: [TicketRecord], merged: [Work], here: [Work], fates: [String: CommitFate]
  ) {
    let merged = Self.byTicket(merged, records)
    let here = Self.byTicket(here, records)
    open = records.filter { $0.ticket.status?.isOpen == true }.compactMap { record in
      merged[record.folder].map { Finding(ticket: record, commits: $0) }
    }
    var lost: [Lost] = []
    var unproven: [TicketRecord] = []
    for record in records {
      let recorded = RecordedCommits(logs: record.logs).commits.map(\.name)
      for name in recorded {
        switch fates[name] {
        case .rewritten(let new): lost.append(Lost(ticket: record, commit: name, became: new))
        case .gone: lost.append(Lost(ticket: record, commit: name, became: nil))
        case .here, .elsewhere, nil: break
        }
      }
      let isProven = here[record.folder] != nil || recorded.contains { fates[$0]?.isHere ?? false }
      if record.ticket.status == .done, !isProven { unproven.append(record) }
    }
    (self.lost, self.unproven) = (lost, unproven)
  }

  package var isEmpty: Bool { open.isEmpty && unproven.isEmpty }

  /// By folder of the ticket, the commits whose trailers name it and no other.
  private static func byTicket(_ work: [Work], _ records: [TicketRecord]) -> [String: [String]] {
    var folders: [String: String?] = [:]
    var found: [String: [String]] = [:]
    for one in work {
      for name in one.tickets {
        if folders[name] == nil { folders[name] = .some(folder(of: name.lowercased(), records)) }
        if let folder = folders[name] ?? nil { found[folder, default: []].append(one.commit) }
      }
    }
    return found
  }

  private static func folder(of name: String, _ records: [TicketRecord]) -> String? {
    // A path names its ticket by the folder.
    let name = name.split(separator: "/").last { $0 != Layout.ticketFileName }.map(String.init) ?? name
    guard name.utf8.count >= TicketLocator.shortest else { return nil }
    let fitting = records.filter { $0.folder == name || $0.idText.hasPrefix(name) || $0.idText.hasSuffix(name) }
    return fitting.count == 1 ? fitting[0].folder : nil
  }
}

/// What became of a commit that a log names.
package enum CommitFate: Equatable, Sendable {
  /// It is on this branch.
  case here
  /// It is on another branch.
  case elsewhere
  /// No branch has it, but this one has a commit that changes the same.
  case rewritten(String)
  /// No branch has it.
  case gone

  var isHere: Bool {
    switch self {
    case .here, .rewritten: true
    case .elsewhere, .gone: false
    }
  }
}
