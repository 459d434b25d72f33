/// A repair that is ready to be made: its action is found, and it is told all that can be told without the ticket.
struct RepairJob: Sendable {
  /// Where it stands among all repairs of a run.
  let place: Int
  let repair: ProposedRepair
  let action: any RepairAction.Type
  let values: RepairValues
}

/// The repairs of one ticket, in the order in which they are made: no other ticket matters to them.
struct RepairJobs: Sendable {
  let folder: String
  var jobs: [RepairJob] = []

  /// What came of them.
  struct Outcome: Sendable {
    var draft: RepairDraft?
    var renumberings: [(place: Int, renumbering: Renumbering)] = []
    var reasons: [(place: Int, text: String)] = []
  }

  /// Makes the repairs, each unless something stands against it.
  func outcome(_ subjects: RepairSubjects, _ reader: any TreeReader) -> Outcome {
    var outcome = Outcome()
    for job in jobs {
      do throws(RepairObjection) {
        var draft = if let draft = outcome.draft { draft } else { try subjects.draft(in: folder, reader) }
        let change = try draft.made(job)
        if let renumbering = change.renumbering { outcome.renumberings.append((job.place, renumbering)) }
        if job.place == jobs.last?.place { try draft.settle() }
        outcome.draft = draft
      } catch {
        outcome.reasons.append((job.place, "\(job.repair.name): \(error.message)"))
      }
    }
    return outcome
  }
}

extension RepairDraft {
  fileprivate mutating func made(_ job: RepairJob) throws(RepairObjection) -> RepairChange {
    if let base = job.repair.base, base != fingerprint {
      throw RepairObjection("the ticket has changed since the report was made")
    }
    return try apply { subject throws(RepairObjection) in try job.action.change(subject, job.values) }
  }
}

extension ProposedRepair {
  /// How a message names the repair.
  var name: String { id.isEmpty ? "\(action) of \(ticketPath)" : "\(id) (\(action) of \(ticketPath))" }
}
