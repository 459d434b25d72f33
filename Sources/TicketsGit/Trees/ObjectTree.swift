import TicketsCore

/// A tree of git objects whose top may be known.
protocol ObjectTree: TicketTree {
  var folders: ObjectFolders { get }
}

extension ObjectTree {
  package func entries(unlike other: any TicketTree) -> (own: [TreeEntry], other: [TreeEntry])? {
    guard let other = other as? any ObjectTree, let top = folders.knownTop, let otherTop = other.folders.knownTop else {
      return nil
    }
    let (own, others) = top.entries(unlike: otherTop)
    return (own.map { top.treeEntry($0) }, others.map { otherTop.treeEntry($0) })
  }
}
