/// All ways to repair, in the order in which they are made in one file.
package enum RepairActions {
  package static let all: [any RepairAction.Type] = [
    ResolveDuplicateKey.self, RemoveByteOrderMark.self, NormalizeTimestamp.self, NormalizeEnum.self, QuoteText.self,
    NormalizeList.self, RenumberHandle.self, WrapVerification.self, RemoveUpdatedAt.self, AddSections.self,
    SetField.self,
    ResolveReference.self, GatherLogs.self, RemoveEmptyLog.self,
  ]

  /// The action of a name in an issues file.
  static func named(_ name: String) -> (order: Int, action: any RepairAction.Type)? {
    all.enumerated().first { $0.element.name == name }.map { ($0.offset, $0.element) }
  }
}

extension IssueCode {
  /// The ways to repair issues of this code.
  package var repairs: [any RepairAction.Type] { RepairActions.all.filter { $0.codes.contains(self) } }
}
