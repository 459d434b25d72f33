/// Makes a plan of repairs, or says everything that stands against it: nothing is ever planned in part.
package struct RepairPlanner {
  /// Why repairs are refused.
  package struct Refusal: Error, Equatable, Sendable {
    /// One clause each, with the name of the repair that it is about.
    package let reasons: [String]
  }

  private let subjects: RepairSubjects
  private let reader: any TreeReader
  private let nextID: () -> TicketID
  private var reasons: [String] = []
  /// The tickets at hand, by folder, with what was done to them so far.
  private var drafts: [String: RepairDraft] = [:]
  private var renumberings: [Renumbering] = []

  /// Plans repairs of a tree, of which some tickets are at hand; new ids come from the source.
  package init(
    _ tree: any TicketTree, atHand: [String: Document] = [:], nextID: @escaping () -> TicketID
  ) throws(TreeFailure) {
    subjects = RepairSubjects(in: tree, atHand: atHand)
    self.nextID = nextID
    reader = try tree.reader()
  }

  /// Plans all of the repairs.
  package mutating func plan(_ repairs: [ProposedRepair]) throws(Refusal) -> RepairPlan {
    make(ready(repairs))
    if reasons.isEmpty, !renumberings.isEmpty { followRenumberings() }
    let tickets = reasons.isEmpty ? results() : []
    guard reasons.isEmpty else { throw Refusal(reasons: reasons) }
    return RepairPlan(tickets: tickets)
  }

  /// The tickets that are no longer what they were, in byte order of their folders.
  private var changed: [(folder: String, draft: RepairDraft)] {
    drafts.filter { $0.value.isChanged }.map { ($0.key, $0.value) }.sorted { $0.0.precedesInBytes($1.0) }
  }

  /// The id that a ticket has now, right or wrong.
  package func currentID(ofTicketOf repair: ProposedRepair) -> String? {
    guard let folder = TicketRecord.folder(ofPath: repair.ticketPath),
      let subject = try? subjects.subject(in: folder, reader),
      let text = subject.document?.field("id")?.scalar?.text, !text.isEmpty
    else { return nil }
    return text
  }

  /// How many tickets refer to an id.
  package func referrers(to id: String) -> Int {
    let renumberings = [Renumbering(from: id, to: "")]
    let records = (try? Snapshot(of: subjects.tree, reading: .document).records) ?? []
    return records.count { $0.document.map { !renumberings.change(in: $0).edits.isEmpty } ?? false }
  }

  /// The repairs by their tickets; what can never be made becomes a reason.
  private mutating func ready(_ repairs: [ProposedRepair]) -> [RepairJobs] {
    let ordered = repairs.map { (RepairActions.named($0.action), $0) }.enumerated().sorted {
      ($0.element.0?.order ?? 0, $0.offset) < ($1.element.0?.order ?? 0, $1.offset)
    }
    var tickets: [String: RepairJobs] = [:]
    for (place, (_, (action, repair))) in ordered.enumerated() {
      do throws(RepairObjection) {
        guard let action = action?.action else {
          throw RepairObjection("there is no action \(repair.action.quotedForMessage)")
        }
        guard let folder = TicketRecord.folder(ofPath: repair.ticketPath) else {
          throw RepairObjection("\(repair.ticketPath.quotedForMessage) is no path of a ticket.md in '/.tickets'")
        }
        var values = RepairValues(repair.parameters)
        try values.check(against: action.parameters)
        try generateID(&values)
        tickets[folder, default: RepairJobs(folder: folder)].jobs
          .append(RepairJob(place: place, repair: repair, action: action, values: values))
      } catch {
        reasons.append("\(repair.name): \(error.message)")
      }
    }
    return tickets.values.sorted { $0.folder.precedesInBytes($1.folder) }
  }

  private mutating func make(_ tickets: [RepairJobs]) {
    do throws(TreeFailure) {
      let outcomes = try subjects.map(count: tickets.count) { [subjects] reader, index in
        tickets[index].outcome(subjects, reader)
      }
      for (ticket, outcome) in zip(tickets, outcomes) { drafts[ticket.folder] = outcome.draft }
      var failures = outcomes.flatMap(\.reasons)
      for (place, renumbering) in outcomes.flatMap(\.renumberings).sorted(by: { $0.place < $1.place }) {
        if renumberings.contains(where: { $0.concerns(renumbering.from) }) {
          failures.append((place, "references to \(renumbering.from) cannot follow two tickets"))
        } else {
          renumberings.append(renumbering)
        }
      }
      reasons += failures.sorted { $0.place < $1.place }.map(\.text)
    } catch {
      reasons.append("the tickets cannot be read: \(error.message)")
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
      for record in try Snapshot(of: subjects.tree).records where record.failure == nil {
        do throws(RepairObjection) {
          var draft =
            if let draft = drafts[record.folder] { draft } else { try subjects.draft(in: record.folder, reader) }
          try draft.apply { subject in subject.document.map(renumberings.change) ?? .nothing }
          try draft.settle()
          drafts[record.folder] = draft
        } catch {
          reasons.append("\(record.path): \(error.message)")
        }
      }
    } catch {
      reasons.append("the tickets cannot be read: \(error.message)")
    }
  }

  /// The tickets after the repairs, which leave no more errors than they found, and no id twice.
  private mutating func results() -> [RepairPlan.Ticket] {
    let changed = changed
    let checks = Threads.map(count: changed.count, atLeast: 64) { index in
      Result { () throws(RepairObjection) in try changed[index].draft.checked() }
    }
    var tickets: [RepairPlan.Ticket] = []
    for ((folder, draft), check) in zip(changed, checks) {
      do throws(RepairObjection) {
        tickets.append(RepairPlan.Ticket(folder: folder, draft, try check.get()))
      } catch {
        reasons.append("\(TicketRecord.path(of: folder)): \(error.message)")
      }
    }
    checkIDs()
    reasons.sort { $0.precedesInBytes($1) }
    return tickets
  }

  private mutating func checkIDs() {
    let changed = drafts.filter { $1.subject.document?.id != $1.original.document?.id }
    guard !changed.isEmpty, let records = try? Snapshot(of: subjects.tree).records else { return }
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

extension RepairDraft {
  /// The result, checked by itself, unless the repairs made it worse.
  fileprivate func checked() throws(RepairObjection) -> FileCheck {
    guard let document = subject.document else {
      throw RepairObjection("it could not be read any more after the repair")
    }
    let after = FileCheck(subject.folder, document)
    if after.errorCount > 0, let before = original.document,
      after.errorCount > FileCheck(subject.folder, before).errorCount
    {
      throw RepairObjection("it would have more errors than before")
    }
    return after
  }
}

extension Document {
  fileprivate var id: TicketID? { fields["id"]?.scalar.flatMap { TicketID($0.text) } }
}
