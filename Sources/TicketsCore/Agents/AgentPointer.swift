/// The lines in a file of instructions that send an agent to this tool, and for which hosts they stand there.
struct AgentPointer {
  private let text: String

  /// The lines to be written; `text` is Markdown.
  init(_ text: [UInt8]) {
    self.text = String(decoding: text, as: UTF8.self)
  }

  /// The hosts for which a file has the lines.
  static func hosts(in bytes: [UInt8]) -> Set<AgentHost> {
    guard let found = block("").found(in: bytes) else { return [] }
    for line in Lines(of: found) {
      let words = String(decoding: found[line.range], as: UTF8.self).split { !$0.isLetter && $0 != "-" }
      guard let start = words.firstIndex(of: "--agent") else { continue }
      return Set(
        words[(start + 1)...].prefix { AgentHost(rawValue: String($0)) != nil }.compactMap {
          AgentHost(rawValue: String($0))
        })
    }
    return []
  }

  /// The file with the lines for these hosts, or without them when there is none; nothing when nothing else is in it.
  func file(_ old: [UInt8]?, for hosts: Set<AgentHost>) -> [UInt8]? {
    let isOurs = old.map { Self.isMadeHere($0) } ?? true
    guard !hosts.isEmpty else {
      let rest = Self.block("").removed(from: old ?? [])
      return isOurs && rest.isEmpty ? nil : rest
    }
    let names = AgentHost.allCases.filter(hosts.contains).map(\.rawValue).joined(separator: " ")
    let note = "Written by 'tickets init --agent \(names)'\(isOurs ? Self.madeHere : "")"
    return Self.block("<!-- \(note) -->\n\(text)").added(to: old ?? [])
  }

  private static let madeHere = ", which made this file"

  private static func block(_ text: String) -> MarkedBlock { MarkedBlock("tickets", text, in: .markup) }

  private static func isMadeHere(_ bytes: [UInt8]) -> Bool {
    guard let found = block("").found(in: bytes) else { return false }
    return Lines(of: found).contains {
      String(decoding: found[$0.range], as: UTF8.self).hasSuffix("\(madeHere) -->")
    }
  }
}
