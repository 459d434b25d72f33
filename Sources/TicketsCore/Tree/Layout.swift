/// Where tickets lie in a folder or a repository: `.tickets/<folder>/ticket.md`, and their logs in `logs/` beside it.
package enum Layout {
  /// The name of the folder that holds all tickets.
  package static let folderName = ".tickets"
  /// The name of the file in its folder that makes a ticket.
  package static let ticketFileName = "ticket.md"
  /// The name of the folder beside it that holds run logs.
  package static let logsFolderName = "logs"
  /// The name of the folder beside the tickets in which a repository may keep its own templates.
  package static let templatesFolderName = "templates"
}
