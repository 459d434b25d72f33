/// A repair that can be made: an entry of an issues file.
package struct ProposedRepair: Equatable, Sendable {
  /// The name in the file: `R0001`.
  package var id = ""
  package var isEnabled = false
  package let isSafe: Bool
  /// The issues it repairs, by their names in the file.
  package var issueIDs: [String]
  package let action: String
  package let ticketPath: String
  /// What it is told; `null` where someone must decide.
  package var parameters: [JSON.Member]
  /// The fingerprint of the file that it was proposed for.
  package let base: String?

  package init(
    isSafe: Bool, issueIDs: [String], action: String, ticketPath: String, parameters: [JSON.Member], base: String?
  ) {
    self.isSafe = isSafe
    self.issueIDs = issueIDs
    self.action = action
    self.ticketPath = ticketPath
    self.parameters = parameters
    self.base = base
  }

  /// What is still to be decided before it can be made.
  package var undecided: [RepairParameter] {
    guard let action = RepairActions.named(action)?.action else { return [] }
    let isGenerated = parameters["generate_uuidv7"] == .bool(true)
    return action.parameters.filter { parameter in
      parameters[parameter.name] == .null && !(parameter.name == "value" && isGenerated)
    }
  }

  /// A short name of a file's content, to notice that it changed (FNV-1a).
  static func fingerprint(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
