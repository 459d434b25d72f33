import Arguments
import TicketsCore
import TicketsFiles

/// Installs, removes and shows the hooks.
struct Hooks: TicketsCommand {
  static let configuration = Configuration(
    "hooks", abstract: "Let git ask this tool before it commits, merges and pushes",
    discussion: """
      'install' adds a marked block to each hook, in front of what is there, which keeps its arguments and its input; \
      the block names the folder that holds .tickets here, and those of other installs in the same repository. \
      'uninstall' takes exactly that out again. 'status' says whether each hook would run and judge the tickets here. Where core.hooksPath says \
      that someone else keeps the hooks, nothing is touched. Without events: pre-commit, prepare-commit-msg, commit-msg, \
      post-merge, pre-push, and what 'hooks' in .tickets/config.yml says otherwise; in a bare repository pre-receive.
      """,
    examples: [
      .init("tickets hooks install", "the usual hooks"),
      .init("tickets hooks install pre-receive", "the gate of a repository that others push to"),
    ])

  enum Action: String, CaseIterable, ParameterValue {
    case install, uninstall, status
  }

  @Argument(help: "What to do")
  var action: Action

  @Argument(placeholder: "event", help: "Only these hooks")
  var events: [HookEvent]

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of a bare repository")
  var root: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> HooksReport {
    let folder = try HookFolder(in: session, root: root)
    let usual = folder.isBare ? [.preReceive] : try session.usualHooks()
    var report = HooksReport(action: action, folder: folder, usual: usual)
    switch action {
    case .install:
      if folder.isBare, let idle = events.first(where: { $0 != .preReceive }) {
        throw Failure(
          .usage, "git never asks \(idle.rawValue) in a bare repository",
          hint: "'tickets hooks install' here installs pre-receive, the gate of every push")
      }
      for event in events.isEmpty ? usual : events {
        let isInstalled =
          folder.isForeign ? false : try report.goingOn { () throws(Failure) in try folder.install(event) }
        let state = try folder.state(of: event)
        report.rows.append((event, isInstalled || state == .installed ? state : .foreign))
      }
    case .uninstall:
      for event in events.isEmpty ? HookEvent.allCases : events
      where try report.goingOn({ () throws(Failure) in try folder.uninstall(event) }) {
        report.rows.append((event, .absent))
      }
      if report.rows.isEmpty, let other = try folder.otherRoots().first {
        session.console.note(
          "the hooks judge other tickets; to take them out, run this in \(HookReport.name(ofRoot: other))")
      }
    case .status:
      for event in events.isEmpty ? (folder.isBare ? usual : HookEvent.allCases) : events {
        report.rows.append((event, try folder.state(of: event)))
      }
    }
    return report
  }
}

extension Session {
  /// What is installed when a command names nothing: as the settings have it here.
  func usualHooks() throws(Failure) -> [HookEvent] {
    guard let root = Root.holdingTickets(from: folder) else { return HookEvent.usual(Settings()) }
    return HookEvent.usual(try settings(of: WorkingTree(root: root)))
  }
}

/// How the hooks stand.
struct HooksReport: Report {
  let action: Hooks.Action
  let folder: HookFolder
  /// What should be there.
  let usual: [HookEvent]
  var rows: [(event: HookEvent, state: HookFolder.State)] = []

  /// Goes on to another hook; where that fails, it is said what was done to those before.
  func goingOn(_ work: () throws(Failure) -> Bool) throws(Failure) -> Bool {
    do throws(Failure) {
      return try work()
    } catch {
      throw error.after(rows.filter { $0.state != .foreign }.map(\.event.rawValue))
    }
  }

  var exitCode: ExitCode {
    let isBroken = rows.contains { $0.state.isBroken }
    return isBroken || action == .install && rows.contains { $0.state == .foreign } ? .found : .done
  }

  func write(to page: inout Page) {
    for (event, state) in rows {
      let style: Page.Style = state == .installed ? .green : state == .absent ? .faint : .red
      page.line(Page.Piece(event.rawValue).padded(to: 20), Page.Piece(state.rawValue, style))
    }
    for (event, state) in rows where state == .absent && action == .status {
      guard let keeper = folder.idleKeeper(of: event) else { continue }
      page.line("\(keeper.file) calls the tool for \(event.rawValue), but git does not ask it there:")
      page.line("  \(keeper.installing(event))")
    }
    let missing = rows.filter { line(toAdd: $0) != nil }
    guard !missing.isEmpty else { return }
    let reason =
      folder.isForeign
      ? "core.hooksPath says that the hooks lie in \(folder.ownersPath)" : "not every hook is a shell script"
    page.line("\(reason), so they are left alone. Add to each:")
    for row in missing { page.line("  \(row.event.rawValue): \(line(toAdd: row) ?? "")") }
  }

  /// What whoever keeps the hooks must add to one that does not call the tool.
  private func line(toAdd row: (event: HookEvent, state: HookFolder.State)) -> String? {
    let isMissing =
      switch row.state {
      case .foreign: true
      case .absent:
        folder.isForeign && action == .status && usual.contains(row.event) && folder.idleKeeper(of: row.event) == nil
      case .otherRoot: folder.isForeign
      case .installed, .notExecutable, .toolMissing: false
      }
    let option = folder.root.isEmpty ? "" : " --root \(Shell.quoted(HookReport.name(ofRoot: folder.root)))"
    return isMissing ? "tickets hook \(row.event.rawValue)\(option) \"$@\"" : nil
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", folder.path)
      json.member("root", HookReport.name(ofRoot: folder.root))
      json.member("hooks") { json in
        json.array { json in
          for row in rows {
            json.object { json in
              json.member("event", row.event.rawValue)
              json.member("state", row.state.rawValue)
              if let line = line(toAdd: row) { json.member("add", line) }
            }
          }
        }
      }
    }
  }
}
