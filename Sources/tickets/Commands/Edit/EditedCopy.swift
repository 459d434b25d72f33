import TicketsCore
import TicketsFiles

/// The copy of a ticket that an editor works on: a file of its own in a folder for temporary files.
struct EditedCopy {
  let path: String
  private let session: Session
  private let parent: String
  private let folder: String

  private static let fileName = "ticket.md"
  private static let remark = "# tickets: "

  init(of bytes: [UInt8], _ session: Session) throws(Failure) {
    self.session = session
    parent = (Process.environment("TMPDIR") ?? "/tmp").resolved(from: session.folder)
    var tries = 0
    while true {
      let name = "tickets-edit-\(session.nextID().text)"
      do throws(StoreFailure) {
        try Store(root: parent).apply(ChangeSet([.createFolder(name, [.file(Self.fileName, bytes)])]))
        folder = name
        break
      } catch {
        // Where the clock and the ids are fixed, a copy that was left behind has the same name.
        tries += 1
        if tries > 100 {
          throw Failure(.notWritten, "cannot write a copy for the editor to \(parent): \(error.message)")
        }
      }
    }
    path = "\(parent)/\(folder)/\(Self.fileName)"
  }

  /// Where the text is that was typed, when it could not be written.
  var hint: String { "Nothing was changed; what you typed is in \(path)" }

  /// What the file holds now without our remarks; nil when it is gone.
  var typed: [UInt8]? {
    guard let bytes = try? session.read(file: path, for: "the edited ticket") else { return nil }
    let remark = Array(Self.remark.utf8)
    var rest = bytes[...]
    while rest.starts(with: remark) {
      rest = rest.firstIndex(of: Ascii.newline).map { rest[($0 + 1)...] } ?? []
    }
    return Array(rest)
  }

  /// Puts a problem above the text, in lines that are no part of it.
  func show(_ typed: [UInt8], below problem: Failure) throws(Failure) {
    let text = [problem.message, problem.hint ?? "", "Correct it and save; save it as it is, or empty, to give up."]
    let lines: [Substring] = text.joined(separator: "\n").split(separator: "\n")
    let remarks = lines.map { "\(Self.remark)\(Escape.line(String($0)))\n" }.joined()
    try session.write(Array(remarks.utf8) + typed, to: path)
  }

  /// Throws the copy away; what an editor left beside it stays.
  func remove() {
    do throws(Errno) {
      let parent = try Descriptor.folder(at: parent)
      try? Descriptor.folder(at: "\(self.parent)/\(folder)").removeFile(Self.fileName)
      try parent.removeFolder(folder)
    } catch {
      // It is in a folder that the system empties.
    }
  }
}
