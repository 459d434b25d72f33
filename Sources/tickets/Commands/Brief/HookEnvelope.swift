import Arguments
import TicketsCore
import TicketsFiles

/// A host whose start hook may ask for a brief.
enum HookHost: String, CaseIterable, ParameterValue {
  case claude, codex, gemini, plain

  /// How many bytes a page may have so that the envelope stays below what the hosts cut at.
  var longest: Int { self == .plain ? 9400 : 8600 }
}

/// What a start hook prints.
struct HookEnvelope {
  let host: HookHost
  /// The event that the host named.
  let event: String?

  /// The page as the host reads it; below 9,500 characters, whatever has to be escaped in it.
  func wrap(_ text: String) -> String? {
    if text.trimmed.isEmpty { return nil }
    if host == .plain { return text.trimmed }
    var text = text
    while true {
      let wrapped = String(
        decoding: JSONWriter.bytes(of: Output(event: event ?? "SessionStart", text: text), .compact), as: UTF8.self)
      if wrapped.count < Self.limit { return wrapped }
      // Quotes and line ends take two characters each: the last lines go.
      text = String(text.prefix(text.count - (wrapped.count - Self.limit) - 1).trimmedToLine)
    }
  }

  private static let limit = 9500

  private struct Output: JSONWritable {
    let event: String
    let text: String

    func write(to json: inout JSONWriter) {
      json.object { json in
        json.member("hookSpecificOutput") { json in
          json.object { json in
            json.member("hookEventName", event)
            json.member("additionalContext", text)
          }
        }
      }
    }
  }
}

extension Substring {
  /// Up to the last line end.
  fileprivate var trimmedToLine: Substring { self[...(lastIndex(of: "\n") ?? startIndex)] }
}

/// What a host tells a start hook on standard input.
struct HookStart {
  /// Where the session works.
  private(set) var folder: String?
  private(set) var event: String?

  /// Reads what is there; a host that says nothing is not waited for.
  static func read() -> HookStart {
    var start = HookStart()
    guard !Process.isTerminal(.input),
      let bytes = try? StandardStream.input.readArrived(within: .milliseconds(100)),
      let json = try? JSONReader.read(bytes)
    else { return start }
    start.folder = json["cwd"]?.string
    start.event = json["hook_event_name"]?.string
    return start
  }
}
