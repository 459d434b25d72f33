/// One ticket folder as it was read: what could be understood, and beside it what could not.
package struct TicketRecord: Sendable {
  /// The name of the folder under `.tickets/`: by convention the id.
  package let folder: String
  package let fingerprint: Fingerprint?
  package private(set) var ticket: Ticket
  /// The file taken apart, when it was asked for and could be read.
  package let document: Document?
  /// Why the file could not be read, when that is so.
  package let failure: RecordFailure?
  /// The run logs, when they were asked for.
  package let logs: [LogFile]
  /// The first run log that could not be had, when log times or logs were asked for.
  package let logFailure: TreeFailure?
  private let newestEntry: Instant?
  /// The entry that took up a ticket that is doing, when log times or logs were asked for.
  package let takeUp: LogEntry?
  /// Whether the folder holds no file at all, and so is no ticket.
  let isHollow: Bool
  /// Whether the folder holds run logs and nothing else.
  let holdsOnlyLogs: Bool

  init(
    folder: String, fingerprint: Fingerprint?, ticket: Ticket, document: Document?, failure: RecordFailure?,
    logs: [LogFile], logFailure: TreeFailure?, newestEntry: Instant?, takeUp: LogEntry?, isHollow: Bool,
    holdsOnlyLogs: Bool
  ) {
    self.folder = folder
    self.fingerprint = fingerprint
    self.ticket = ticket
    self.document = document
    self.failure = failure
    self.logs = logs
    self.logFailure = logFailure
    self.newestEntry = newestEntry
    self.takeUp = takeUp
    self.isHollow = isHollow
    self.holdsOnlyLogs = holdsOnlyLogs
  }

  /// The ticket as it would be if its front matter said something else.
  func with(_ change: (inout Ticket) -> Void) -> TicketRecord {
    var changed = self
    change(&changed.ticket)
    return changed
  }

  /// When the newest log entry was written, when log times or logs were asked for.
  package var lastLogged: Instant? { newestEntry ?? logs.newestEntry }

  /// Who has the ticket: its owner, else who took it up.
  package var holder: String? { ticket.owner ?? takeUp?.actorID }

  /// The path of the ticket's file from the root, as reports show it.
  package var path: String { "\(Layout.folderName)/\(folder)/\(Layout.ticketFileName)" }

  /// The path of the file of the ticket in a folder, from the root.
  static func path(of folder: String) -> String { "/\(Layout.folderName)/\(folder)/\(Layout.ticketFileName)" }

  /// The folder of a path from the root to the file of a ticket, or nothing when it is another path.
  static func folder(ofPath path: String) -> String? {
    let (parent, name) = path.splitAtLastSlash
    let (top, folder) = parent.splitAtLastSlash
    guard name == Layout.ticketFileName, top == "/\(Layout.folderName)",
      TreeEntry(name: folder, kind: .folder).isTicketFolder
    else { return nil }
    return folder
  }

  /// The estimate, when it is one that can be added up.
  package var hours: Double? { ticket.estimateHours.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }

  /// When something last happened to the ticket: its newest log entry, or else its creation.
  package var lastUpdated: Instant? { lastLogged ?? ticket.createdAt }

  /// The id, or what must do for one in a message: the folder's name.
  package var idText: String { ticket.id?.text ?? folder }

  /// One sentence about why this is no usable ticket, or nothing when it is one.
  package var broken: String? {
    if let failure { return failure.message }
    if let logFailure { return "\(logFailure.path.splitAtLastSlash.name): \(logFailure.message)" }
    if ticket.hasRequiredFields { return nil }
    let missing = [
      ("id", ticket.id == nil), ("title", ticket.title == nil), ("status", ticket.status == nil),
      ("created_at", ticket.createdAt == nil),
    ].filter(\.1).map(\.0)
    return "missing or unreadable: \(missing.joined(separator: ", "))"
  }
}

extension TicketRecord {
  /// The ticket with the logs that were left behind in another folder.
  func joined(with stray: TicketRecord?) -> TicketRecord {
    guard let stray else { return self }
    return TicketRecord(
      folder: folder, fingerprint: fingerprint, ticket: ticket, document: document, failure: failure,
      logs: stray.logs + logs, logFailure: logFailure ?? stray.logFailure,
      newestEntry: [newestEntry, stray.newestEntry].compactMap(\.self).max(),
      takeUp: ticket.status == .doing ? (stray.logs + logs).takeUp ?? takeUp : nil, isHollow: false,
      holdsOnlyLogs: false)
  }

  /// Whether there is a file that could not be had, so that nobody can say what the ticket is.
  package var isOutOfReach: Bool { failure?.tree?.isOutOfReach == true || logFailure != nil }
}

/// Why the file of a ticket could not be read.
package enum RecordFailure: Error, Equatable, Sendable {
  case tree(TreeFailure)
  case document(DocumentFailure, Place)

  package var message: String {
    switch self {
    case .tree(let failure): failure.message
    case .document(let failure, _): failure.message
    }
  }
}

/// One run log of a ticket, or why it could not be read.
package struct LogFile: Sendable {
  package let fileName: String
  package let content: Result<[UInt8], TreeFailure>
}

extension [LogFile] {
  /// The newest entry that takes the ticket up.
  var takeUp: LogEntry? { RunLog.takeUp(in: lazy.compactMap { try? $0.content.get() }) }

  /// When the newest entry of all was written.
  var newestEntry: Instant? {
    compactMap { (try? $0.content.get()).flatMap { RunLog.newest(in: $0) } }.max()
  }
}

extension TreeFailure {
  package var message: String {
    switch reason {
    case .missing: "there is no such file"
    case .wrongKind(let kind): "it is \(kind.name), which is not followed or read"
    case .notFetched(let hint): "its content is not on this machine; \(hint)"
    case .unreadable(let message): message
    }
  }
}

extension TreeEntry.Kind {
  package var name: String {
    switch self {
    case .folder: "a folder"
    case .file: "a file"
    case .link: "a symbolic link"
    case .other: "neither a file nor a folder"
    }
  }
}
