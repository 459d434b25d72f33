/// What is wrong with the tickets that a merge touches.
package struct MergeIssues: Sendable {
  package let all: [Issue]
  /// The errors that neither side has alone.
  package let new: [Issue]

  package init(of merge: TreeMerge, _ settings: Settings) throws(TreeFailure) {
    let validator = Validator(settings)
    func issues(_ tree: any TicketTree, _ name: (TreeMerge.Folder) -> String?) throws(TreeFailure) -> [Issue] {
      let folders = Set(merge.folders.compactMap(name))
      // What tickets say of each other is for the hazards: that way the others need not be read.
      return folders.isEmpty ? [] : try validator.validate(tree, only: folders, alone: true).issues
    }
    all = try issues(merge.tree) { $0.name }
    let errors = all.filter { $0.severity == .error }
    guard !errors.isEmpty else {
      new = []
      return
    }
    let known = try issues(merge.tree.sides.ours) { $0.oursName } + issues(merge.tree.sides.theirs) { $0.theirsName }
    new = errors.unknown(to: known)
  }
}
