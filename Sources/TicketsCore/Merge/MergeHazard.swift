/// Something a merge does that git cannot see.
package struct MergeHazard: Equatable, Sendable {
  package enum Code: String, CaseIterable, Sendable {
    case doubleClaim = "DOUBLE_CLAIM"
    case doneAndChanged = "DONE_AND_CHANGED"
    case deletedAndChanged = "DELETED_AND_CHANGED"
    case dependencyCycle = "DEPENDENCY_CYCLE"
    case danglingReference = "DANGLING_REFERENCE"
    case duplicateID = "DUPLICATE_ID"
    case logLineLost = "LOG_LINE_LOST"
    case lateEntry = "LATE_ENTRY"
    case renameMixUp = "RENAME_MIX_UP"

    /// What the code stands for, in one sentence.
    package var summary: String {
      switch self {
      case .doubleClaim: "Both sides took the ticket up."
      case .doneAndChanged: "A ticket is done on one side and changed on the other."
      case .deletedAndChanged: "A ticket is deleted on one side and changed on the other."
      case .dependencyCycle: "Tickets wait for each other only after the merge."
      case .danglingReference: "A ticket refers to one that the merge does not have."
      case .duplicateID: "Two tickets have one id after the merge."
      case .logLineLost: "A log line would be gone after the merge."
      case .lateEntry: "An entry was written under a claim that the other side had replaced."
      case .renameMixUp: "Git may write what one side changed in a deleted ticket into a new one that looks like it."
      }
    }

    /// Whether it is about what tickets say of each other.
    var isOfRelations: Bool { [.dependencyCycle, .danglingReference, .duplicateID].contains(self) }
  }

  package let code: Code
  /// The tickets concerned, as reports name them.
  package let ids: [String]
  /// One sentence.
  package let message: String

  init(_ code: Code, _ ids: [String], _ message: String) {
    (self.code, self.ids, self.message) = (code, ids, message)
  }
}

extension MergeHazard: JSONWritable {
  /// Writes the code, the tickets and the sentence.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("code", code.rawValue)
      json.member("ids", ids)
      json.member("message", message)
    }
  }
}
