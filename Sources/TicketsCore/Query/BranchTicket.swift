/// The ticket that a branch works on.
package enum BranchTicket: Equatable, Sendable {
  case named(String)
  /// The commits belong to several.
  case ambiguous([String])
  case none

  /// Chooses: what git's settings say of the branch, then an id in its name, then the trailers of its commits.
  package init(setting: String?, branch: String?, trailers: [String], isTicket: (String) -> Bool) {
    if let setting {
      self = .named(setting)
    } else if let piece = branch.map({ TicketID.pieces(in: $0) })?.first(where: isTicket) {
      self = .named(piece)
    } else {
      let names = trailers.withoutRepeats
      self = names.count > 1 ? .ambiguous(names) : names.first.map(Self.named) ?? .none
    }
  }
}
