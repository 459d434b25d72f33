import TicketsCore

extension Session {
  /// The settings that a tree holds.
  func settings(of tree: any TicketTree) throws(Failure) -> Settings { Settings() }
}
