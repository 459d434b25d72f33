// What a ticket and the settings may both hold, checked once.
extension Findings {
  /// Notes what keeps a field from being a list of texts.
  mutating func checkTexts(_ code: IssueCode, _ field: String, _ node: YAMLNode) {
    guard let items = node.sequence else {
      return add(
        code, "The field '\(field)' must be a list of texts, but is \(node.shown).", at: node.range.lowerBound,
        .field(field))
    }
    for item in items where item.string == nil {
      let found = item.scalar == nil || item.isNull ? item.kindName : "\(item.kindName): \(item.shown)"
      add(
        code, "The field '\(field)' must be a list of texts, but has an entry that is \(found).",
        at: item.range.lowerBound, .field(field))
    }
  }

  /// Notes which `agent_limits` are no positive whole numbers.
  mutating func checkLimits(_ code: IssueCode, _ node: YAMLNode) {
    guard let fields = node.mapping else {
      return add(
        code, "The field 'agent_limits' must be a mapping of limits to numbers, but is \(node.shown).",
        at: node.range.lowerBound, .field("agent_limits"))
    }
    for name in FieldNames.limits {
      guard let value = fields[name], value.positiveInteger == nil else { continue }
      add(
        code, "The field 'agent_limits.\(name)' must be a positive whole number, but is \(value.shown).",
        at: value.range.lowerBound, .field("agent_limits.\(name)"))
    }
  }

  /// Notes what keeps `verification` from holding a list of commands.
  mutating func checkVerification(_ code: IssueCode, _ node: YAMLNode) {
    guard let fields = node.mapping else {
      return add(
        code, "The field 'verification' must be a mapping with a list of 'commands', but is \(node.shown).",
        at: node.range.lowerBound, .field("verification"))
    }
    guard let commands = fields["commands"], !commands.isNull else { return }
    checkTexts(code, "verification.commands", commands)
  }
}
