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
      post-merge, pre-push, and what 'hooks' in .tickets/config.yml says otherwise.
      """,
    examples: [
      .init("tickets hooks install", "the usual hooks"),
      .init("tickets hooks install pre-receive", "the gate of a bare repository"),
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
    var report = HooksReport(action: action, folder: folder)
    switch action {
    case .install:
      for event in events.isEmpty ? try session.usualHooks() : events {
        let isInstalled = folder.isForeign ? false : try folder.install(event)
        report.rows.append((event, isInstalled ? try folder.state(of: event) : .foreign))
      }
    case .uninstall:
      for event in events.isEmpty ? HookEvent.allCases : events where try folder.uninstall(event) {
        report.rows.append((event, .absent))
      }
      if report.rows.isEmpty, let other = try folder.otherRoots().first {
        session.console.note(
          "the hooks judge other tickets; to take them out, run this in \(HookReport.name(ofRoot: other))")
      }
    case .status:
      for event in events.isEmpty ? HookEvent.allCases : events {
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
  var rows: [(event: HookEvent, state: HookFolder.State)] = []

  var exitCode: ExitCode {
    let isBroken = rows.contains { $0.state.isBroken }
    return isBroken || action == .install && rows.contains { $0.state == .foreign } ? .found : .done
  }

  func write(to page: inout Page) {
    for (event, state) in rows {
      let style: Page.Style = state == .installed ? .green : state == .absent ? .faint : .red
      page.line(Page.Piece(event.rawValue).padded(to: 20), Page.Piece(state.rawValue, style))
    }
    guard rows.contains(where: { $0.state == .foreign }) else { return }
    let reason =
      folder.isForeign ? "core.hooksPath says that the hooks lie in \(folder.path)" : "not every hook is a shell script"
    page.line("\(reason), so they are left alone. Add to each:")
    let option = folder.root.isEmpty ? "" : " --root \(Shell.quoted(HookReport.name(ofRoot: folder.root)))"
    for (event, state) in rows where state == .foreign {
      page.line("  \(event.rawValue): tickets hook \(event.rawValue)\(option) \"$@\"")
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", folder.path)
      json.member("root", HookReport.name(ofRoot: folder.root))
      json.member("hooks") { json in
        json.array { json in
          for (event, state) in rows {
            json.object { json in
              json.member("event", event.rawValue)
              json.member("state", state.rawValue)
            }
          }
        }
      }
    }
  }
}
