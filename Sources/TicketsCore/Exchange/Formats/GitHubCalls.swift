/// The calls of `gh` that would make issues; they are written down for a person to read and run.
enum GitHubCalls {
  static func script(_ items: [ExportItem]) -> String {
    var text = """
      #!/bin/sh
      # Makes these issues in the repository of this folder, with GitHub's own tool. Read it before you run it.
      set -eu

      """
    for item in items {
      let now = item.now
      var call = "gh issue create --title \(quoted(now.title)) --body \(quoted(GitHubFormat.text(of: now.body)))"
      for label in GitHubFormat.labels(now) { call += " --label \(quoted(label))" }
      if let milestone = now.labels.first(where: { $0.hasPrefix("milestone:") }) {
        call += " --milestone \(quoted(String(milestone.dropFirst("milestone:".utf8.count))))"
      }
      for person in GitHubFormat.people(now) { call += " --assignee \(quoted(person))" }
      text += "\n# \(item.id.singleLine)\nurl=$(\(call))\n"
      for note in now.notes + item.newNotes { text += "gh issue comment \"$url\" --body \(quoted(note.text))\n" }
      if !now.status.isOpen {
        text += "gh issue close \"$url\" --reason \(now.status == .done ? "completed" : "'not planned'")\n"
      }
    }
    return text
  }

  /// A word that a shell takes as it is.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
