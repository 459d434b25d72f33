/// Makes a plan of repairs, or says everything that stands against it: nothing is ever planned in part.
package struct RepairPlanner {
  /// Why repairs are refused.
  package struct Refusal: Error, Equatable, Sendable {
    /// One clause each, with the name of the repair that it is about.
    package let reasons: [String]
  }

  private let tree: any TicketTree
  private let reader: any TreeReader
  private let nextID: () -> TicketID
  private var reasons: [String] = []
  /// The tickets at hand, by folder, with what was done to them so far.
  private var drafts: [String: RepairDraft] = [:]
  private var renumberings: [Renumbering] = []

  /// Plans repairs of a tree; new ids come from the source.
  package init(_ tree: any TicketTree, nextID: @escaping () -> TicketID) throws(TreeFailure) {
    self.tree = tree
    self.nextID = nextID
    reader = try tree.reader()
  }

  /// Plans all of the repairs.
  package mutating func plan(_ repairs: [ProposedRepair]) throws(Refusal) -> RepairPlan {
    let ordered = repairs.enumerated().map { offset, repair in
      (RepairActions.named(repair.action)?.order ?? 0, offset, repair)
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    for (_, _, repair) in ordered {
      do throws(RepairObjection) {
        try make(repair)
      } catch {
        reasons.append("\(repair.name): \(error.message)")
      }
    }
    if reasons.isEmpty, !renumberings.isEmpty { followRenumberings() }
    settle()
    if reasons.isEmpty { checkResults() }
    guard reasons.isEmpty else { throw Refusal(reasons: reasons) }
    let folders = drafts.keys.sorted { $0.precedesInBytes($1) }
    return RepairPlan(
      tickets: folders.compactMap { folder in
        guard let draft = drafts[folder], draft.isChanged else { return nil }
        return RepairPlan.Ticket(
          folder: folder, before: draft.original.bytes, after: draft.subject.bytes, notes: draft.notes)
      })
  }

  /// The id that a ticket has now, right or wrong.
  package func currentID(ofTicketOf repair: ProposedRepair) -> String? {
    guard let folder = TicketRecord.folder(ofPath: repair.ticketPath), let draft = try? draft(of: folder),
      let text = draft.subject.document?.field("id")?.scalar?.text, !text.isEmpty
    else { return nil }
    return text
  }

  /// How many tickets refer to an id.
  package func referrers(to id: String) -> Int {
    let renumberings = [Renumbering(from: id, to: "")]
    let records = (try? Snapshot(of: tree, reading: .document).records) ?? []
    return records.count { $0.document.map { !renumberings.change(in: $0).edits.isEmpty } ?? false }
  }

  private mutating func make(_ repair: ProposedRepair) throws(RepairObjection) {
    guard let (_, action) = RepairActions.named(repair.action) else {
      throw RepairObjection("there is no action \(repair.action.quotedForMessage)")
    }
    guard let folder = TicketRecord.folder(ofPath: repair.ticketPath) else {
      throw RepairObjection("\(repair.ticketPath.quotedForMessage) is no path of a ticket.md in '/.tickets'")
    }
    var draft = try draft(of: folder)
    if let base = repair.base, base != ProposedRepair.fingerprint(of: draft.original.bytes) {
      throw RepairObjection("the ticket has changed since the report was made")
    }
    var values = RepairValues(repair.parameters)
    try values.check(against: action.parameters)
    try generateID(&values)
    let change = try draft.apply { subject throws(RepairObjection) in try action.change(subject, values) }
    if let renumbering = change.renumbering {
      guard !renumberings.contains(where: { $0.concerns(renumbering.from) }) else {
        throw RepairObjection("references to \(renumbering.from) cannot follow two tickets")
      }
      renumberings.append(renumbering)
    }
    drafts[folder] = draft
  }

  private func draft(of folder: String) throws(RepairObjection) -> RepairDraft {
    if let draft = drafts[folder] { return draft }
    do throws(TreeFailure) {
      return RepairDraft(RepairSubject(folder: folder, bytes: try reader.read("\(folder)/\(TicketRecord.fileName)")))
    } catch {
      throw RepairObjection("the ticket cannot be read: \(error.message)")
    }
  }

  private func generateID(_ values: inout RepairValues) throws(RepairObjection) {
    guard try values.optionalFlag("generate_uuidv7") == true else { return }
    guard try values.optionalText("value") == nil else {
      throw RepairObjection("there is a value and 'generate_uuidv7: true', and only one can be")
    }
    let id = nextID().text
    values = RepairValues(values.members.filter { $0.name != "value" } + [JSON.Member("value", .string(id))])
  }

  /// Changes the references in every ticket that has one to an old id.
  private mutating func followRenumberings() {
    do throws(TreeFailure) {
      for record in try Snapshot(of: tree).records where record.failure == nil {
        do throws(RepairObjection) {
          var draft = try draft(of: record.folder)
          try draft.apply { subject in subject.document.map(renumberings.change) ?? .nothing }
          drafts[record.folder] = draft
        } catch {
          reasons.append("\(record.path): \(error.message)")
        }
      }
    } catch {
      reasons.append("the tickets cannot be read: \(error.message)")
    }
  }

  /// Makes all changes that are still waiting.
  private mutating func settle() {
    for folder in drafts.keys {
      do throws(RepairObjection) {
        try drafts[folder]?.settle()
      } catch {
        reasons.append("\(TicketRecord.path(of: folder)): \(error.message)")
      }
    }
  }

  /// A repair leaves no more errors than it found, and no id twice.
  private mutating func checkResults() {
    for (folder, draft) in drafts where draft.isChanged {
      guard let document = draft.subject.document else {
        reasons.append("\(TicketRecord.path(of: folder)): it could not be read any more after the repair")
        continue
      }
      let errors = TicketRules.errorCount(document)
      if errors > 0, let original = draft.original.document, errors > TicketRules.errorCount(original) {
        reasons.append("\(TicketRecord.path(of: folder)): it would have more errors than before")
      }
    }
    checkIDs()
    reasons.sort { $0.precedesInBytes($1) }
  }

  private mutating func checkIDs() {
    let changed = drafts.filter { $1.subject.document?.id != $1.original.document?.id }
    guard !changed.isEmpty, let records = try? Snapshot(of: tree).records else { return }
    var owners: [TicketID: Int] = [:]
    for record in records {
      let id = drafts[record.folder].map { $0.subject.document?.id } ?? record.ticket.id
      if let id { owners[id, default: 0] += 1 }
    }
    for (folder, draft) in changed {
      if let id = draft.subject.document?.id, owners[id] ?? 0 > 1 {
        reasons.append("\(TicketRecord.path(of: folder)): another ticket has the id \(id) already")
      }
    }
  }
}

extension ProposedRepair {
  /// How a message names the repair.
  fileprivate var name: String { id.isEmpty ? "\(action) of \(ticketPath)" : "\(id) (\(action) of \(ticketPath))" }
}

extension Document {
  fileprivate var id: TicketID? { fields["id"]?.scalar.flatMap { TicketID($0.text) } }
}

extension TicketRules {
  fileprivate static func errorCount(_ document: Document) -> Int {
    var findings = Findings()
    for rule in all { rule.check(document, &findings) }
    return findings.all.count { $0.code.severity == .error }
  }
}
