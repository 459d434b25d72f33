/// Run logs that were left in a folder named after the id of a ticket which has another folder.
enum StrayLogsRule {
  /// The folders of tickets by those in which only logs of them are.
  static func homes(of tickets: [TicketCheck], _ facts: [TicketFacts]) -> [String: String] {
    let strays = Set(tickets.lazy.filter { $0.strayLogs != nil }.map(\.folder))
    if strays.isEmpty { return [:] }
    var homes: [String: String] = [:]
    for fact in facts { if let id = fact.id?.text, strays.contains(id), homes[id] == nil { homes[id] = fact.folder } }
    return homes
  }

  /// What is wrong with the tickets by themselves, where logs without a ticket are those of one elsewhere.
  static func issues(_ tickets: [TicketCheck], _ homes: [String: String]) -> [Issue] {
    if homes.isEmpty { return tickets.flatMap(\.issues) }
    return tickets.flatMap { ticket -> [Issue] in
      guard let files = ticket.strayLogs, let home = homes[ticket.folder] else { return ticket.issues }
      let taken = tickets.first { $0.folder == home }?.logs.filter(files.contains) ?? []
      return ticket.issues.filter { $0.code != .ticketMissing } + [issue(about: files, in: ticket.folder, home, taken)]
    }
  }

  private static func issue(about files: [String], in folder: String, _ home: String, _ taken: [String]) -> Issue {
    Issue(
      .logsAstray,
      "The run logs of this ticket lie also in '/\(Layout.folderName)/\(folder)/\(Layout.logsFolderName)', "
        + "the folder that it had before.",
      ticketPath: TicketRecord.path(of: home),
      details: [
        JSON.Member("folder", .string(folder)), JSON.Member("files", .array(files.map(JSON.string))),
        JSON.Member("taken", .array(taken.map(JSON.string))),
      ])
  }
}
