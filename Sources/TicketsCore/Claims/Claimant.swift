/// Who asks for a ticket, or has one.
package struct Claimant: Equatable, Sendable {
  package let actorType: LogEntry.ActorType
  package let actorID: String
  /// The run, which tells apart what one actor does at the same time.
  package let runID: String?
  /// The top of the work tree, which stands in for the run where there is none.
  package let workTree: String?

  package init(actorType: LogEntry.ActorType, actorID: String, runID: String?, workTree: String?) {
    (self.actorType, self.actorID, self.runID, self.workTree) = (actorType, actorID, runID, workTree)
  }

  /// Whether both are the same hands: the same actor in the same run, or in the same work tree where neither has one.
  package func isSame(as other: Claimant) -> Bool {
    guard actorType == other.actorType, actorID == other.actorID, runID == other.runID else { return false }
    return runID != nil || workTree == other.workTree
  }

  /// Whether both may be the same hands, as far as names tell: one person in all places, an agent in one run.
  package func isSameActor(as other: Claimant) -> Bool {
    guard actorType == other.actorType, actorID == other.actorID else { return false }
    return actorType == .human || runID == other.runID || runID == nil || other.runID == nil
  }

  /// Whether what somebody does is done under a claim: one of the same run, or where one of the two names none, of the
  /// same actor in the same work tree.
  package func continues(_ other: Claimant) -> Bool {
    if runID != nil, other.runID != nil { return isSame(as: other) }
    return actorType == other.actorType && actorID == other.actorID && workTree == other.workTree
  }
}
