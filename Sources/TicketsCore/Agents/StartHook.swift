/// What a host runs when a session starts: a brief, which its file of settings asks for.
///
/// The line is put in, and taken out again, as it stands: no other byte of the file changes.
struct StartHook {
  let path: String
  private let line: String

  /// The hook of a host that has such a thing.
  init?(of host: AgentHost) {
    let more: String
    switch host {
    case .claude: (path, more) = (".claude/settings.json", #""matcher": "startup|resume|clear|compact", "#)
    case .codex: (path, more) = (".codex/hooks.json", "")
    case .gemini: (path, more) = (".gemini/settings.json", "")
    case .cursor, .copilot, .opencode: return nil
    }
    let command = "tickets brief --hook \(host.rawValue)"
    line = #"{\#(more)"hooks": [{"type": "command", "command": "\#(command)"}]}"#
  }

  // The spaces tell brackets of ours from those that were there.
  private var member: String { #""SessionStart": [ \#(line) ]"# }
  private var members: String { #""hooks": { \#(member) }"# }
  private var wholeFile: [UInt8] { Array("{\n  \(members)\n}\n".utf8) }

  /// The settings with the hook in them.
  func added(to old: [UInt8]?) throws(StartHookFailure) -> [UInt8] {
    guard let old, !old.isEmpty else { return wholeFile }
    if ByteWord(line.utf8).isIn(old) { return old }
    let settings = try Self.settings(old)
    guard settings.members != nil, settings["hooks"].map({ $0.members != nil }) ?? true,
      settings["hooks"]?["SessionStart"].map({ $0.elements != nil }) ?? true
    else { throw .unexpected }
    for (names, text) in [(["hooks", "SessionStart"], line), (["hooks"], member), ([], members)] {
      guard let place = try Self.place(names, in: old) else { continue }
      let inserted = text + (place.isEmpty ? "" : ", ")
      return Array(old[..<place.offset]) + Array(inserted.utf8) + Array(old[place.offset...])
    }
    throw .unexpected
  }

  /// The settings without the hook; nothing where the file was made for it.
  func removed(from old: [UInt8]) -> [UInt8]? {
    if old == wholeFile { return nil }
    for text in [members, member, line] {
      for ending in [", ", ""] {
        if let range = ByteWord((text + ending).utf8).firstRange(in: old[...]) {
          return Array(old[..<range.lowerBound]) + Array(old[range.upperBound...])
        }
      }
    }
    return old
  }

  private static func settings(_ bytes: [UInt8]) throws(StartHookFailure) -> JSON {
    do throws(JSONFailure) { return try JSONReader.read(bytes) } catch { throw .notJSON(error.message) }
  }

  private static func place(_ names: [String], in bytes: [UInt8]) throws(StartHookFailure) -> JSONPlace? {
    do throws(JSONFailure) { return try JSONPlace.inside(names, of: bytes) } catch { throw .notJSON(error.message) }
  }
}

/// Why settings of a host are left alone.
enum StartHookFailure: Error {
  case notJSON(String)
  /// There is something else where hooks belong.
  case unexpected
}
