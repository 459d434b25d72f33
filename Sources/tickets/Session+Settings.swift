import TicketsCore

extension Session {
  /// The settings that a tree holds; what is wrong with them is for `validate` to say.
  func settings(of tree: any TicketTree) throws(Failure) -> Settings {
    try reading(tree) { () throws(TreeFailure) in Settings(from: try tree.reader()) }
  }
}
