/// What became of a file, or of a ticket in one.
package struct ImportOutcome: Sendable {
  package enum Result: Equatable, Sendable {
    case imported
    case alreadyThere
    case updated
    case notATicket(String)
  }

  /// A ticket to be made.
  package struct Made: Sendable {
    package let draft: TicketDraft
    package let run: RunFile
    package let entries: [LogEntry]
  }

  package let path: String
  package var result: Result
  package var sourceID: String?
  package var id: TicketID?
  package var title: String?
  package var remarks: [String] = []
  package var made: Made?
  package var update: ImportUpdate?

  init(_ path: String, _ result: Result) {
    (self.path, self.result) = (path, result)
  }

  /// What holds no ticket.
  init(_ item: SourceItem) {
    switch item.content {
    case .ticket: self.init(item.path, .alreadyThere)
    case .notATicket(let reason): self.init(item.path, .notATicket(reason))
    case .unreadable(let reason):
      self.init(item.path, .notATicket(reason))
      remarks = [reason]
    }
  }
}
