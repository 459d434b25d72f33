/// A repair that is ready to be made: its action is found, and it is told all that can be told without the ticket.
struct RepairJob: Sendable {
  /// Which of all repairs of a run it is: there may be very many, so none is held twice.
  let place: Int
  /// When it is made among those of its ticket.
  let order: Int
  let action: any RepairAction.Type
  let values: RepairValues
}

/// The repairs of one ticket: no other ticket matters to them.
struct RepairJobs: Sendable {
  let folder: String
  var jobs: [RepairJob] = []

  /// What came of them.
  struct Outcome: Sendable {
    /// The ticket, unless it stays as it is.
    var ticket: RepairPlan.Ticket?
    var renumberings: [(place: Int, renumbering: Renumbering)] = []
    var reasons: [(place: Int, text: String)] = []
  }

  /// Makes the repairs, unless something stands against one of them.
  func outcome(of repairs: [ProposedRepair], _ subjects: RepairSubjects, _ reader: any TreeReader) -> Outcome {
    var outcome = Outcome()
    var draft: RepairDraft?
    for job in jobs.sorted(by: { ($0.order, $0.place) < ($1.order, $1.place) }) {
      do throws(RepairObjection) {
        var next = if let draft { draft } else { try subjects.draft(in: folder, reader) }
        let change = try next.made(job, as: repairs[job.place])
        if let renumbering = change.renumbering { outcome.renumberings.append((job.place, renumbering)) }
        draft = next
      } catch {
        outcome.reasons.append((job.place, "\(repairs[job.place].name): \(error.message)"))
      }
    }
    guard outcome.reasons.isEmpty, var draft, let last = jobs.last else { return outcome }
    do throws(RepairObjection) {
      outcome.ticket = try draft.finished()
    } catch {
      outcome.reasons.append((last.place, "\(TicketRecord.path(of: folder)): \(error.message)"))
    }
    return outcome
  }
}

extension RepairDraft {
  fileprivate mutating func made(
    _ job: RepairJob, as repair: ProposedRepair
  ) throws(RepairObjection) -> RepairChange {
    if let base = repair.base, base != fingerprint {
      throw RepairObjection("the ticket has changed since the report was made")
    }
    return try apply { subject throws(RepairObjection) in try job.action.change(subject, job.values) }
  }
}

extension ProposedRepair {
  /// How a message names the repair.
  var name: String { id.isEmpty ? "\(action) of \(ticketPath)" : "\(id) (\(action) of \(ticketPath))" }
}
