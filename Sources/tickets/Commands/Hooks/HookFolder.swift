import TicketsCore
import TicketsFiles
import TicketsGit

/// The folder where git looks for hooks, and how those in it stand to one root.
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
    /// The hook runs, and judges other tickets than those here.
    case otherRoot = "not for this root"

    var isBroken: Bool {
      switch self {
      case .installed, .absent, .foreign: false
      case .notExecutable, .toolMissing, .otherRoot: true
      }
    }
  }

  let path: String
  /// Whether someone else said where hooks lie.
  let isForeign: Bool
  /// Where the tickets lie that hooks are to judge, from the top of the repository.
  let root: String
  /// Whether the repository has no work tree, and so never commits or merges.
  let isBare: Bool
  private let probe: HookProbe
  private let keepers: [HookKeeper]

  private static let shebang = Array("#!/bin/sh\n".utf8)

  init(in session: Session, root given: String? = nil) throws(Failure) {
    let repository = try session.repository()
    let configured = try session.asking { () throws(GitError) in try repository.setting("core.hooksPath") }
    let top = try session.asking { () throws(GitError) in try repository.workFolder() }
    if let configured, !configured.isEmpty {
      let home = configured.hasPrefix("~/") ? Process.environment("HOME") : nil
      path = home.map { $0 + configured.dropFirst() } ?? configured.resolved(from: top ?? repository.gitFolder)
    } else {
      path = repository.commonFolder + "/hooks"
    }
    isForeign = configured?.isEmpty == false
    root = try session.prefix(given, in: repository)
    isBare = top == nil
    keepers = top.map(HookKeeper.all) ?? []
    probe = HookProbe(folder: top ?? repository.gitFolder, root: root)
    guard !root.contains(where: \.isNewline) else {
      throw Failure(.hook, "a hook cannot name a folder whose name has several lines", hint: "Rename \(root)")
    }
  }

  /// Adds the block to a hook, or makes the hook; false when what is there is no shell script.
  func install(_ event: HookEvent) throws(Failure) -> Bool {
    let old = try contents(event)
    if let old, !Self.isShell(old) { return false }
    let known = old.flatMap(HookBlock.roots) ?? []
    let block = HookBlock(
      tool: Process.executable ?? "tickets", roots: known.contains(root) ? known : known + [root])
    let new = block.added(to: old ?? Self.shebang, madeHere: old.map(HookBlock.isMadeHere) ?? true)
    sweep()
    if new != old { try write(event, from: old, to: new) }
    try failing(event) { () throws(Errno) in
      let file = try Descriptor.folder(at: path).open(event.rawValue, .reading)
      try file.setPermissions(file.status().permissions | 0o111)
    }
    return true
  }

  /// Takes the root out of the block again, and the block with the last one; a hook that was made for it goes too.
  func uninstall(_ event: HookEvent) throws(Failure) -> Bool {
    guard let old = try contents(event), let new = HookBlock.removed(root: root, from: old) else { return false }
    if HookBlock.isMadeHere(old), new == Self.shebang {
      try failing(event) { () throws(Errno) in try Descriptor.folder(at: path).removeFile(event.rawValue) }
    } else {
      sweep()
      try write(event, from: old, to: new)
    }
    return true
  }

  private func write(_ event: HookEvent, from old: [UInt8]?, to new: [UInt8]) throws(Failure) {
    let (parent, name) = path.splitAtLastSlash
    do throws(StoreFailure) {
      try Store(root: parent).apply(ChangeSet([.write("\(name)/\(event.rawValue)", from: old, to: new)]))
    } catch {
      throw Failure(error)
    }
  }

  /// Takes away what a killed install left.
  private func sweep() {
    if !isForeign { _ = Recovery(root: path.splitAtLastSlash.parent).run() }
  }

  func state(of event: HookEvent) throws(Failure) -> State {
    guard let bytes = try contents(event) else { return .absent }
    let isOurs = HookBlock.found(in: bytes) != nil
    // Whoever keeps the hooks may have done what 'install' said.
    let call = isOurs ? nil : try self.call(for: event, in: bytes)
    guard isOurs || call != nil else { return Self.isShell(bytes) ? .absent : .foreign }
    let permissions = (try? Descriptor.folder(at: path).status(of: event.rawValue).permissions) ?? 0
    guard permissions & 0o100 != 0 else { return .notExecutable }
    guard probe.findsTool(HookBlock.tool(in: bytes)) else { return .toolMissing }
    let judgesRoot = if let call { call.roots.contains(root) } else { probe.judgesRoot(event, bytes) }
    return judgesRoot ? .installed : .otherRoot
  }

  /// How a hook of someone else calls this tool, itself or through the settings of the one who made it.
  private func call(for event: HookEvent, in hook: [UInt8]) throws(Failure) -> HookCall? {
    if let call = HookCall(of: event, in: String(decoding: hook, as: UTF8.self)) { return call }
    if let keeper = keepers.first(where: { $0.made(hook) }) { return keeper.call(for: event) }
    guard ownersPath != path, let own = try contents(event, in: ownersPath) else { return nil }
    return HookCall(of: event, in: String(decoding: own, as: UTF8.self))
  }

  /// Where people add to hooks: husky hands on from a folder that it makes to the one around it.
  var ownersPath: String { path.splitAtLastSlash.name == "_" ? path.splitAtLastSlash.parent : path }

  /// The one whose settings call this tool for an event for which git does not ask it.
  func idleKeeper(of event: HookEvent) -> HookKeeper? { keepers.first { $0.call(for: event) != nil } }

  /// The roots that the hooks judge here, for somebody who stands in none of them.
  func otherRoots() throws(Failure) -> [String] {
    var found: [String] = []
    for event in HookEvent.allCases { found += try contents(event).flatMap(HookBlock.roots) ?? [] }
    return found.withoutRepeats.filter { $0 != root }
  }

  private func contents(_ event: HookEvent, in folder: String? = nil) throws(Failure) -> [UInt8]? {
    let path = folder ?? path
    do throws(Errno) {
      let file = try Descriptor.folder(at: path).open(event.rawValue, .readingThroughLinks)
      return try file.read(expected: file.status().size)
    } catch .noEntry {
      return nil
    } catch {
      throw Failure(.hook, "cannot read \(path)/\(event.rawValue): \(error.message)")
    }
  }

  private func failing(_ event: HookEvent, _ work: () throws(Errno) -> Void) throws(Failure) {
    do throws(Errno) {
      try work()
    } catch {
      throw Failure(.hook, "cannot change \(path)/\(event.rawValue): \(error.message)")
    }
  }

  private static func isShell(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: "#!".utf8), let line = Lines(of: bytes).first(where: { _ in true }) else { return false }
    let words = String(decoding: bytes[line.range].dropFirst(2), as: UTF8.self).split(separator: " ")
    let program = words.first.map { String($0).splitAtLastSlash.name }
    let name = program == "env" ? words.dropFirst().first.map(String.init) : program
    return ["sh", "bash", "dash", "ksh", "zsh", "ash"].contains(name)
  }
}
