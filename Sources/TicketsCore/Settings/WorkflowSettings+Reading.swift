extension WorkflowSettings {
  /// Reads `workflow`.
  mutating func read(_ node: YAMLNode, _ findings: inout Findings) {
    let fields = findings.mapping(node, "workflow")
    findings.checkKeys(fields, among: ["flow", "records", "max_repairs", "quick", "paths", "flows"], in: "workflow.")
    // What the flow may be called depends on the flows that there are.
    for field in fields where field.key != "flow" && !field.value.isNull { read(field, &findings) }
    guard let node = fields["flow"], !node.isNull, let name = findings.text(node, "workflow.flow") else { return }
    let names = [Flow.noneName] + all.map(\.name)
    guard names.contains(name) else { return findings.addInvalid("workflow.flow", names.listed, node) }
    flow = name
  }

  private mutating func read(_ field: YAMLField, _ findings: inout Findings) {
    let name = "workflow.\(field.key)"
    switch field.key {
    case "records":
      findings.checkTexts(.configInvalid, name, field.value)
      records += field.value.strings.filter { !records.contains($0) }
    case "max_repairs": maxRepairs = findings.count(field.value, name) ?? maxRepairs
    case "quick": readQuick(findings.mapping(field.value, name), &findings)
    case "paths":
      let fields = findings.mapping(field.value, name)
      findings.checkKeys(fields, among: RiskPaths.allCases.map(\.rawValue), in: "\(name).")
      for entry in fields {
        guard let kind = RiskPaths(rawValue: entry.key), !entry.value.isNull else { continue }
        findings.checkTexts(.configInvalid, "\(name).\(entry.key)", entry.value)
        paths[kind] = entry.value.strings
      }
    case "flows":
      flows = findings.mapping(field.value, name).compactMap { Flow($0, &findings) }
    default: break
    }
  }

  private mutating func readQuick(_ fields: [YAMLField], _ findings: inout Findings) {
    let name = "workflow.quick"
    findings.checkKeys(fields, among: ["max_files", "max_modules", "module_depth", "neutral"], in: "\(name).")
    for field in fields where !field.value.isNull {
      switch field.key {
      case "max_files": quick.maxFiles = findings.count(field.value, "\(name).max_files") ?? quick.maxFiles
      case "max_modules": quick.maxModules = findings.count(field.value, "\(name).max_modules") ?? quick.maxModules
      case "module_depth": quick.moduleDepth = findings.count(field.value, "\(name).module_depth") ?? quick.moduleDepth
      case "neutral":
        findings.checkTexts(.configInvalid, "\(name).neutral", field.value)
        quick.neutral = field.value.strings
      default: break
      }
    }
  }
}

extension Flow {
  /// Reads `name: [{state: [check]}]`; a flow with a mistake in it is no flow.
  fileprivate init?(_ field: YAMLField, _ findings: inout Findings) {
    let name = "workflow.flows.\(field.key)"
    let expected = "a list of states, each like '- planned: [evidence]'"
    guard let items = field.value.sequence, !items.isEmpty, field.key != Self.noneName else {
      findings.addInvalid(name, field.key == Self.noneName ? "a flow of another name" : expected, field.value)
      return nil
    }
    var states: [State] = []
    for item in items {
      guard let entry = item.mapping?.first, item.mapping?.count == 1,
        entry.value.sequence.map({ $0.count == entry.value.strings.count }) ?? false
      else {
        findings.addInvalid(name, expected, item)
        return nil
      }
      guard let state = State(entry.key, entry.value.strings), !states.contains(where: { $0.name == entry.key }) else {
        let known = Check.allCases.map(\.rawValue).listed
        findings.addInvalid("\(name).\(entry.key)", "a state of its own with checks among \(known)", entry.value)
        return nil
      }
      states.append(state)
    }
    self.init(field.key, states)
  }
}
