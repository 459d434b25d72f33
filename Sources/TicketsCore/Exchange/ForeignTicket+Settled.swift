extension ForeignTicket {
  /// The ticket as one of ours would give it back.
  var settled: ForeignTicket {
    var ticket = self
    ticket.title = title.singleLine
    if ticket.title.isEmpty { ticket.title = "Untitled \(id)".singleLine }
    // What names a person, or is run, must be one line too.
    ticket.owner = owner.map(\.singleLine).flatMap { $0.isEmpty ? nil : $0 }
    ticket.verificationCommands = verificationCommands.map(\.singleLine).filter { !$0.isEmpty }
    ticket.scope.allow = scope.allow.map(\.singleLine).filter { !$0.isEmpty }
    ticket.scope.deny = scope.deny.map(\.singleLine).filter { !$0.isEmpty }
    ticket.body = body.settled
    return ticket
  }
}
