/// A way to repair tickets: which issues it sees, what it must be told, and what it changes.
///
/// A repair never throws information away, leaves every byte alone that it need not change, and changes nothing when it
/// is made a second time.
package protocol RepairAction: SendableMetatype {
  /// The name in issues files, which never changes its meaning.
  static var name: String { get }
  /// What it does, in one sentence.
  static var summary: String { get }
  /// Whether it needs no decision.
  static var isSafe: Bool { get }
  /// The codes of the issues that it can repair.
  static var codes: [IssueCode] { get }
  static var parameters: [RepairParameter] { get }

  /// The parameters that repair an issue, `null` where someone must decide; nothing when this action cannot.
  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]?
  /// What it changes in a ticket, or why it cannot.
  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange
}

/// Something that a repair must be told.
package struct RepairParameter: Sendable {
  package enum Kind: Equatable, Sendable {
    /// Which part of the ticket is meant: filled in by the report.
    case subject
    /// One of a few words.
    case choice([String])
    /// Free text.
    case text
    /// True or false.
    case flag
  }

  package let name: String
  package let kind: Kind
  /// What to decide, for people who fill in an issues file.
  package let meaning: String

  init(_ name: String, _ kind: Kind, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
  }
}

/// A ticket that is being repaired.
package struct RepairSubject: Sendable {
  /// The name of its folder.
  package let folder: String
  package let bytes: [UInt8]
  /// The file taken apart, when it can be.
  package let document: Document?

  package init(folder: String, bytes: [UInt8]) {
    self.folder = folder
    self.bytes = bytes
    document = try? Document(bytes)
  }

  init(folder: String, _ document: Document) {
    self.folder = folder
    bytes = document.bytes
    self.document = document
  }

  /// The file taken apart; an action that needs it cannot work without.
  func parsed() throws(RepairObjection) -> Document {
    guard let document else { throw RepairObjection("the front matter cannot be read") }
    return document
  }
}

/// What a repair does to a file.
package struct RepairChange: Sendable {
  let edits: [Edit]
  /// What was done and why, as sentences for the log; empty when there was nothing to do.
  let notes: [String]
  /// The id that the ticket gets instead of its own, when others that refer to it shall follow.
  var renumbering: Renumbering?
  /// The run logs that the ticket gets from a folder that has its id for a name.
  var gathered: [String] = []
  /// The run logs of the ticket that go because they hold nothing.
  var emptyLogs: [String] = []

  static var nothing: RepairChange { RepairChange(edits: [], notes: []) }

  init(edits: [Edit], notes: [String]) {
    self.edits = edits
    self.notes = notes
  }

  init(_ edit: Edit, _ note: String) {
    self.init(edits: [edit], notes: [note])
  }
}

/// Why a repair cannot be made.
package struct RepairObjection: Error, Equatable, Sendable {
  /// The reason, as a clause: `the value is missing`.
  package let message: String

  init(_ message: String) {
    self.message = message
  }
}
