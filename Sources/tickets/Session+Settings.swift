import TicketsCore

extension Session {
  /// The settings that a tree holds; what is wrong with them is for `validate` to say.
  func settings(of tree: any TicketTree) throws(Failure) -> Settings {
    try reading(tree) { () throws(TreeFailure) in Settings(from: try tree.reader()) }
  }

  /// Says what of the settings asks for nothing: who relies on it must hear that.
  func warnOfUnheeded(_ settings: Settings) {
    guard let issue = settings.unheeded else { return }
    console.warn("\(issue.message) What it sets is not in force.", hint: "'tickets validate' says where")
  }
}
