/// What a file of a source turned out to be.
package struct SourceItem: Sendable {
  package enum Content: Sendable {
    case ticket(ForeignSource)
    case notATicket(String)
    /// What should be a ticket, and cannot be read.
    case unreadable(String)
  }

  package let path: String
  package let content: Content

  package init(path: String, content: Content) {
    (self.path, self.content) = (path, content)
  }

  static func ticket(_ source: ForeignSource) -> SourceItem { SourceItem(path: source.path, content: .ticket(source)) }

  static func notATicket(_ file: SourceFile, _ reason: String) -> SourceItem {
    SourceItem(path: file.shownPath, content: .notATicket(reason))
  }

  static func unreadable(_ file: SourceFile, _ reason: String) -> SourceItem {
    SourceItem(path: file.shownPath, content: .unreadable(reason))
  }
}
