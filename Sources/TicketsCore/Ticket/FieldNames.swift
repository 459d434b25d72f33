/// The keys that a front matter may hold.
enum FieldNames {
  static let relations = ["dependencies", "blocks", "related"]
  static let limits = AgentLimits().values.map(\.name)

  /// The keys of the format, with those that each mapping holds.
  static let known: [(name: String, inner: [String])] = TicketField.all.reduce(into: []) { known, field in
    let keys = field.path.split(separator: ".").map(String.init)
    if known.last?.name != keys[0] { known.append((keys[0], [])) }
    known[known.count - 1].inner += keys.dropFirst()
  }

  /// Keys that newer tools of the same format write; what they hold is theirs.
  static let accepted: Set<String> = [
    "version", "version_url", "custom", "planning", "resolution", "completion", "updated_at",
  ]

  /// Relationships that are derived and never stored, and what to write instead where there is something.
  static let derivedRelations: [String: String?] = [
    "parent": nil, "parents": nil, "children": nil, "child": nil, "subtickets": nil, "subticket": nil,
    "subtasks": nil, "subtask": nil, "epic": nil, "epics": nil, "plan": nil, "plans": nil, "milestone": nil,
    "milestones": nil, "duplicate_of": nil, "duplicates": nil,
    "duplicated_by": nil, "supersedes": nil, "superseded": nil, "superseded_by": nil, "required_by": nil,
    "blocked_by": "dependencies", "depends_on": "dependencies", "depends": "dependencies", "deps": "dependencies",
    "dependency": "dependencies", "requires": "dependencies", "blocking": "blocks", "dependents": "blocks",
    "relates_to": "related", "relates": "related", "related_to": "related",
  ]
}
