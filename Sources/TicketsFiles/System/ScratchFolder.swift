import TicketsCore

/// A folder among the system's temporary ones, for what nobody keeps.
package struct ScratchFolder {
  package let path: String
  private let parent: String
  private let name: String

  /// Makes it; a name that is taken gets a number.
  package init(named name: String, in parent: String) throws(Errno) {
    let place = try Descriptor.folder(at: parent)
    var number = 0
    while true {
      let unique = number == 0 ? name : "\(name)-\(number)"
      do throws(Errno) {
        try place.makeFolder(unique)
        (self.parent, self.name, path) = (parent, unique, parent + "/" + unique)
        return
      } catch .exists where number < 1_000 {
        number += 1
      }
    }
  }

  /// Takes it away with all that is in it; what cannot be stays for the system to empty.
  package func remove() {
    guard let place = try? Descriptor.folder(at: parent) else { return }
    Self.remove(name, in: place)
  }

  private static func remove(_ name: String, in parent: borrowing Descriptor) {
    if let inside = try? parent.open(name, .folder) {
      for entry in (try? inside.entries()) ?? [] {
        if entry.kind == .folder { remove(entry.name, in: inside) } else { try? inside.removeFile(entry.name) }
      }
    }
    try? parent.removeFolder(name)
  }
}
