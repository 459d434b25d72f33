/// What a heading of another tool stands for here.
enum HeadingRole: Equatable {
  case section(Section.Name)
  /// What became log entries.
  case notes
  case other
}

/// The headings of a way of working, in lower case, with what each is here.
struct HeadingRoles {
  private let roles: [String: HeadingRole]

  init(_ table: [(HeadingRole, [String])]) {
    var roles: [String: HeadingRole] = [:]
    for (role, titles) in table {
      for title in titles { roles[title] = role }
    }
    self.roles = roles
  }

  /// The role of a heading; of several that mean one section the first has it.
  func role(of title: String, taken: inout [HeadingRole]) -> HeadingRole {
    let role = roles[title.lowercased()] ?? .other
    guard case .section = role else { return role }
    guard !taken.contains(role) else { return .other }
    taken.append(role)
    return role
  }

  /// What people call the required sections.
  static let usual = HeadingRoles(common)

  static let common: [(HeadingRole, [String])] = [
    (.section(.description), ["description", "objective", "goal", "context", "summary", "problem", "purpose"]),
    (
      .section(.acceptanceCriteria),
      ["acceptance criteria", "acceptance", "definition of done", "exit criteria", "done when", "success criteria"]
    ),
    (
      .section(.verification),
      [
        "verification", "validation", "validation / qa plan", "validation and acceptance", "tests", "testing",
        "test plan", "how to verify",
      ]
    ),
  ]
}
