/// A ticket before and after an edit, and what the edit would break.
package struct EditCheck: Sendable {
  package let folder: String
  package let before: Document
  package let after: Document

  package init(folder: String, before: Document, after: Document) {
    (self.folder, self.before, self.after) = (folder, before, after)
  }

  package var path: String { "\(Layout.folderName)/\(folder)/\(Layout.ticketFileName)" }
  package var isChange: Bool { before.bytes != after.bytes }

  /// The errors that were not there before.
  package var newErrors: [Issue] {
    var known = FileCheck(folder, before).issues.filter { $0.severity == .error }.map(\.gist)
    return FileCheck(folder, after).issues.filter { $0.severity == .error }.filter { issue in
      guard let index = known.firstIndex(of: issue.gist) else { return true }
      known.remove(at: index)
      return false
    }
  }

  /// The tickets that it refers to now and did not before.
  package var newReferences: Set<TicketID> {
    Set(Ticket(after.fields).references).subtracting(Ticket(before.fields).references)
  }

  /// Whether it says something new about what comes before what.
  package var addsOrder: Bool {
    let (old, new) = (Ticket(before.fields), Ticket(after.fields))
    return !Set(new.dependencies).isSubset(of: old.dependencies) || !Set(new.blocks).isSubset(of: old.blocks)
  }

  /// The circles in which tickets wait for each other only after these edits.
  package static func newCycles(_ edits: [EditCheck], among records: [TicketRecord]) -> [Issue] {
    let changed = Set(edits.map(\.folder))
    let others = records.filter { !changed.contains($0.folder) }.map(TicketFacts.init(other:))
    func cycles(_ side: KeyPath<EditCheck, Document>) -> [Issue] {
      CycleRule.issues(others + edits.map { TicketFacts($0.folder, $0[keyPath: side]) })
    }
    let known = Set(cycles(\.before).map(\.message))
    return cycles(\.after).filter { !known.contains($0.message) }
  }
}

extension Issue {
  /// The issue without its place, which moves when lines come and go.
  fileprivate var gist: String { "\(code.rawValue) \(message)" }
}
