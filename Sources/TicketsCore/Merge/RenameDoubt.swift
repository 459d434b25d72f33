/// A file that git may follow to another name, though nothing but its text says that it went there.
package struct RenameDoubt: Equatable, Sendable {
  package enum Side: String, Sendable {
    case ours, theirs
  }

  /// Where it was, from `.tickets`.
  package let old: String
  /// Where git may find it again.
  package let new: String
  /// The side that has it no more.
  package let side: Side

  /// The names in `.tickets` that this is about.
  var names: Set<String> { [old.firstName, new.firstName] }

  /// Whether the text of one ticket may end up in another.
  var mixesTickets: Bool {
    let (old, new) = (old.split(separator: "/"), new.split(separator: "/"))
    return old.count == 2 && new.count == 2 && old[0] != new[0] && old[1] == Layout.ticketFileName
      && new[1] == Layout.ticketFileName
  }
}

extension String {
  /// The first name of a path.
  fileprivate var firstName: String { firstIndex(of: "/").map { String(self[..<$0]) } ?? self }
}
