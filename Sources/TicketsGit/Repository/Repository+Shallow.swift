extension Repository {
  /// Why two histories do not meet: they never did, or a shallow clone ends before they do.
  package func neverMet(_ first: String, _ second: String) -> GitError {
    let operation = "find where '\(first)' and '\(second)' meet"
    guard isShallow else {
      return GitError(
        .other, operation: operation, message: "the two histories have nothing in common",
        hint: "'\(first) \(second)', with a space, takes the two as they are")
    }
    return GitError(.other, operation: operation, message: "this shallow clone ends before that", hint: Self.deepening)
  }

  /// What brings the history that a shallow clone lacks.
  package static let deepening = "`git fetch --unshallow` gets the whole history, `git fetch --deepen=100` some of it"
}
