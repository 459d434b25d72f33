/// What stands under some names of a tree, each as one short text: equal texts mean equal contents.
package enum TreeMarks {
  /// Reads what has no fingerprint.
  package static func marks(of names: Set<String>, in tree: any TicketTree) throws(TreeFailure) -> [String: String] {
    let reader = try tree.reader()
    var marks: [String: String] = [:]
    for name in names { marks[name] = "-" }
    for entry in try reader.entries(named: names) { marks[entry.name] = try mark(entry, entry.name, reader) }
    return marks
  }

  private static func mark(
    _ entry: TreeEntry, _ path: String, _ reader: any TreeReader
  ) throws(TreeFailure) -> String {
    let kind = "\(entry.kind)\(entry.isExecutable ? "*" : "")"
    if let known = entry.fingerprint { return "\(kind) \(known.first) \(known.second) \(known.third) \(known.fourth)" }
    switch entry.kind {
    case .file: return "\(kind) \(SHA256.hex(of: try reader.read(path)))"
    case .folder:
      var inside: [String] = []
      for child in try reader.entries(in: path) {
        inside.append("\(child.name) \(try mark(child, "\(path)/\(child.name)", reader))")
      }
      return "\(kind) \(SHA256.hex(of: Array(inside.joined(separator: "\n").utf8)))"
    case .link, .other: return "\(kind) \(path)"
    }
  }
}
