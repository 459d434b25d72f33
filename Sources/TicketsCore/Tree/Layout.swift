/// Where tickets lie in a folder or a repository.
package enum Layout {
  /// The name of the folder that holds all tickets.
  package static let folderName = ".tickets"
}
