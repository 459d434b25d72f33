extension Settings {
  /// Reads the settings of a tree; whatever cannot be understood is an issue, and what it would set stays as it was.
  package init(from reader: any TreeReader) {
    let path = "/\(Layout.folderName)/\(Self.fileName)"
    var bytes: [UInt8] = []
    do throws(TreeFailure) {
      bytes = try reader.read(Self.fileName)
    } catch {
      if error.reason != .missing {
        issues.append(Issue(.configInvalid, "The settings cannot be read: \(error.message).", ticketPath: path))
      }
      return
    }
    var findings = Findings()
    read(bytes, &findings)
    issues = findings.issues(in: bytes, of: path)
  }

  private mutating func read(_ bytes: [UInt8], _ findings: inout Findings) {
    if let offset = UTF8Check.firstInvalid(in: bytes) {
      return findings.add(.configInvalid, "The settings must be UTF-8 text.", at: offset)
    }
    let start = bytes.starts(with: Ascii.byteOrderMark) ? Ascii.byteOrderMark.count : 0
    do throws(YAMLFailure) {
      guard let root = try YAMLReader.read(bytes, in: start..<bytes.count), !root.isNull else { return }
      guard let fields = root.mapping else {
        return findings.add(
          .configInvalid, "The settings must be 'key: value' lines, but are \(root.kindName).",
          at: root.range.lowerBound)
      }
      for field in fields where !field.value.isNull { read(field, &findings) }
      findings.checkKeys(fields, among: Self.keys, in: "")
    } catch {
      findings.add(.configInvalid, "The settings cannot be read: \(error.message).", at: error.offset)
    }
  }

  /// The first thing that cannot be understood and may have been meant to ask something of the work.
  package var unheeded: Issue? {
    issues.first { issue in
      guard issue.severity != .error else { return true }
      let field = issue.details.first { $0.name == "field" }?.value.string ?? ""
      let key = field.split(separator: ".").first.map(String.init) ?? field
      let known = Self.keys.contains(key) ? key : Nearness.nearest(to: key, among: Self.keys, within: 3)
      return known == "workflow" || known == "delivery"
    }
  }

  private static let keys = [
    "base_branch", "transitions", "agent_limits", "claims", "verification", "templates", "validation", "hooks",
    "workflow", "delivery", "overlap",
  ]

  private enum Transitions: String, CaseIterable {
    case warn, enforce
  }

  private mutating func read(_ field: YAMLField, _ findings: inout Findings) {
    let value = field.value
    switch field.key {
    case "base_branch": baseBranch = findings.text(value, field.key)
    case "transitions":
      enforcesTransitions = findings.choice(value, field.key, among: Transitions.allCases) == .enforce
    case "agent_limits":
      findings.checkLimits(.configInvalid, value)
      agentLimits = AgentLimits(value.mapping ?? [])
      findings.checkKeys(value.mapping ?? [], among: FieldNames.limits, in: "agent_limits.")
    case "claims":
      let fields = findings.mapping(value, field.key)
      if let node = fields["lease"], let word = findings.text(node, "claims.lease") {
        readLease(word, node, &findings)
      }
      findings.checkKeys(fields, among: ["lease"], in: "claims.")
    case "verification":
      findings.checkVerification(.configInvalid, value)
      verificationCommands = value.mapping?["commands"]?.strings ?? []
      findings.checkKeys(value.mapping ?? [], among: ["commands"], in: "verification.")
    case "templates":
      let fields = findings.mapping(value, field.key)
      ticketTemplate = fields["ticket"].flatMap { findings.text($0, "templates.ticket") }
      if let node = fields["dir"], let folder = findings.text(node, "templates.dir") {
        readTemplateFolder(folder, node, &findings)
      }
      let sources = fields["sources"].map { findings.mapping($0, "templates.sources") } ?? []
      templateSources = sources.compactMap { readSource($0, &findings) }
      findings.checkKeys(fields, among: ["ticket", "dir", "sources"], in: "templates.")
    case "validation":
      for entry in findings.mapping(value, field.key) { readJudgement(entry, &findings) }
    case "hooks":
      let fields = findings.mapping(value, field.key)
      for entry in fields {
        if let event = HookEvent(rawValue: entry.key) {
          hooks[event] = findings.truth(entry.value, "hooks.\(entry.key)")
        }
      }
      findings.checkKeys(fields, among: HookEvent.allCases.map(\.rawValue), in: "hooks.")
    case "overlap":
      let fields = findings.mapping(value, field.key)
      findings.checkKeys(fields, among: ["ignore"], in: "overlap.")
      if let ignored = fields["ignore"], !ignored.isNull {
        findings.checkTexts(.configInvalid, "overlap.ignore", ignored)
        overlapIgnored = ignored.strings
      }
    case "workflow": workflow.read(value, &findings)
    case "delivery":
      let fields = findings.mapping(value, field.key)
      findings.checkKeys(fields, among: ["assigned"], in: "delivery.")
      workflow.delivers = fields["assigned"].flatMap { findings.truth($0, "delivery.assigned") } ?? true
    default: break
    }
  }

  private mutating func readLease(_ word: String, _ node: YAMLNode, _ findings: inout Findings) {
    guard let lease = Lease(word) else {
      return findings.add(
        .configInvalid, "The setting 'claims.lease' must be a time such as 90s, 30m or 2h.",
        at: node.range.lowerBound, .field("claims.lease"))
    }
    claimLease = lease.cut
  }

  private mutating func readTemplateFolder(_ folder: String, _ node: YAMLNode, _ findings: inout Findings) {
    let inside = "\(Layout.folderName)/"
    guard !folder.hasPrefix(inside) || folder == templateFolder || folder.hasPrefix(inside + ".") else {
      return findings.add(
        .configInvalid, "The setting 'templates.dir' names a folder for tickets; use '\(templateFolder)'.",
        at: node.range.lowerBound, .field("templates.dir"))
    }
    templateFolder = folder
  }

  private func readSource(_ entry: YAMLField, _ findings: inout Findings) -> TemplateSource? {
    let name = "templates.sources.\(entry.key)"
    let fields = findings.mapping(entry.value, name)
    findings.checkKeys(fields, among: ["repo", "ref"], in: "\(name).")
    guard let repository = fields["repo"] else {
      findings.add(
        .configInvalid, "The setting '\(name)' must say where its 'repo' is.", at: entry.value.range.lowerBound,
        .field(name))
      return nil
    }
    return findings.text(repository, "\(name).repo").map {
      TemplateSource(
        name: entry.key, repository: $0, revision: fields["ref"].flatMap { findings.text($0, "\(name).ref") })
    }
  }

  private mutating func readJudgement(_ entry: YAMLField, _ findings: inout Findings) {
    guard let code = IssueCode(rawValue: entry.key) else {
      return findings.checkKeys([entry], among: IssueCode.allCases.map(\.rawValue), in: "validation.")
    }
    guard let judgement = findings.choice(entry.value, "validation.\(entry.key)", among: Judgement.allCases) else {
      return
    }
    if code.standing == .must, judgement != .error {
      return findings.add(
        .configInvalid, "The code \(code.rawValue) is a rule of the format and must stay an error.",
        at: entry.value.range.lowerBound, .field("validation.\(entry.key)"))
    }
    validation[code] = judgement
  }
}

// What settings are made of.
extension Findings {
  /// Notes keys that are none of the known ones.
  mutating func checkKeys(_ fields: [YAMLField], among known: [String], in prefix: String) {
    for field in fields where !known.contains(field.key) {
      let meant = Nearness.nearest(to: field.key, among: known, within: 3)
      let hint = meant.map { "; did you mean '\($0)'?" } ?? "."
      add(
        .configKeyUnknown, "The setting \("\(prefix)\(field.key)".quotedForMessage) is unknown\(hint)",
        at: field.keyRange.lowerBound, .field(prefix + field.key))
    }
  }

  mutating func mapping(_ node: YAMLNode, _ field: String) -> [YAMLField] {
    guard let fields = node.mapping else {
      if !node.isNull { addInvalid(field, "a mapping", node) }
      return []
    }
    return fields
  }

  mutating func text(_ node: YAMLNode, _ field: String) -> String? {
    if node.string == nil, !node.isNull { addInvalid(field, "text", node) }
    return node.string
  }

  mutating func truth(_ node: YAMLNode, _ field: String) -> Bool? {
    guard let scalar = node.scalar, scalar.kind == .boolean else {
      addInvalid(field, "true or false", node)
      return nil
    }
    return scalar.text.lowercased() == "true"
  }

  mutating func count(_ node: YAMLNode, _ field: String) -> Int? {
    if node.positiveInteger == nil { addInvalid(field, "a whole number above zero", node) }
    return node.positiveInteger
  }

  fileprivate mutating func choice<Choice: RawRepresentable<String>>(
    _ node: YAMLNode, _ field: String, among choices: [Choice]
  ) -> Choice? {
    // Older readers of YAML take a bare off for false, so any scalar is a word here.
    let choice = node.scalar.flatMap { Choice(rawValue: $0.text) }
    if choice == nil { addInvalid(field, choices.map(\.rawValue).listed, node) }
    return choice
  }

  mutating func addInvalid(_ field: String, _ expected: String, _ node: YAMLNode) {
    add(
      .configInvalid, "The setting '\(field)' must be \(expected), but is \(node.shown).", at: node.range.lowerBound,
      .field(field))
  }
}
