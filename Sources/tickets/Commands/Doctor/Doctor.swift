import Arguments
import TicketsCore

/// Says how the tool is set up here, and what to do about what is not.
struct Doctor: TicketsCommand {
  static let configuration = Configuration(
    "doctor", abstract: "Say how the tool is set up here, and what is missing",
    discussion: """
      It looks at the tool, git and libgit2, the repository and its tickets, who acts, what git leaves out of commits, \
      hooks, merge drivers, completions and the hosts of agents, and changes nothing. A line with '!' needs attention, \
      and says what to do; '-' is something that could be set up and need not be. A bug report begins with it.

      Exit code 1: something needs attention.
      """,
    examples: [.init("tickets doctor", "everything"), .init("tickets doctor --json", "the same for a bug report")])

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> DoctorReport {
    let checkup = Checkup(session)
    return DoctorReport(findings: checkup.ofMachine() + checkup.ofRepository() + checkup.ofTools())
  }
}

/// What was looked at, in the order in which one thing needs the other.
struct DoctorReport: Report {
  let findings: [Finding]

  /// One thing that was looked at.
  struct Finding {
    enum State: String {
      case fine
      /// It could be set up, and need not be.
      case optional
      case attention

      fileprivate var mark: Page.Piece {
        switch self {
        case .fine: Page.Piece("+ ", .green)
        case .optional: Page.Piece("- ", .faint)
        case .attention: Page.Piece("! ", .red)
        }
      }
    }

    let name: String
    let state: State
    let text: String
    var advice: String?

    init(_ name: String, _ state: State, _ text: String, advice: String? = nil) {
      (self.name, self.state, self.text, self.advice) = (name, state, text, advice)
    }

    /// What kept us from looking.
    init(_ name: String, _ failure: Failure) {
      self.init(name, .attention, failure.message, advice: failure.hint)
    }
  }

  var exitCode: ExitCode { findings.contains { $0.state == .attention } ? .found : .done }

  func write(to page: inout Page) {
    let width = (findings.map(\.name.utf8.count).max() ?? 0) + 2
    for finding in findings {
      page.line(finding.state.mark, Page.Piece(finding.name, .bold).padded(to: width), Page.Piece(finding.text))
      if let advice = finding.advice { page.line(String(repeating: " ", count: width + 2) + advice) }
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("version", Tickets.version)
      json.member("findings") { json in
        json.array { json in
          for finding in findings {
            json.object { json in
              json.member("name", finding.name)
              json.member("state", finding.state.rawValue)
              json.member("text", finding.text)
              if let advice = finding.advice { json.member("advice", advice) }
            }
          }
        }
      }
    }
  }
}
