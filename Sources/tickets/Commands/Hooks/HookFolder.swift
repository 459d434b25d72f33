import TicketsCore
import TicketsFiles
import TicketsGit

/// The folder where git looks for hooks, and the block of ours in its files.
struct HookFolder {
  /// How a hook stands.
  enum State: String {
    case installed, absent
    /// There is a hook that is no shell script.
    case foreign
    /// The block is there, but git would not run the file.
    case notExecutable = "not executable"
    /// The block is there, but neither the recorded tool nor one on the path.
    case toolMissing = "tool missing"
  }

  let path: String
  /// Whether someone else said where hooks lie.
  let isForeign: Bool
  private let block: MarkedBlock
  private let tool: String

  private static let shebang = Array("#!/bin/sh\n".utf8)
  /// Stands in the block of a file that had nothing else, so that it can go with the block.
  private static let madeHere = "# This file was made by 'tickets hooks install'.\n"

  private static let toolLine = "for tickets_tool in "

  init(in session: Session) throws(Failure) {
    let repository = try session.repository()
    let configured = try session.asking { () throws(GitError) in try repository.setting("core.hooksPath") }
    if let configured, !configured.isEmpty {
      let top = try session.asking { () throws(GitError) in try repository.workFolder() }
      let home = configured.hasPrefix("~/") ? Process.environment("HOME") : nil
      path = home.map { $0 + configured.dropFirst() } ?? configured.resolved(from: top ?? repository.gitFolder)
    } else {
      path = repository.commonFolder + "/hooks"
    }
    isForeign = configured?.isEmpty == false
    tool = Process.executable ?? "tickets"
    block = Self.block(tool, madeHere: false)
  }

  private static func block(_ tool: String, madeHere: Bool) -> MarkedBlock {
    // The one line that differs from machine to machine names the tool where it is now.
    let lines = String(decoding: PackageResources.hook_sh, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { $0.hasPrefix(toolLine) ? "\(toolLine)\(Shell.quoted(tool)) tickets; do" : String($0) }
    return MarkedBlock("tickets", (madeHere ? Self.madeHere : "") + lines.joined(separator: "\n"))
  }

  /// Adds the block to a hook, or makes the hook; false when what is there is no shell script.
  func install(_ event: HookEvent) throws(Failure) -> Bool {
    let old = try contents(event)
    let isOurs = old.map(Self.isMadeHere) ?? true
    if let old, !Self.isShell(old) { return false }
    let new = Self.block(tool, madeHere: isOurs).added(to: old ?? Self.shebang, afterFirstLine: true)
    if new != old {
      do throws(StoreFailure) {
        try Store(root: path.splitAtLastSlash.parent)
          .apply(ChangeSet([.write("\(path.splitAtLastSlash.name)/\(event.rawValue)", from: old, to: new)]))
      } catch {
        throw Failure(error)
      }
    }
    try failing(event) { () throws(Errno) in
      let file = try Descriptor.folder(at: path).open(event.rawValue, .reading)
      try file.setPermissions(file.status().permissions | 0o111)
    }
    return true
  }

  /// Takes the block out again; a hook that was made for it goes too.
  func uninstall(_ event: HookEvent) throws(Failure) -> Bool {
    guard let old = try contents(event), block.isIn(old) else { return false }
    let new = block.removed(from: old)
    if Self.isMadeHere(old), new == Self.shebang {
      try failing(event) { () throws(Errno) in try Descriptor.folder(at: path).removeFile(event.rawValue) }
    } else {
      do throws(StoreFailure) {
        try Store(root: path).apply(ChangeSet([.replace(event.rawValue, from: old, to: new)]))
      } catch {
        throw Failure(error)
      }
    }
    return true
  }

  func state(of event: HookEvent) throws(Failure) -> State {
    guard let bytes = try contents(event) else { return .absent }
    // Whoever keeps the hooks may have done what 'install' said.
    let isCalled = String(decoding: bytes, as: UTF8.self).contains("tickets hook \(event.rawValue)")
    guard isCalled || block.isIn(bytes) else { return Self.isShell(bytes) ? .absent : .foreign }
    let permissions = (try? Descriptor.folder(at: path).status(of: event.rawValue).permissions) ?? 0
    guard permissions & 0o100 != 0 else { return .notExecutable }
    // What the script itself asks: does anything run under the names that it tries?
    let script = "for tool in \(Self.recordedTool(bytes)) tickets; do command -v \"$tool\" && exit 0; done; exit 1"
    let found = try? Shell.run(["sh", "-c", script])
    return found?.status == 0 ? .installed : .toolMissing
  }

  /// The words of the block between `in` and the last one, as they are quoted there.
  private static func recordedTool(_ hook: [UInt8]) -> String {
    for line in Lines(of: hook) {
      let text = String(decoding: hook[line.range], as: UTF8.self)
      if text.hasPrefix(toolLine) { return String(text.dropFirst(toolLine.count).dropLast(" tickets; do".count)) }
    }
    return ""
  }

  private func contents(_ event: HookEvent) throws(Failure) -> [UInt8]? {
    do throws(Errno) {
      let file = try Descriptor.folder(at: path).open(event.rawValue, .readingThroughLinks)
      return try file.read(expected: file.status().size)
    } catch .noEntry {
      return nil
    } catch {
      throw Failure("HOOK", "cannot read \(path)/\(event.rawValue): \(error.message)")
    }
  }

  private func failing(_ event: HookEvent, _ work: () throws(Errno) -> Void) throws(Failure) {
    do throws(Errno) {
      try work()
    } catch {
      throw Failure("HOOK", "cannot change \(path)/\(event.rawValue): \(error.message)")
    }
  }

  private static func isMadeHere(_ bytes: [UInt8]) -> Bool {
    Lines(of: bytes).contains { bytes[$0.range].elementsEqual(madeHere.utf8.dropLast()) }
  }

  private static func isShell(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: "#!".utf8), let line = Lines(of: bytes).first(where: { _ in true }) else { return false }
    let words = String(decoding: bytes[line.range].dropFirst(2), as: UTF8.self).split(separator: " ")
    let program = words.first.map { String($0).splitAtLastSlash.name }
    let name = program == "env" ? words.dropFirst().first.map(String.init) : program
    return ["sh", "bash", "dash", "ksh", "zsh", "ash"].contains(name)
  }
}
