/// The parameters that a repair was given, read strictly.
package struct RepairValues: Sendable {
  let members: [JSON.Member]

  init(_ members: [JSON.Member]) {
    self.members = members
  }

  /// The text of a parameter that must be given.
  func text(_ name: String) throws(RepairObjection) -> String {
    guard let value = members[name], value != .null else { throw RepairObjection("'\(name)' is not decided") }
    guard let text = value.string else { throw RepairObjection("'\(name)' must be text, but is \(value.kind)") }
    return text
  }

  /// The text of a parameter, or nothing when it is `null`.
  func optionalText(_ name: String) throws(RepairObjection) -> String? {
    guard let value = members[name], value != .null else { return nil }
    return try text(name)
  }

  /// The names of files.
  func names(_ name: String) throws(RepairObjection) -> [String] {
    guard let names = members[name]?.strings, !names.isEmpty else { throw RepairObjection("'\(name)' names no files") }
    return names
  }

  /// A choice that must be made.
  func flag(_ name: String) throws(RepairObjection) -> Bool {
    guard let flag = try optionalFlag(name) else { throw RepairObjection("'\(name)' is not decided") }
    return flag
  }

  /// A choice, or nothing when it is `null`.
  func optionalFlag(_ name: String) throws(RepairObjection) -> Bool? {
    guard let value = members[name], value != .null else { return nil }
    guard let flag = value.bool else { throw RepairObjection("'\(name)' must be true or false, but is \(value.kind)") }
    return flag
  }

  /// A word that must be one of a few.
  func choice(_ name: String, among choices: [String]) throws(RepairObjection) -> String {
    let word = try text(name)
    guard choices.contains(word) else {
      throw RepairObjection("'\(name)' must be \(choices.listed), but is \(word.quotedForMessage)")
    }
    return word
  }

  /// Refuses what the action does not know: a slip of the hand must not pass for a decision.
  func check(against parameters: [RepairParameter]) throws(RepairObjection) {
    for member in members where !parameters.contains(where: { $0.name == member.name }) {
      throw RepairObjection("the parameter \(member.name.quotedForMessage) is unknown")
    }
  }
}
