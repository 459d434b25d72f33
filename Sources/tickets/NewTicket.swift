import TicketsCore
import TicketsFiles

/// What every command that makes tickets holds to.
enum NewTicket {
  /// Refuses a draft that would not validate, or that would publish a credential, before anything is written.
  static func check(_ draft: TicketDraft, allowSecret: Bool, hint: String? = nil) throws(Failure) {
    if let objection = draft.body.objection {
      throw Failure(
        .usage, "cannot create this ticket: \(objection)", hint: "Use '###' for headings inside, or --body-file")
    }
    if !allowSecret, let finding = SecretScan.finding(in: String(decoding: draft.bytes, as: UTF8.self)) {
      throw Failure.secret(finding)
    }
    let tree = MemoryTree(["\(draft.id.text)/\(Layout.ticketFileName)": draft.bytes], label: "the new ticket")
    let report: ValidationReport
    do throws(TreeFailure) {
      report = try Validator(Settings()).validate(tree)
    } catch {
      throw Failure(error, in: tree.label)
    }
    guard let error = report.issues.first(where: { $0.severity == .error }) else { return }
    throw Failure(.invalidTicket, "cannot create this ticket: \(error.message)", hint: hint)
  }

  /// The folder of a ticket, with its first log entry where there is one.
  static func creation(of draft: TicketDraft, logging entry: LogEntry? = nil, in run: RunFile? = nil)
    -> ChangeSet.Change
  {
    var files: [ChangeSet.NewFile] = [
      .folder(Layout.logsFolderName), .file(Layout.ticketFileName, draft.bytes),
    ]
    if let entry, let run { files.append(log(of: [entry], in: run)) }
    return .createFolder("\(Layout.folderName)/\(draft.id.text)", files)
  }

  /// The folder of a ticket that brings its history along.
  static func creation(of draft: TicketDraft, logging entries: [LogEntry], in run: RunFile) -> ChangeSet.Change {
    .createFolder(
      "\(Layout.folderName)/\(draft.id.text)",
      [.folder(Layout.logsFolderName), .file(Layout.ticketFileName, draft.bytes), log(of: entries, in: run)])
  }

  private static func log(of entries: [LogEntry], in run: RunFile) -> ChangeSet.NewFile {
    .file("\(Layout.logsFolderName)/\(run.name.fileName)", entries.flatMap { $0.line() + [Ascii.newline] })
  }
}

extension TicketRecord {
  /// The change that lets this ticket wait for others too.
  func waiting(for others: [TicketID]) throws(Failure) -> ChangeSet.Change? {
    guard let document, case let added = others.filter({ !ticket.dependencies.contains($0) }), !added.isEmpty else {
      return nil
    }
    guard let bytes = document.adding(added.map(\.text), to: "dependencies")?.applied(to: document.bytes) else {
      throw Failure(
        .broken, "\(path) cannot be changed: its dependencies are no plain list",
        hint: "Write them as a list in brackets")
    }
    return .replace(path, from: document.bytes, to: bytes)
  }
}
