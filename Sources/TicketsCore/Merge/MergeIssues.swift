/// What is wrong with the tickets that a merge touches.
package struct MergeIssues: Sendable {
  package let all: [Issue]
  /// The errors that neither side has alone, without those that hazards tell already.
  package let new: [Issue]
  /// The errors that theirs brings in.
  package let incoming: [Issue]

  package init(of merge: TreeMerge, besides hazards: [MergeHazard], _ settings: Settings) throws(TreeFailure) {
    let validator = Validator(settings)
    // Only the hazards know whether tickets say anything new of each other; without one the others need not be read.
    let areAlone = !hazards.contains { $0.code.isOfRelations }
    func issues(_ tree: any TicketTree, _ name: (TreeMerge.Folder) -> String?) throws(TreeFailure) -> [Issue] {
      let folders = Set(merge.folders.compactMap(name))
      return folders.isEmpty ? [] : try validator.validate(tree, only: folders, alone: areAlone).issues
    }
    all = try issues(merge.tree) { $0.name }
    let errors = all.filter { $0.severity == .error && $0.code != .idDuplicate }
    guard !errors.isEmpty else {
      new = []
      incoming = []
      return
    }
    let mine = try issues(merge.tree.sides.ours) { $0.oursName }
    let other = try issues(merge.tree.sides.theirs) { $0.theirsName }
    new = errors.unknown(to: mine + other)
    incoming = errors.unknown(to: mine + new)
  }
}
