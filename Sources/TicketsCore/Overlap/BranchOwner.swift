/// What says which tickets a branch belongs to.
package struct BranchOwner: Sendable {
  /// What `git config branch.<name>.ticket` says.
  package var configured: String?
  package var branch: String?
  /// The tickets of claims that were made on it or in its work tree.
  package var claimed: [String] = []
  /// The tickets that its own commits name.
  package var trailers: [String] = []
  /// The folders of tickets whose logs it wrote.
  package var logged: [String] = []

  package init(branch: String?) { self.branch = branch }

  /// The tickets, found by the strongest evidence that there is; the closure finds one by any form of its name.
  package func tickets(_ find: (String) -> String?) -> [String] {
    let evidence = [
      configured.map { [$0] } ?? [], branch.map { TicketID.pieces(in: $0) } ?? [], claimed, trailers, logged,
    ]
    for (index, names) in evidence.enumerated() {
      let found = names.compactMap(find).withoutRepeats
      // A name has pieces that mean nothing; the first that means something is enough.
      if !found.isEmpty { return index == 1 ? [found[0]] : found }
    }
    return []
  }
}
