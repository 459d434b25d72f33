/// A commit, as far as it tells of tickets.
package struct CommitWork: Sendable {
  package let commit: String
  /// Tickets that its message names, in any form.
  package let named: [String]
  /// The folders of tickets that it sets to done, or whose logs it writes.
  package let folders: Set<String>
  /// Whether it touches more than tickets.
  package let hasSubstance: Bool
  /// The commits that it takes back.
  package let undoes: [String]

  package init(
    commit: String, named: [String], folders: Set<String> = [], hasSubstance: Bool = true, undoes: [String] = []
  ) {
    (self.commit, self.named, self.folders) = (commit, named, folders)
    (self.hasSubstance, self.undoes) = (hasSubstance, undoes)
  }

  /// What was taken back in the end, and by which commit: what takes back a taking back has it all again.
  ///
  /// No commit stands before one that it rests on.
  package static func undone(
    in commits: some BidirectionalCollection<(commit: String, undoes: [String])>
  ) -> [String: String] {
    var undone: [String: String] = [:]
    for (commit, undoes) in commits.reversed() where undone[commit] == nil {
      for other in undoes where undone[other] == nil { undone[other] = commit }
    }
    return undone
  }
}

extension CommitWork {
  /// The folder of the one ticket that a message means by a name; none where it could be several.
  package static func folder(of name: String, among records: [TicketRecord]) -> String? {
    // A path names its ticket by the folder.
    let name = name.lowercased()
    let word = name.split(separator: "/").last { $0 != Layout.ticketFileName }.map(String.init) ?? name
    guard word.utf8.count >= TicketLocator.shortest else { return nil }
    let fitting = records.filter { $0.folder == word || $0.idText.hasPrefix(word) || $0.idText.hasSuffix(word) }
    return fitting.count == 1 ? fitting[0].folder : nil
  }
}
