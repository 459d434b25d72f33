/// Keeps one of the values of a key that is there more than once.
enum ResolveDuplicateKey: RepairAction {
  static let name = "resolve_duplicate_key"
  static let summary = "Keeps the first or the last value of a key that is there twice."
  static let isSafe = false
  static let codes: [IssueCode] = [.frontMatterInvalid]
  static let parameters = [
    RepairParameter("key", .subject, "the key that is there twice"),
    RepairParameter("keep", .choice(["first", "last"]), "which value to keep"),
  ]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard ticket.document == nil, let document = try? Document(ticket.bytes, keepingDuplicates: true),
      let key = firstDuplicate(in: document.fields, ""),
      duplicates(of: key, in: document).allSatisfy({ document.lines(of: $0) != nil })
    else { return nil }
    return [JSON.Member("key", .string(key)), JSON.Member("keep", .null)]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let key = try given.text("key")
    let keepsFirst = try given.choice("keep", among: ["first", "last"]) == "first"
    guard let document = try? Document(ticket.bytes, keepingDuplicates: true) else {
      throw RepairObjection("the front matter cannot be read")
    }
    let fields = duplicates(of: key, in: document)
    guard !fields.isEmpty else { throw RepairObjection("there is no key \(key.quotedForMessage)") }
    guard fields.count > 1 else { return .nothing }
    var edits: [Edit] = []
    var notes: [String] = []
    for field in keepsFirst ? fields.dropFirst() : fields.dropLast() {
      guard let lines = document.lines(of: field) else {
        throw RepairObjection("\(key.quotedForMessage) does not stand on lines of its own")
      }
      edits.append(Edit(lines, ""))
      notes.append("Took out a second value of '\(key)', as decided: \(document.text(of: lines))")
    }
    return RepairChange(edits: edits, notes: notes)
  }

  /// The first key that is there twice, with a dot before a key within a key.
  private static func firstDuplicate(in fields: [YAMLField], _ prefix: String) -> String? {
    var seen: Set<String> = []
    for field in fields {
      if !seen.insert(field.key).inserted { return prefix + field.key }
      if let inner = field.value.mapping, let found = firstDuplicate(in: inner, "\(prefix)\(field.key).") {
        return found
      }
    }
    return nil
  }

  private static func duplicates(of path: String, in document: Document) -> [YAMLField] {
    var fields = document.fields
    var names = path.split(separator: ".", omittingEmptySubsequences: false)[...]
    while let name = names.popFirst() {
      let found = fields.filter { $0.key == name }
      if names.isEmpty { return found }
      fields = found.first?.value.mapping ?? []
    }
    return []
  }
}
