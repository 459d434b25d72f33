import Arguments
import TicketsCore
import TicketsFiles

/// What other programs know of the tool.
extension Checkup {
  func ofTools() -> [Finding] {
    var findings: [Finding] = []
    if case .success = repository {
      findings.append(finding("hooks", hooks))
      findings.append(finding("merge drivers", drivers))
    }
    return findings + [completions(), hosts()]
  }

  private func hooks() throws(Failure) -> Finding {
    let folder = try HookFolder(in: session)
    let usual = folder.isBare ? [.preReceive] : try session.usualHooks()
    var states: [(event: HookEvent, state: HookFolder.State)] = []
    for event in HookEvent.allCases { states.append((event, try folder.state(of: event))) }
    let broken = states.filter(\.state.isBroken)
    if !broken.isEmpty {
      let text = broken.map { "\($0.event.rawValue) is \($0.state.rawValue)" }.joined(separator: ", ")
      return Finding("hooks", .attention, "they do not run: \(text)", advice: "'tickets hooks install' mends them")
    }
    let installed = states.filter { $0.state == .installed }.map(\.event)
    let missing = usual.filter { !installed.contains($0) }
    let names = installed.map(\.rawValue).joined(separator: ", ")
    let who = folder.isForeign ? ", in \(folder.ownersPath)" : ""
    if missing.isEmpty { return Finding("hooks", .fine, names + who) }
    return Finding(
      "hooks", .optional,
      installed.isEmpty ? "none\(who)" : "\(names)\(who); not \(missing.map(\.rawValue).joined(separator: ", "))",
      advice: folder.isForeign ? "'tickets hooks status' says what to add there" : "'tickets hooks install' adds them")
  }

  private func drivers() throws(Failure) -> Finding {
    let advice = "'tickets init --merge-drivers' sets them up"
    switch try MergeDriverSetup(in: session).state() {
    case .absent: return Finding("merge drivers", .optional, "none", advice: advice)
    case .ready: return Finding("merge drivers", .fine, "git merges tickets field by field")
    case .notInThisClone:
      return Finding(
        "merge drivers", .attention, "\(MergeDriverSetup.attributesFile) asks for them, and this clone has none",
        advice: advice)
    }
  }

  /// Where the scripts of this tool and of package managers put completions.
  private func completions() -> Finding {
    guard let shell = Process.environment("SHELL").map({ $0.splitAtLastSlash.name }).flatMap(Arguments.Shell.init)
    else {
      return Finding("completions", .optional, "your shell is none that they are made for (bash, zsh, fish)")
    }
    let home = Process.environment("HOME") ?? "/"
    let shared = ["\(home)/.local/share", "/usr/local/share", "/usr/share", "/opt/homebrew/share"]
    let places: [String] =
      switch shell {
      case .bash: shared.map { "\($0)/bash-completion/completions/tickets" }
      case .zsh:
        shared.flatMap { share in ["site-functions", "vendor-completions"].map { "\(share)/zsh/\($0)/_tickets" } }
      case .fish:
        ["\(home)/.config/fish/completions/tickets.fish"]
          + shared.flatMap { share in
            ["completions", "vendor_completions.d"].map { "\(share)/fish/\($0)/tickets.fish" }
          }
      }
    if let found = places.first(where: { (try? Platform.status(ofFile: $0)) != nil }) {
      return Finding("completions", .fine, found)
    }
    return Finding(
      "completions", .optional, "none for \(shell.rawValue) in the usual places",
      advice: "'tickets completions \(shell.rawValue) > \(places[0])' writes them")
  }

  /// The hosts of agents that are told to start the server of tools.
  private func hosts() -> Finding {
    let home = Process.environment("HOME") ?? "/"
    let connected = AgentHost.allCases.filter { host in
      let file = host.server.file
      let path = file.hasPrefix("~/") ? home + file.dropFirst() : "\(root ?? session.folder)/\(file)"
      let (folder, name) = path.splitAtLastSlash
      guard case let bytes? = try? session.contents(of: name, in: folder) else { return false }
      return String(decoding: bytes, as: UTF8.self).contains("\"mcp\"")
    }
    if connected.isEmpty {
      return Finding(
        "hosts of agents", .optional, "none is told to start 'tickets mcp'",
        advice: "'tickets init --agent NAME' says how")
    }
    return Finding("hosts of agents", .fine, connected.map(\.rawValue).joined(separator: ", "))
  }
}
