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
    case renameMixUp = "RENAME_MIX_UP"

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
