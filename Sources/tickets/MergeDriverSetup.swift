import TicketsCore
import TicketsFiles
import TicketsGit

/// Tells git to merge tickets and run logs with this tool.
struct MergeDriverSetup {
  private let session: Session
  private let top: String
  private let attributes: MarkedBlock

  static let attributesFile = ".gitattributes"

  init(in session: Session) throws(Failure) {
    self.session = session
    let repository = try session.repository()
    guard let top = try session.asking({ () throws(GitError) in try repository.workFolder() }) else {
      throw Failure(.git, "a bare repository merges nothing", hint: "Run this in a clone with a work tree")
    }
    self.top = top
    let folder = try session.prefix(nil, in: repository) + Layout.folderName
    attributes = MarkedBlock(
      "tickets",
      """
      \(folder)/*/\(Layout.ticketFileName) merge=tickets-ticket
      \(folder)/*/\(Layout.logsFolderName)/*\(RunLogName.suffix) merge=tickets-log

      """)
  }

  /// How far git knows of the drivers.
  enum State {
    case absent, ready
    /// The attributes come with the repository, the settings do not.
    case notInThisClone
  }

  func state() throws(Failure) -> State {
    let file = try session.contents(of: Self.attributesFile, in: top) ?? []
    let isAsked = Lines(of: file).contains {
      String(decoding: file[$0.range], as: UTF8.self).contains("merge=tickets-")
    }
    guard isAsked else { return .absent }
    let repository = try session.repository()
    for kind in MergeDriver.Kind.allCases {
      let setting = try session.asking { () throws(GitError) in
        try repository.setting("merge.tickets-\(kind.rawValue).driver")
      }
      if setting?.isEmpty ?? true { return .notInThisClone }
    }
    return .ready
  }

  /// Writes the attributes and the settings; what is there already stays.
  func install() throws(Failure) -> (path: String, isNew: Bool) {
    let isNew = try session.apply(at: top) { () throws(Failure) in
      let old = try session.contents(of: Self.attributesFile, in: top)
      let new = attributes.added(to: old ?? [])
      if new == old { return (ChangeSet(), false) }
      return (ChangeSet([.write(Self.attributesFile, from: old, to: new)]), old == nil)
    }
    let git = GitCommand(in: top)
    for kind in MergeDriver.Kind.allCases {
      let name = "merge.tickets-\(kind.rawValue)"
      try session.asking { () throws(GitError) in
        try git(
          "config", "\(name).name", "tickets: \(kind == .log ? "run logs, line by line" : "tickets, field by field")")
        try git("config", "\(name).driver", Self.command(kind))
      }
    }
    return (Self.attributesFile, isNew)
  }

  /// What git runs: this tool where it was found, or on the path; without it, git's own merge of text.
  ///
  /// A driver that cannot run would otherwise leave one side only, without a mark.
  private static func command(_ kind: MergeDriver.Kind) -> String {
    let script = """
      for tool in "$1" tickets; do \
      if command -v "$tool" >/dev/null; then \
      "$tool" merge-driver \(kind.rawValue) "$2" "$3" "$4" "$5"; status=$?; [ $status -le 1 ] && exit $status; fi; done; \
      echo "tickets: not found or failed, so $5 is merged as text" >&2; \
      exec git merge-file -L ours -L base -L theirs "$3" "$2" "$4"
      """
    let words = ["sh", "-c", script, "tickets", Process.executable ?? "tickets"].map(Shell.quoted)
    return words.joined(separator: " ") + " %O %A %B %P"
  }
}

extension ChangeSet.Change {
  /// Makes a file, or replaces what was read of it.
  static func write(_ path: String, from old: [UInt8]?, to new: [UInt8]) -> ChangeSet.Change {
    old.map { .replace(path, from: $0, to: new) } ?? .createFile(path, new)
  }
}

extension Session {
  /// What a file in a folder holds; nothing when it is not there.
  func contents(of name: String, in folder: String) throws(Failure) -> [UInt8]? {
    do throws(Errno) {
      let file = try Descriptor.folder(at: folder).open(name, .reading)
      return try file.read(expected: file.status().size)
    } catch .noEntry {
      return nil
    } catch {
      throw Failure(.unreadable, "cannot read \(folder)/\(name): \(error.message)")
    }
  }
}
