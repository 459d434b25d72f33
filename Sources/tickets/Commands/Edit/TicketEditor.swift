import TicketsCore
import TicketsFiles

/// Lets a person edit one ticket in their own editor, until it is right or they give up.
///
/// A copy is edited, and it is thrown away only once what was typed is in the ticket: whatever goes wrong before that
/// leaves it, and names it.
struct TicketEditor {
  let session: Session
  let root: String
  let folder: TreeEntry
  let plan: EditPlan

  func run() throws(Failure) -> EditReport {
    let editor = try Editor(session)
    let original = try plan.document(of: folder)
    let copy = try EditedCopy(of: original.bytes, session)
    var shown = original.bytes
    while true {
      let status = try editor.open(copy.path)
      let typed = copy.typed
      guard status == 0 else {
        if typed == original.bytes || typed == nil { copy.remove() }
        throw Failure(
          .editor, editor.sentence(ending: status),
          hint: typed == original.bytes || typed == nil ? "Nothing was changed" : copy.hint, exitCode: .found)
      }
      guard let typed, typed.contains(where: { $0 > Ascii.space }), typed != original.bytes else {
        copy.remove()
        return EditReport(
          tickets: [EditedTicket(EditCheck(folder: folder.name, before: original, after: original))],
          isDryRun: plan.isDryRun)
      }
      guard let problem = problem(original, typed) else { return try write(typed, original, copy) }
      if typed == shown {
        // Saved as it was shown, with the problem above it: they do not want to go on.
        throw Failure(problem.code, problem.message, hint: copy.hint, exitCode: .found)
      }
      shown = typed
      try copy.show(typed, below: problem)
    }
  }

  /// What keeps the text from being written.
  private func problem(_ original: Document, _ typed: [UInt8]) -> Failure? {
    do throws(Failure) {
      _ = try plan.changes(for: [try edit(original, typed)])
      return nil
    } catch {
      return error
    }
  }

  private func edit(_ before: Document, _ typed: [UInt8]) throws(Failure) -> EditCheck {
    do throws(DocumentFailure) {
      return EditCheck(folder: folder.name, before: before, after: try Document(typed))
    } catch {
      throw Failure(
        .invalidTicket, "the text is no ticket (line \(Place(of: error.offset, in: typed).line)): \(error.message)")
    }
  }

  /// Writes what was typed; what others changed meanwhile is merged into it field by field.
  private func write(_ typed: [UInt8], _ original: Document, _ copy: EditedCopy) throws(Failure) -> EditReport {
    let report: EditReport
    do throws(Failure) {
      report = try session.apply(at: root) { () throws(Failure) in
        let present = try plan.document(of: folder)
        guard present.bytes != original.bytes else { return try plan.changes(for: [try edit(original, typed)]) }
        let merge = TicketMerge.merge(base: original.bytes, ours: present.bytes, theirs: typed)
        if let conflict = merge.conflicts.first {
          throw Failure(
            .conflict, "the ticket was changed meanwhile, and '\(conflict.name)' in another way", exitCode: .found)
        }
        return try plan.changes(for: [try edit(present, merge.bytes)])
      }
    } catch {
      throw Failure(error.code, error.message, hint: copy.hint, exitCode: error.exitCode)
    }
    copy.remove()
    return report
  }
}
