/// Labels that were fields of another tool: `type:bug`.
enum ForeignLabels {
  /// Lays labels that changed over the fields that they came from, and over the list of the others.
  static func lay(
    _ item: ExportItem, over fields: inout [JSON.Member], list: String, keyed: [(label: String, field: String)],
    ignoring ignored: [String] = [], defaults: [String: String] = [:]
  ) {
    var rest = item.now.labels
    for (label, field) in keyed {
      let prefix = label + ":"
      let values = rest.filter { $0.hasPrefix(prefix) }
      rest.removeAll { $0.hasPrefix(prefix) }
      let old = item.before?.labels.filter { $0.hasPrefix(prefix) }
      if values == old { continue }
      let texts = values.map { String($0.dropFirst(prefix.count)) }
      if fields[field]?.elements != nil || texts.count > 1 {
        fields.set(field, texts)
      } else {
        fields.set(field, (texts.first ?? defaults[field]).map(JSON.string))
      }
    }
    let isOther = { (label: String) in
      !keyed.contains { label.hasPrefix($0.label + ":") } && !ignored.contains { label.hasPrefix($0) }
    }
    let others = rest.filter(isOther)
    if others != item.before?.labels.filter(isOther) { fields.set(list, others) }
  }
}
