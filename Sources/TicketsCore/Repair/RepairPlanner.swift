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
    var tickets = make(repairs, ready(repairs))
    if reasons.isEmpty, !renumberings.isEmpty { tickets = followed(by: tickets) }
    if reasons.isEmpty { checkIDs(of: tickets) }
    guard reasons.isEmpty else { throw Refusal(reasons: reasons) }
    return RepairPlan(tickets: tickets)
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

  /// The repairs by their tickets, in byte order of the folders; what can never be made becomes a reason.
  private mutating func ready(_ repairs: [ProposedRepair]) -> [RepairJobs] {
    var tickets: [String: RepairJobs] = [:]
    for (place, repair) in repairs.enumerated() {
      do throws(RepairObjection) {
        guard let (order, action) = RepairActions.named(repair.action) else {
          throw RepairObjection("there is no action \(repair.action.quotedForMessage)")
        }
        guard let folder = TicketRecord.folder(ofPath: repair.ticketPath) else {
          throw RepairObjection("\(repair.ticketPath.quotedForMessage) is no path of a ticket.md in '/.tickets'")
        }
        var values = RepairValues(repair.parameters)
        try values.check(against: action.parameters)
        try generateID(&values)
        tickets[folder, default: RepairJobs(folder: folder)].jobs
          .append(RepairJob(place: place, order: order, action: action, values: values))
      } catch {
        reasons.append("\(repair.name): \(error.message)")
      }
    }
    return tickets.values.sorted { $0.folder.precedesInBytes($1.folder) }
  }

  /// The tickets that their repairs change.
  private mutating func make(_ repairs: [ProposedRepair], _ tickets: [RepairJobs]) -> [RepairPlan.Ticket] {
    do throws(TreeFailure) {
      let outcomes = try subjects.map(count: tickets.count) { [subjects] reader, index in
        tickets[index].outcome(of: repairs, subjects, reader)
      }
      var failures = outcomes.flatMap(\.reasons)
      for (place, renumbering) in outcomes.flatMap(\.renumberings).sorted(by: { $0.place < $1.place }) {
        if renumberings.contains(where: { $0.concerns(renumbering.from) }) {
          failures.append((place, "references to \(renumbering.from) cannot follow two tickets"))
        } else {
          renumberings.append(renumbering)
        }
      }
      reasons += failures.sorted { $0.place < $1.place }.map(\.text)
      return outcomes.compactMap(\.ticket)
    } catch {
      reasons.append("the tickets cannot be read: \(error.message)")
      return []
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

  /// The tickets with those that refer to an old id, which follow it.
  private mutating func followed(by tickets: [RepairPlan.Ticket]) -> [RepairPlan.Ticket] {
    var planned = Dictionary(uniqueKeysWithValues: tickets.map { ($0.folder, $0) })
    do throws(TreeFailure) {
      for record in try Snapshot(of: subjects.tree).records {
        do throws(RepairObjection) {
          var draft: RepairDraft
          if let ticket = planned[record.folder] {
            draft = RepairDraft(goingOnWith: ticket)
          } else if record.failure == nil {
            draft = try subjects.draft(in: record.folder, reader)
          } else {
            continue
          }
          try draft.apply { subject in subject.document.map(renumberings.change) ?? .nothing }
          planned[record.folder] = try draft.finished()
        } catch {
          reasons.append("\(record.path): \(error.message)")
        }
      }
    } catch {
      reasons.append("the tickets cannot be read: \(error.message)")
    }
    return planned.values.sorted { $0.folder.precedesInBytes($1.folder) }
  }

  /// No id may be there twice.
  private mutating func checkIDs(of tickets: [RepairPlan.Ticket]) {
    guard tickets.contains(where: \.hasNewID), let records = try? Snapshot(of: subjects.tree).records else { return }
    let planned = Dictionary(uniqueKeysWithValues: tickets.map { ($0.folder, $0.check.facts?.id) })
    var owners: [TicketID: Int] = [:]
    for record in records {
      if let id = planned[record.folder] ?? record.ticket.id { owners[id, default: 0] += 1 }
    }
    for ticket in tickets where ticket.hasNewID {
      if let id = ticket.check.facts?.id, owners[id] ?? 0 > 1 {
        reasons.append("\(TicketRecord.path(of: ticket.folder)): another ticket has the id \(id) already")
      }
    }
  }
}
