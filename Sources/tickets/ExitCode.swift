/// What the exit code of the tool means.
enum ExitCode: Int32, CaseIterable, Sendable {
  /// Done, nothing found wrong.
  case done = 0
  /// The check found something, or the workflow refused.
  case found = 1
  /// The command could not run, and nothing was half-written.
  case failed = 2

  /// The meaning for the manual.
  private var meaning: String {
    switch self {
    case .done: "Done, nothing found wrong"
    case .found: "The check found something, or the workflow refused"
    case .failed:
      "The command could not run: wrong usage, something missing, input or output, git. Nothing was half-written"
    }
  }

  static var manual: [(code: Int, meaning: String)] { allCases.map { (Int($0.rawValue), $0.meaning) } }
}
