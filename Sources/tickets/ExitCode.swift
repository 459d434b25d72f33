/// What the exit code of the tool means.
enum ExitCode: Int32, CaseIterable, Sendable {
  /// Done, and nothing found wrong.
  case done = 0
  /// The check found something, or the workflow refuses.
  case found = 1
  /// The asking failed, and nothing was half-written.
  case failed = 2

  /// The meaning for the manual.
  private var meaning: String {
    switch self {
    case .done: "Done, and nothing found wrong"
    case .found: "The check found something, or the workflow refuses"
    case .failed: "The asking failed: usage, something missing, input and output, git. Nothing was half-written"
    }
  }

  static var manual: [(code: Int, meaning: String)] { allCases.map { (Int($0.rawValue), $0.meaning) } }
}
