/// A way in which another tool keeps tickets: bytes in, tickets in our words out, and back.
package protocol ExchangeFormat: Sendable {
  static var name: String { get }
  /// What people call the tool.
  static var title: String { get }
  /// Where the tool keeps its files, from the folder that people name; the first that is there is taken.
  static var folders: [String] { get }
  /// Whether tickets may lie in a folder below that one.
  static func mayEnter(_ folder: String) -> Bool
  /// Whether a file, by its path from that folder, may hold tickets or say something about them.
  static func mayHold(_ path: String) -> Bool
  /// More bytes than a file of tickets has.
  static var sizeLimit: Int { get }
  /// The fields that say when a ticket was made, the first one first.
  static var dates: [String] { get }
  /// Whether a file is of this format and no other.
  static func recognizes(_ file: SourceFile) -> Bool

  /// Takes the files apart, and each ticket out of them.
  static func items(of files: [SourceFile]) -> [SourceItem]
  /// What a ticket says, in our words.
  static func ticket(_ source: ForeignSource) -> (ticket: ForeignTicket, remarks: [String])
  /// The form of an id in which two names of one ticket are equal.
  static func key(_ id: String) -> String

  /// The id of a ticket that was made here.
  static func newID(for id: TicketID) -> String
  /// What the tool would have written.
  static func files(for items: [ExportItem]) -> ExportOutput
}

extension ExchangeFormat {
  package static func mayEnter(_ folder: String) -> Bool { false }
  package static var sizeLimit: Int { SourceFile.ticketLimit }
  package static func key(_ id: String) -> String { id }
}

/// All formats; a new one is a file and its name here.
package enum ExchangeFormats {
  package static let all: [any ExchangeFormat.Type] = [
    CarFormat.self, AewFormat.self, ExecPlanFormat.self, TkFormat.self, BacklogFormat.self, BeadsFormat.self,
    GitHubFormat.self,
  ]

  package static var names: [String] { all.map { $0.name } }

  package static func named(_ name: String) -> (any ExchangeFormat.Type)? { all.first { $0.name == name } }
}
