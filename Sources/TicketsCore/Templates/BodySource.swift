/// Where the body of a new ticket comes from.
package enum BodySource: Equatable, Sendable {
  /// A file that was given for the whole body.
  case file(String)
  /// The template of the repository, from the root.
  case template(String)
  /// The parts that were given, or the sections with a word on what belongs there.
  case draft

  /// Chooses: what is given counts before what the settings say.
  package init(file: String?, hasParts: Bool, template: String?) {
    if let file {
      self = .file(file)
    } else if !hasParts, let template {
      self = .template(template)
    } else {
      self = .draft
    }
  }

  /// Whether a template may be read; both paths are real, without links.
  ///
  /// Settings come with a repository, and what they name goes into tickets, so nothing else of the machine may.
  package static func mayRead(_ file: String, inside root: String) -> Bool {
    file.hasPrefix(root == "/" ? root : root + "/")
  }
}
