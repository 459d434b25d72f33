extension IssuesReport {
  /// The repairs that an issues file asks for.
  package struct Request: Sendable {
    /// What the report was made of; nothing when the file does not say.
    package let targets: [String]?
    /// All repairs of the file that are enabled.
    package let repairs: [ProposedRepair]
    /// What the file says of each issue, by its name.
    package let messages: [String: String]
  }

  /// Why a file is no issues file.
  package struct ReadingFailure: Error, Equatable, Sendable {
    /// The reasons, one clause each.
    package let reasons: [String]
    /// Whether the file could not even be taken apart.
    package let isUnreadable: Bool
  }

  /// Reads an issues file in either of its forms, strictly.
  package static func read(_ bytes: [UInt8]) throws(ReadingFailure) -> Request {
    let document = try parse(bytes)
    var reasons: [String] = []
    guard document.members != nil else {
      throw ReadingFailure(reasons: ["it must be a mapping, but is \(document.kind)"], isUnreadable: false)
    }
    if let version = document["schema_version"], version != .integer(schemaVersion) {
      reasons.append("'schema_version' must be \(schemaVersion), which is all that this tool knows")
    }
    var repairs: [ProposedRepair] = []
    if let elements = document["repairs"]?.elements {
      for (index, element) in elements.enumerated() {
        do throws(RepairObjection) {
          let repair = try ProposedRepair(element)
          if repair.isEnabled { repairs.append(repair) }
        } catch {
          let name = element["id"]?.string ?? "repair \(index + 1)"
          reasons.append("\(name): \(error.message)")
        }
      }
    } else {
      reasons.append("'repairs' must be a list\(document["repairs"].map { ", but is \($0.kind)" } ?? "")")
    }
    if let targets = document["targets"], targets.strings == nil { reasons.append("'targets' must be a list of texts") }
    guard reasons.isEmpty else { throw ReadingFailure(reasons: reasons, isUnreadable: false) }
    let messages = (document["issues"]?.elements ?? []).compactMap { issue in
      issue["id"]?.string.map { ($0, issue["message"]?.string ?? "") }
    }
    return Request(
      targets: document["targets"]?.strings, repairs: repairs, messages: Dictionary(messages) { first, _ in first })
  }

  private static func parse(_ bytes: [UInt8]) throws(ReadingFailure) -> JSON {
    let start = bytes.starts(with: Ascii.byteOrderMark) ? Ascii.byteOrderMark.count : 0
    let text = bytes[start...]
    if text.first(where: { $0 > Ascii.space }) == UInt8(ascii: "{") {
      do throws(JSONFailure) {
        return try JSONReader.read(text)
      } catch {
        throw unreadable(error.message, at: start + error.offset, bytes)
      }
    }
    if let offset = UTF8Check.firstInvalid(in: bytes) { throw unreadable("it is not UTF-8 text", at: offset, bytes) }
    do throws(YAMLFailure) {
      return try YAMLReader.read(bytes, in: start..<bytes.count).map { JSON($0) } ?? .null
    } catch {
      throw unreadable(error.message, at: error.offset, bytes)
    }
  }

  private static func unreadable(_ message: String, at offset: Int, _ bytes: [UInt8]) -> ReadingFailure {
    let place = Place(of: offset, in: bytes)
    return ReadingFailure(reasons: ["line \(place.line), column \(place.column): \(message)"], isUnreadable: true)
  }
}

extension ProposedRepair {
  /// Reads an entry of an issues file; only what is enabled has to be complete.
  fileprivate init(_ json: JSON) throws(RepairObjection) {
    guard let members = json.members else { throw RepairObjection("it must be a mapping, but is \(json.kind)") }
    let values = RepairValues(members)
    let id = try values.optionalText("id") ?? ""
    guard try values.flag("enabled") else {
      self.init(isSafe: false, issueIDs: [], action: "", ticketPath: "", parameters: [], base: nil)
      return
    }
    let parameters = members["params"] ?? .object([])
    guard let given = parameters.members else {
      throw RepairObjection("'params' must be a mapping, but is \(parameters.kind)")
    }
    if let ids = members["issue_ids"], ids.strings == nil {
      throw RepairObjection("'issue_ids' must be a list of texts")
    }
    self.init(
      isSafe: try values.optionalFlag("safe") ?? false, issueIDs: members["issue_ids"]?.strings ?? [],
      action: try values.text("action"), ticketPath: try values.text("ticket_path"), parameters: given,
      base: try values.optionalText("base"))
    isEnabled = true
    self.id = id
  }
}
