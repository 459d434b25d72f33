import TicketsCore
import TicketsFiles

/// Tells the hosts of agents of this tool, in the files that they read.
struct AgentFiles {
  private let session: Session
  private let root: String
  private static let texts = AgentSetup.Texts(
    pointer: PackageResources.agent_pointer_md, skill: PackageResources.SKILL_md)

  init(in session: Session, at root: String) {
    self.session = session
    self.root = root
  }

  /// Adds the lines, skills and hooks of some hosts, and takes those of others out.
  func apply(adding: [AgentHost], removing: [AgentHost], to report: inout InitReport) throws(Failure) {
    let setup = try session.apply(at: root) { () throws(Failure) in
      let setup = try AgentSetup(adding: Set(adding), removing: Set(removing), Self.texts, contents)
      return (ChangeSet(setup.changes.compactMap(\.written)), setup)
    }
    for change in setup.changes {
      switch (change.old, change.new) {
      case (nil, _): report.made.append(change.path)
      case (_, nil):
        try remove(change.path)
        report.removed.append(change.path)
      default: report.changed.append(change.path)
      }
    }
    report.kept += setup.kept
    for remark in setup.remarks {
      session.console.warn("\(remark.path) is left alone: \(remark.message)", hint: remark.hint)
    }
  }

  private func contents(of path: String) throws(Failure) -> [UInt8]? {
    let (folder, name) = path.splitAtLastSlash
    guard let status = try? Descriptor.folder(at: "\(root)/\(folder)").status(of: name) else { return nil }
    // A link to another file of instructions: the host reads that one.
    if status.kind == .link, path == "CLAUDE.md" { return nil }
    guard status.kind == .file else {
      throw Failure(
        .unreadable, "\(root)/\(path) is no regular file", hint: "Put a file in its place, or tell the host by hand")
    }
    return try session.contents(of: name, in: "\(root)/\(folder)")
  }

  /// Removes a file that is all ours, and the folders that held nothing else.
  private func remove(_ path: String) throws(Failure) {
    var (folder, name) = path.splitAtLastSlash
    do throws(Errno) {
      try Descriptor.folder(at: "\(root)/\(folder)").removeFile(name)
    } catch {
      throw Failure(.notWritten, "cannot remove \(root)/\(path): \(error.message)")
    }
    while !folder.isEmpty {
      (folder, name) = folder.splitAtLastSlash
      guard (try? Descriptor.folder(at: "\(root)/\(folder)").removeFolder(name)) != nil else { return }
    }
  }
}

extension AgentSetup.Change {
  fileprivate var written: ChangeSet.Change? { new.map { .write(path, from: old, to: $0) } }
}
