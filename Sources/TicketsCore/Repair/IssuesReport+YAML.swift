extension IssuesReport {
  /// Writes the document for people to fill in, where what is to be decided stands out: in pieces of whole lines, each
  /// without its last line end.
  package func writeYAML(_ write: (String) -> Void) {
    write(
      """
      # Found \(issues.count) issues, and \(repairs.count) repairs for them.
      # To repair: set 'enabled: true' where you agree, put your decisions in the place of each 'null', and run
      #   tickets repair --issues-file <this file> --non-interactive
      schema_version: \(Self.schemaVersion)
      generated_at: \(YAMLText.quoted(Timestamp.extended(generatedAt)))
      tool: \(YAMLText.quoted(LogEntry.toolName))
      targets:\(targets.isEmpty ? " []" : "")
      """)
    for target in targets { write("  - \(YAMLText.quoted(target))") }
    write("issues:\(issues.isEmpty ? " []" : "")")
    for issue in issues { write(Self.item(Self.members(of: issue))) }
    write("repairs:\(repairs.isEmpty ? " []" : "")")
    let messages = messages
    for repair in repairs { write(Self.item(repair, messages)) }
  }

  /// A repair below a comment that says what it is for.
  private static func item(_ repair: ProposedRepair, _ messages: [String: String]) -> String {
    var text = "\n"
    for id in repair.issueIDs.prefix(5) { text += "  # \(id): \(comment(messages[id] ?? ""))\n" }
    if repair.issueIDs.count > 5 { text += "  # … and \(repair.issueIDs.count - 5) more\n" }
    return text + item(repair.members.dropLast()) + "\n" + parameters(of: repair)
  }

  /// The members as an entry of a list, each on a line.
  private static func item(_ members: [JSON.Member]) -> String {
    var text = ""
    for (index, member) in members.enumerated() {
      text += "\(index == 0 ? "  - " : "\n    ")\(member.name): \(inline(member.value))"
    }
    return text
  }

  private static func parameters(of repair: ProposedRepair) -> String {
    guard !repair.parameters.isEmpty else { return "    params: {}" }
    let known = RepairActions.named(repair.action)?.action.parameters ?? []
    var text = "    params:"
    for member in repair.parameters {
      text += "\n      \(member.name): \(inline(member.value))"
      if let parameter = known.first(where: { $0.name == member.name }), parameter.kind != .subject {
        text += "  # \(member.value == .null ? "decide: " : "")\(comment(parameter.hint(for: repair)))"
      }
    }
    return text
  }

  /// A value on one line.
  private static func inline(_ value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let digits): digits
    case .string(let text): YAMLText.quoted(text)
    case .array(let elements): "[\(elements.map(inline).joined(separator: ", "))]"
    case .object(let members): "{\(members.map { "\($0.name): \(inline($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// Text that stays within a comment.
  private static func comment(_ text: String) -> String {
    // Nearly all text is plain ASCII, which one look at the bytes settles.
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    return String(text.map { $0.isHiddenOrControl ? "?" : $0 })
  }
}

extension RepairParameter {
  /// What to decide in this repair.
  fileprivate func hint(for repair: ProposedRepair) -> String {
    switch kind {
    case .choice(let choices): "\(choices.listed): \(meaning)"
    case .flag: "\(meaning) (true or false)"
    case .subject: meaning
    case .text: SetField.expectation(of: repair.parameters["field"]?.string ?? "") ?? meaning
    }
  }
}
