/// What the exit code of the tool means.
enum ExitCode: Int32, Sendable {
  /// Done, and nothing found wrong.
  case done = 0
  /// The check found something, or the workflow refuses.
  case found = 1
  /// The asking failed: usage, something missing, input and output, git. Nothing was half-written.
  case failed = 2
}
